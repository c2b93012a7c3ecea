import type { Command } from '../command/command.ts';
import type { Signal } from '../port/telephony.ts';
import type { Instant } from './time.ts';

/** The one way in. `at` never goes backwards. */
export type Input =
  | { readonly type: 'command'; readonly at: Instant; readonly command: Command }
  | { readonly type: 'signal'; readonly at: Instant; readonly signal: Signal }
  /** Time has come so far; fires what is due and does nothing else. */
  | { readonly type: 'tick'; readonly at: Instant };
