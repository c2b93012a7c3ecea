import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallbackAuditor } from './callback-auditor.ts';
import { callbackStorms } from './callback-storm.ts';
import { type Day, days, serve } from './callback-twins.ts';
import { companyOf } from './run.ts';
import { playStorm, type Storm, storms } from './storm.ts';
import { seed } from './suite.ts';
import type { Seen } from './transfers-watch.ts';

/** How many runs: the environment's RUNS, or enough for every day. */
const runs = Number(process.env.RUNS ?? 300);

function check<Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number, holds: (value: Value) => void): void {
  const details = fc.check(fc.property(arbitrary, holds), { numRuns, ...(seed === undefined ? {} : { seed }) });
  if (!details.failed) return;
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  throw new Error(`again: SEED=${details.seed} path ${details.counterexamplePath}\n${cause}`);
}

/** What the storms must have shown, or they prove little. */
const USUAL = ['promised', 'dialled', 'not reached', 'ended: reached', 'served in order'];
/** What only many storms show. */
const RARE = [
  'promised in a flow',
  'promised by hand',
  'dialled again',
  'resumed',
  'carried over',
  'called in while dialled',
  ...['joined', 'failed', 'closed'].map((result) => `ended: ${result}`),
];

describe('[E17] [E18] [E19] [E20] [S94] calling back', () => {
  it('whoever takes a callback, calls in again or is not there, every promise is kept as the rules say', {
    timeout: 3_600_000,
  }, () => {
    const seen: Seen = new Map();
    const audited = (storm: Storm): void => {
      playStorm(storm, { auditors: [new CallbackAuditor(companyOf(storm.file), seen)] });
    };
    check(callbackStorms, Math.ceil(runs / 3), audited);
    check(storms, Math.ceil(runs / 6), audited);
    if (process.env.RUNS !== undefined) console.info(Object.fromEntries([...seen].sort()));
    const wanted = runs >= 1000 ? [...USUAL, ...RARE] : USUAL;
    if (runs >= 300) expect(wanted.filter((mark) => !seen.has(mark))).toEqual([]);
  });

  it('[X5] [E19] twins: whether callers stay or take a callback, they are served in the same order by the same members', {
    timeout: 3_600_000,
  }, () => {
    let callbacks = 0;
    check(days, Math.ceil(runs / 4), (day: Day) => {
      const [stays, taken] = [serve(day, { takesCallbacks: false }), serve(day, { takesCallbacks: true })];
      callbacks += taken.callbacks;
      expect(stays.served).toHaveLength(day.customers.length);
      expect(taken.served).toEqual(stays.served);
    });
    expect(callbacks).toBeGreaterThan(runs / 8);
  });
});
