import type { EventOf } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { holdLeg } from '../user/evolve-user.ts';
import type { Call, Stage } from './call.ts';
import type { StageTimes } from './outcome.ts';

const fieldOf = {
  waiting: 'waitingMs',
  ringing: 'ringingMs',
  message: 'messageMs',
  talking: 'talkingMs',
} as const satisfies Record<Stage, keyof StageTimes>;

/** The times of a call up to an instant, the running stage included. */
export function timesAt(call: Call, at: Instant): StageTimes {
  const field = fieldOf[call.stage];
  return { ...call.times, [field]: call.times[field] + (at - call.stageSince) };
}

/** The call, spending its time on `stage` from `at` on. */
export function enterStage(call: Call, stage: Stage, at: Instant): Call {
  return call.stage === stage ? call : { ...call, times: timesAt(call, at), stage, stageSince: at };
}

/** A new call and its caller's leg. */
export function evolveArrival(state: State, event: EventOf<'callArrived'>): void {
  const { call, leg, party, direction, from, dialled, target, at } = event;
  state.ids.calls += 1;
  state.calls.set(call, {
    id: call,
    direction,
    from,
    dialled,
    target,
    callerLeg: leg,
    at: { phase: 'inFlow', element: { kind: 'arrival' } },
    arrivedAt: at,
    answeredAt: undefined,
    answeredBy: undefined,
    group: undefined,
    stage: 'waiting',
    stageSince: at,
    times: { waitingMs: 0, ringingMs: 0, messageMs: 0, talkingMs: 0 },
  });
  state.legs.set(leg, { id: leg, call, role: 'caller', party, phase: 'arrived', offer: undefined });
  holdLeg(state, leg, party);
}
