import type { Capabilities } from '../port/telephony.ts';
import type { AdapterBench } from './far-side.ts';
import type { SignalLog } from './signal-log.ts';

/** One rule that every adapter keeps. */
export interface KitCase {
  readonly title: string;
  /** The capability without which the case does not apply. */
  readonly needs?: keyof Capabilities;
  readonly run: (bench: AdapterBench, log: SignalLog) => Promise<void>;
}
