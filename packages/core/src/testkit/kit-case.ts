import type { Capabilities } from '../port/telephony.ts';
import type { AdapterBench, FarAbility } from './far-side.ts';
import type { SignalLog } from './signal-log.ts';

/** What a case cannot be run without: a capability of the adapter, or an ability of the world behind it. */
export type Need = keyof Capabilities | FarAbility;

/** One rule that every adapter keeps. */
export interface KitCase {
  readonly title: string;
  /** Without any one of these the case does not apply. */
  readonly needs?: readonly Need[];
  readonly run: (bench: AdapterBench, log: SignalLog) => Promise<void>;
}

/** What came of a case that did not fail. */
export type KitResult = { readonly kind: 'passed' } | { readonly kind: 'skipped'; readonly reason: string };

const abilities = ['hold', 'requestTransfer'] as const satisfies readonly FarAbility[];
const isAbility = (need: Need): need is FarAbility => abilities.some((ability) => ability === need);

/** Why a case does not apply to what is on a bench; undefined when it does. */
export function reasonToSkip({ needs = [] }: KitCase, { port, far }: AdapterBench): string | undefined {
  const reasons = needs.map((need) => {
    if (isAbility(need)) return far.cannot?.[need];
    return port.capabilities[need] ? undefined : `the adapter does not have the capability ${need}`;
  });
  return reasons.find((reason) => reason !== undefined);
}
