import fc from 'fast-check';
import type { Cause } from '../../src/port/cause.ts';
import type { Fault, Habit, NetworkPlan } from '../network.ts';

/** One thing that the script does; numbers point into what there is, modulo its count. */
export type Move =
  | { readonly do: 'callIn'; readonly to: number; readonly caller: number; readonly patienceMs: number | undefined }
  | { readonly do: 'dial'; readonly device: number; readonly number: number; readonly patienceMs: number | undefined }
  | { readonly do: 'hangUp' | 'answer' | 'toggleDevice' | 'copySignal' | 'noise' | 'endCall'; readonly which: number }
  | { readonly do: 'restart'; readonly lostLegs: number }
  | { readonly do: 'endAllCalls' | 'endUnknownCall' | 'tick' };

/** A move, some time after the one before. */
export interface Cue {
  readonly afterMs: number;
  readonly move: Move;
}

/** Everything that a run depends on but for the company. */
export interface Script {
  readonly network: NetworkPlan;
  /** Bits: which devices are reachable from the start. */
  readonly reachable: number;
  /** How late the clock wakes the engine, in ms. */
  readonly wakesLateMs: number;
  readonly cues: readonly Cue[];
}

/** Whole seconds often, so that many things fall on one instant; and the instants beside them. */
const duration = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1000, 2000, 5000, 20_000) },
  { weight: 1, arbitrary: fc.constantFrom(1, 999, 1001, 4999, 19_999, 20_001) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
);
const maybeDuration = fc.option(duration, { nil: undefined, freq: 2 });
const which = fc.nat({ max: 31 });
const refusals = fc.constantFrom<Cause>('busy', 'rejected', 'unreachable', 'noAnswer', 'failed', 'hungUp', 'lost');

const habit: fc.Arbitrary<Habit> = fc.record({
  ringsMs: fc.constantFrom(0, 50, 1000, undefined),
  does: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('answers' as const), afterMs: duration, talksMs: maybeDuration }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('ends' as const), afterMs: duration, cause: refusals }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('ignores' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('answersLate' as const), afterMs: duration }) },
  ),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({ isLost: false, lateMs: 0, copies: 1 }) },
  { weight: 1, arbitrary: fc.constant({ isLost: true, lateMs: 0, copies: 1 }) },
  {
    weight: 2,
    arbitrary: fc.record({ isLost: fc.constant(false), lateMs: duration, copies: fc.constantFrom(1, 2, 3) }),
  },
);

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('callIn' as const), to: which, caller: which, patienceMs: maybeDuration }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('dial' as const), device: which, number: which, patienceMs: maybeDuration }),
  },
  ...(
    [
      ['hangUp', 4],
      ['answer', 4],
      ['toggleDevice', 3],
      ['copySignal', 2],
      ['noise', 1],
      ['endCall', 1],
    ] as const
  ).map(([name, weight]) => ({ weight, arbitrary: fc.record({ do: fc.constant(name), which }) })),
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), lostLegs: fc.nat({ max: 255 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('endAllCalls' as const, 'endUnknownCall' as const, 'tick' as const) }),
  },
);

/** A network of any wickedness. */
export const networks: fc.Arbitrary<NetworkPlan> = fc.record({
  habits: fc.array(habit, { minLength: 1, maxLength: 8 }),
  faults: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(fault, { minLength: 1, maxLength: 13 }) },
  ),
  soundMs: fc.array(fc.constantFrom(0, 3000, undefined), { minLength: 1, maxLength: 2 }),
});

/** An arbitrary script. */
export const scripts: fc.Arbitrary<Script> = fc.record({
  network: networks,
  reachable: fc.oneof({ weight: 3, arbitrary: fc.constant(0xffff) }, { weight: 1, arbitrary: fc.nat({ max: 0xffff }) }),
  wakesLateMs: fc.constantFrom(0, 0, 0, 7, 2500),
  cues: fc.array(fc.record({ afterMs: duration, move }), { minLength: 1, maxLength: 40, size: 'max' }),
});

/** A script on few lines, for a failure. */
export function compactScript(script: Script): string {
  const { network, cues, ...rest } = script;
  const lines = cues.map(
    ({ afterMs, move: { do: name, ...details } }) => `  +${afterMs} ${name} ${JSON.stringify(details)}`,
  );
  const habits = network.habits.map((one) => JSON.stringify(one)).join(' ');
  const faults = network.faults
    .map(({ isLost, lateMs, copies }) => (isLost ? 'lost' : `${lateMs}×${copies}`))
    .join(' ');
  return [
    `  ${JSON.stringify(rest)} sounds ${JSON.stringify(network.soundMs)}`,
    `  habits ${habits}`,
    `  faults ${faults}`,
    ...lines,
  ].join('\n');
}
