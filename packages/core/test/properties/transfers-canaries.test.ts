import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from '../../src/kernel/step.ts';
import { CallbackAuditor } from './callback-auditor.ts';
import { callbackStorms } from './callback-storm.ts';
import { days, serve } from './callback-twins.ts';
import { type Auditor, companyOf, type Step } from './run.ts';
import { playStorm, type Storm } from './storm.ts';
import { TransfersAuditor } from './transfers-auditor.ts';
import { keepsWhoHasIt, onRules, onTransferRules, recording, telling } from './transfers-canaries.ts';
import { transferStorms } from './transfers-storm.ts';

const MOST_RUNS = 400;
/** The properties themselves run the engine as it is. */
const RUNS_OF_THE_ENGINE = 50;
const SEED = 20_261_123;

function foundBy(holds: fc.IProperty<[Storm]>, numRuns: number): string | undefined {
  const details = fc.check(holds, { numRuns, seed: SEED, endOnFailure: true });
  if (!details.failed) return undefined;
  return details.errorInstance instanceof Error ? details.errorInstance.message.split(':')[0] : 'another throw';
}

const audited = (storms: fc.Arbitrary<Storm>, planted: Step, auditor: (storm: Storm) => Auditor) =>
  fc.property(storms, (storm) => void playStorm(storm, { step: planted, auditors: [auditor(storm)] }));

const moving = (planted: Step, numRuns = MOST_RUNS) =>
  foundBy(
    audited(transferStorms, planted, ({ file }) => new TransfersAuditor(companyOf(file))),
    numRuns,
  );
const callingBack = (planted: Step, numRuns = MOST_RUNS) =>
  foundBy(
    audited(callbackStorms, planted, ({ file }) => new CallbackAuditor(companyOf(file))),
    numRuns,
  );

const LONG_MS = 600_000;

describe('canaries of moved calls: a planted bug is found, or the check has failed', () => {
  it.each<readonly [string, Step, string]>([
    ['the return comes late', onTransferRules({ returnMs: LONG_MS }), 'law 8'],
    ['the return comes early', onTransferRules({ returnMs: 2999 }), 'E11'],
    ['the operator is waited for too long', onTransferRules({ recallMs: LONG_MS }), 'E12'],
    ['the operator is rung too long', onTransferRules({ recallRingMs: LONG_MS }), 'E12'],
    ['a call comes back once too often', onTransferRules({ maxReturns: 9 }), 'E12'],
    ['a parked call is forgotten', onTransferRules({ parkMs: LONG_MS }), 'park'],
    ['another slot than the lowest', onTransferRules({ parkSlots: [702, 720] }), 'park'],
    ['nobody is reminded', onTransferRules({ holdReminderMs: LONG_MS }), 'X9'],
    [
      'the main group is not known',
      onRules((company) => ({ ...company, mainGroup: company.mainGroup === undefined ? ('g1' as never) : undefined })),
      'E12',
    ],
    [
      'the operator is not released',
      telling('legEnded', ({ type, ...event }, { events }) =>
        events.some((other) => other.type === 'transferBegan') ? undefined : { type, ...event },
      ),
      'S40',
    ],
    [
      'another reason',
      telling('transferEnded', ({ record, ...event }) => {
        const isReturned = typeof record.result === 'object';
        return { ...event, record: isReturned ? { ...record, result: { returned: 'rejected' } } : record };
      }),
      'E11',
    ],
    [
      'a returned call is one among others',
      telling('entryJoined', (event) => ({ ...event, isReturned: false })),
      'E12',
    ],
    [
      'a returned call has lost its arrival',
      telling('entryJoined', (event) => ({ ...event, arrivedAt: event.at })),
      'E12',
    ],
    ['the group’s own way out is taken', telling('entryLeft', (event) => ({ ...event, outcome: 'timedOut' })), 'E16'],
    [
      'held time is told as talk',
      recording((record) => {
        const { heldMs, talkingMs } = record.times;
        return { ...record, times: { ...record.times, heldMs: 0, talkingMs: talkingMs + heldMs } };
      }),
      'law 9',
    ],
    ['a transfer is not listed', recording((record) => ({ ...record, transfers: [] })), 'law 9'],
    ['one who is on hold is dropped', recording((record) => ({ ...record, endedBy: 'callee' })), 'E12'],
    ['one who leaves on the way is answered', recording((record) => ({ ...record, outcome: 'answered' })), 'E12'],
    [
      'a consultation that is over leaves its caller',
      telling('callConnected', (event, { events }) =>
        events.some(({ type }) => type === 'consultationEnded') ? undefined : event,
      ),
      'law 9',
    ],
    ['the second to pick up is not told who has it', keepsWhoHasIt, 'E24'],
  ])('%s', (_title, planted, law) => {
    expect(moving(planted)).toBe(law);
  });

  it('the engine itself is not taken for a bug', () => {
    expect(moving(step, RUNS_OF_THE_ENGINE)).toBeUndefined();
  });
});

const onCallbackRules = (change: Readonly<Record<string, number>>): Step =>
  onRules((company) => ({ ...company, callback: { ...company.callback, ...change } }));

describe('canaries of callbacks', () => {
  it.each<readonly [string, Step, string]>([
    ['an attempt too many', onCallbackRules({ attempts: 9 }), 'E17'],
    ['an attempt too few', onCallbackRules({ attempts: 1 }), 'E17'],
    ['the next attempt comes early', onCallbackRules({ retryMs: 59_999 }), 'E17'],
    ['the customer is rung too long', onCallbackRules({ ringMs: LONG_MS }), 'E17'],
    [
      'dialled while closed',
      onRules((company) => ({
        ...company,
        groups: new Map([...company.groups].map(([id, group]) => [id, { ...group, schedule: undefined }])),
      })),
      'E20',
    ],
    [
      'nobody is claimed',
      telling('availabilityChanged', (event) => (event.availability === 'reserved' ? undefined : event)),
      'E17',
    ],
    [
      'another member is claimed',
      telling('callbackDialled', (event) => ({ ...event, user: (event.user === 'u0' ? 'u1' : 'u0') as never })),
      'E17',
    ],
    [
      'the place has lost its seniority',
      telling('entryJoined', (event) =>
        event.holder.kind === 'callback' ? { ...event, arrivedAt: event.arrivedAt + 1 } : event,
      ),
      'X5',
    ],
    ['a promise is broken too early', telling('callbackEnded', (event) => ({ ...event, result: 'failed' })), 'E17'],
    ['a promise is never over', telling('callbackEnded', () => undefined), 'E17'],
  ])('%s', (_title, planted, law) => {
    expect(callingBack(planted)).toBe(law);
  });

  it('the engine itself is not taken for a bug', () => {
    expect(callingBack(step, RUNS_OF_THE_ENGINE)).toBeUndefined();
  });

  it('twins are not alike where customers take their time', () => {
    const details = fc.check(
      fc.property(days, (day) => {
        const late = serve(day, { takesCallbacks: true, customersAnswerAfterMs: 25_000 });
        expect(late.served).toEqual(serve(day, { takesCallbacks: false }).served);
      }),
      { numRuns: 50, seed: SEED, endOnFailure: true },
    );
    expect(details.failed).toBe(true);
  });
});
