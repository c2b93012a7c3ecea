import type { Call } from '../call/call.ts';
import { must } from '../kernel/assert.ts';
import type { LegId, UserId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { State } from '../kernel/state.ts';
import { userOf } from '../leg/leg.ts';

/** A user in a talk, and the other side of it. */
export interface Sides {
  readonly own: LegId;
  readonly other: LegId;
}

/** The legs of a user's talk and of the other party, whoever of them called; undefined when the user is not in it. */
export function sidesOf(state: State, call: Call, user: UserId): Sides | undefined {
  const { at, callerLeg } = call;
  if (at.phase !== 'connected' && at.phase !== 'held') return undefined;
  const isCallee = userOf(must(state.legs.get(at.leg), at.leg)) === user;
  if (isCallee) return { own: at.leg, other: callerLeg };
  // A held caller cannot hold in turn: only who holds may move the call.
  const isCaller = at.phase === 'connected' && userOf(must(state.legs.get(callerLeg), callerLeg)) === user;
  return isCaller ? { own: callerLeg, other: at.leg } : undefined;
}

/** The talk that a command is about, or why it cannot be. */
export function talkOf(state: State, { call: id, user, what }: TalkAsked): Result<{ call: Call; sides: Sides }> {
  const call = state.calls.get(id);
  if (call === undefined) return refuse({ code: 'notFound', what, where: id, why: 'a live call is needed' });
  if (call.consultationFor !== undefined) {
    return refuse({
      code: 'notInCall',
      what,
      where: id,
      why: 'a call that is no consultation: complete or cancel that first',
    });
  }
  const sides = sidesOf(state, call, user);
  if (sides === undefined) {
    return refuse({ code: 'notInCall', what, where: id, why: `${user} must be talking in this call` });
  }
  return ok({ call, sides });
}

/** A command of a user about a talk. */
export interface TalkAsked {
  readonly call: Call['id'];
  readonly user: UserId;
  /** The command's name. */
  readonly what: string;
}
