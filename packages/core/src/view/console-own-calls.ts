import type { Call } from '../call/call.ts';
import type { Direction } from '../call/outcome.ts';
import { NOBODY_KNOWN, type Party } from '../directory/company-names.ts';
import { must } from '../kernel/assert.ts';
import type { CallId, ConferenceId, GroupId, LegId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import { type Leg, userOf } from '../leg/leg.ts';
import type { SupervisorRole } from '../supervision/supervision.ts';
import type { Source } from './console-people.ts';
import { type ShownReturn, shownReturn } from './console-waiting.ts';

/**
 * What a call is to one user.
 * - `calling`: the user has called, and nobody has answered.
 * - `ringing`: phones of the user ring for it.
 * - `talking`
 * - `holding`: the other party hears music, because the user asked for it or speaks with the other one of the two.
 * - `consulting`: the caller's call, while the user has a consultation about it, which is another of these calls.
 * - `waiting`: the user hears music, or is being moved on.
 * - `parked`: the user has parked it in `slot`.
 * - `recalled`: came back, and rings as soon as the user is free.
 * - `inConference`
 * - `supervising`: the user listens in on a talk.
 * - `leavingMessage`
 */
export type OwnCallAt =
  | { readonly phase: 'calling' | 'ringing' | 'talking' | 'holding' | 'waiting' | 'recalled' | 'leavingMessage' }
  | { readonly phase: 'consulting'; readonly consultation: CallId; readonly speaksWith: 'colleague' | 'caller' }
  | { readonly phase: 'parked'; readonly slot: number }
  | { readonly phase: 'inConference'; readonly conference: ConferenceId }
  | { readonly phase: 'supervising'; readonly talk: CallId; readonly as: SupervisorRole };

/** A call of one user's own phone, or one that the user has parked (S19). */
export interface OwnCall {
  readonly id: CallId;
  readonly direction: Direction;
  readonly at: OwnCallAt;
  /** Since when the call waits, rings, is talked in or held: the time in it is the time now minus this. */
  readonly since: Instant;
  readonly arrivedAt: Instant;
  /** The other one. */
  readonly party: Party;
  /** The group whose call it is. */
  readonly group: GroupId | undefined;
  readonly isVip: boolean;
  /** The call that waits for this one, which is its consultation. */
  readonly consultationFor: CallId | undefined;
  readonly returned: ShownReturn | undefined;
  /** Whether the talk is being recorded; undefined: it is not. */
  readonly recording: 'running' | 'paused' | undefined;
}

/** A user and a call. */
export interface OwnCallAsked {
  readonly user: UserId;
  readonly call: CallId;
}

/** What a call is to a user; undefined when it is none of theirs. */
export function ownCallRow(source: Source, { user, call: id }: OwnCallAsked): OwnCall | undefined {
  const { state } = source;
  const call = state.calls.get(id);
  if (call === undefined) return undefined;
  const own = ownLegs(state, user).filter((leg) => leg.call === id);
  const isCaller = own.some((leg) => leg.id === call.callerLeg);
  const at = isCaller ? servedAt(state, call) : takenAt(state, call, { user, own });
  if (at === undefined) return undefined;
  const { direction, arrivedAt, consultationFor } = call;
  return {
    id,
    direction,
    at,
    since: sinceOf(state, call),
    arrivedAt,
    party: isCaller ? otherOf(source, call) : source.names.ofLeg(legOf(state, call.callerLeg), call),
    group: call.lastGroup ?? call.group,
    isVip: call.callerClass === 'vip',
    consultationFor,
    returned: shownReturn(source, call),
    recording: call.recording?.kind,
  };
}

/** The calls that may be a user's own: those of the legs, those they are consultations for, parked and returned ones. */
export function callsAround(state: State, user: UserId): readonly CallId[] {
  const calls = new Set([...state.slots.values(), ...(state.users.get(user)?.recalls ?? [])]);
  for (const { call } of ownLegs(state, user)) {
    calls.add(call);
    const main = state.calls.get(call)?.consultationFor;
    if (main !== undefined) calls.add(main);
  }
  return [...calls];
}

const ownLegs = (state: State, user: UserId): readonly Leg[] =>
  (state.users.get(user)?.legs ?? []).map((id) => legOf(state, id));

const legOf = (state: State, id: LegId): Leg => must(state.legs.get(id), id);

/** The user is the one who is served in it. */
function servedAt(state: State, call: Call): OwnCallAt {
  const { at } = call;
  switch (at.phase) {
    case 'dialling':
      return { phase: 'ringing' };
    case 'connected':
      return { phase: mainOf(state, call)?.speaksWith === 'caller' ? 'holding' : 'talking' };
    case 'consulting':
      return { phase: at.speaksWith === 'caller' ? 'talking' : 'waiting' };
    case 'inConference':
      return { phase: 'inConference', conference: at.conference };
    case 'supervising':
      return { phase: 'supervising', talk: at.call, as: state.calls.get(at.call)?.supervision?.as ?? 'listens' };
    case 'leavingMessage':
      return { phase: 'leavingMessage' };
    default:
      return { phase: call.answeredAt === undefined ? 'calling' : 'waiting' };
  }
}

/** Somebody else is served in it. */
function takenAt(
  state: State,
  { at }: Call,
  { user, own }: { readonly user: UserId; readonly own: readonly Leg[] },
): OwnCallAt | undefined {
  if (at.phase === 'parked' && at.by === user) return { phase: 'parked', slot: at.slot };
  if (at.phase === 'consulting' && userOf(legOf(state, at.leg)) === user) {
    return { phase: 'consulting', consultation: at.consultation, speaksWith: at.speaksWith };
  }
  if (own.length > 0) {
    if (at.phase === 'connected') return { phase: 'talking' };
    return { phase: at.phase === 'held' ? 'holding' : 'ringing' };
  }
  return at.phase === 'recalling' && at.user === user ? { phase: 'recalled' } : undefined;
}

/** A consultation goes on hold when its operator speaks with the caller again. */
function sinceOf(state: State, call: Call): Instant {
  const main = mainOf(state, call);
  return main?.speaksWith === 'caller' ? main.since : call.stageSince;
}

function mainOf(state: State, { consultationFor }: Call) {
  const main = consultationFor === undefined ? undefined : state.calls.get(consultationFor);
  return main?.at.phase === 'consulting' ? { speaksWith: main.at.speaksWith, since: main.stageSince } : undefined;
}

/** With whom the one who is served talks, or to whom they are on the way. */
function otherOf({ state, names }: Source, call: Call): Party {
  const { at, target, transfer } = call;
  switch (at.phase) {
    case 'connected':
    case 'held':
    case 'consulting':
      return names.ofLeg(legOf(state, at.leg), call);
    case 'parked':
      return names.ofUser(at.by);
    case 'recalling':
      return names.ofUser(at.user);
    case 'dialling':
    case 'inConference':
    case 'supervising':
      return NOBODY_KNOWN;
    default:
      if (transfer !== undefined) return names.ofTarget(transfer.target);
      if (target.kind === 'user' || target.kind === 'group' || target.kind === 'external')
        return names.ofTarget(target);
      return names.ofDialled(target.kind === 'dialled' ? target.number : call.dialled);
  }
}
