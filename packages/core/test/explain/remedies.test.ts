import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainCall } from '../../src/explain/explain-call.ts';
import type { Hindrance, Verdict } from '../../src/explain/hindrance.ts';
import { rungFor } from '../../src/explain/line-hindrances.ts';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { restoreSnapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import type { State } from '../../src/kernel/state.ts';
import { type StepOutput, step } from '../../src/kernel/step.ts';
import { breach } from '../properties/breach.ts';
import { groupStorms } from '../properties/groups-storm.ts';
import type { Auditor, World } from '../properties/run.ts';
import { playStorm } from '../properties/storm.ts';
import { runs, seed } from '../properties/suite.ts';

/** What takes a reason away at once; undefined: nothing does, or more than the reason would change. */
function remedyOf(state: State, { kind, ...hindrance }: Hindrance, user: UserId, at: number): Input | undefined {
  switch (kind) {
    case 'notLoggedIn':
      return { type: 'command', at, command: { type: 'logIn', user, group: (hindrance as { group: never }).group } };
    case 'paused':
      return { type: 'command', at, command: { type: 'resume', user } };
    case 'absent':
      return { type: 'command', at, command: { type: 'setAbsences', user, absences: [] } };
    case 'wrappingUp':
      return { type: 'command', at, command: { type: 'endWrapUp', user } };
    case 'unreachable': {
      const [device] = state.company.users.get(user)?.devices ?? [];
      return device === undefined
        ? undefined
        : { type: 'signal', at, signal: { type: 'deviceState', device, isReachable: true } };
    }
    default:
      return undefined;
  }
}

/**
 * Rung, for the call or for one that comes before it; or kept for a callback that comes before it, whose customer is
 * dialled first.
 */
const isServing = (state: State, user: UserId): boolean =>
  rungFor(state, user) !== undefined || state.users.get(user)?.availability === 'reserved';

/** Takes away, in a copy of the state, a reason that stands alone, and sees the phone ring. */
class RemedyAuditor implements Auditor {
  readonly cured = new Map<string, number>();
  private steps = 0;

  afterStep(input: Input, _output: StepOutput, { state }: World): void {
    this.steps += 1;
    for (const call of state.calls.keys()) {
      for (const verdict of explainCall(state, call)?.users ?? []) this.cure(state, call, verdict, input.at);
    }
  }

  atRest(): void {
    if (this.steps === 0) breach('X7', 'nothing was looked at');
  }

  private cure(state: State, call: CallId, { user, hindrances }: Verdict, at: number): void {
    const [only, ...more] = hindrances;
    const remedy = only === undefined || more.length > 0 ? undefined : remedyOf(state, only, user, at);
    if (only === undefined || remedy === undefined) return;
    // One of a kind in each run is enough, now and then.
    if ((this.cured.get(only.kind) ?? 0) > 2) return;
    this.cured.set(only.kind, (this.cured.get(only.kind) ?? 0) + 1);
    const copy = restoreSnapshot(state.company, takeSnapshot(state));
    step(copy, remedy);
    if (!isServing(copy, user)) {
      breach('X7', `${user} does not ring for ${call} without ${JSON.stringify(only)}`);
    }
  }
}

it('[X7] a reason that stands alone is the reason: without it the user is taken at once', {
  timeout: 3_600_000,
}, () => {
  const cured = new Map<string, number>();
  fc.assert(
    fc.property(groupStorms, (storm) => {
      const auditor = new RemedyAuditor();
      playStorm(storm, { auditors: [auditor] });
      for (const [kind, count] of auditor.cured) cured.set(kind, (cured.get(kind) ?? 0) + count);
    }),
    { numRuns: Math.ceil(runs / 3), ...(seed === undefined ? {} : { seed }) },
  );
  if (process.env.TELL) console.log(cured);
  expect([...cured.keys()].sort()).toEqual(['absent', 'notLoggedIn', 'paused', 'unreachable', 'wrappingUp']);
});
