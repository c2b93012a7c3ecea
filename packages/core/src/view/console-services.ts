import type { Outcome } from '../call/outcome.ts';
import type { CallbackPhase } from '../callback/callback.ts';
import type { Participant } from '../conference/conference.ts';
import { NOBODY_KNOWN, type Party } from '../directory/company-names.ts';
import { must } from '../kernel/assert.ts';
import type { CallbackId, CallId, ConferenceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import { type LinePlace, linePlaceOf } from './console-line.ts';
import type { Source } from './console-people.ts';

/** A call in a slot, for anybody to take. */
export interface ParkedCall {
  readonly id: CallId;
  readonly slot: number;
  readonly by: UserId;
  /** Since when the caller waits in it, time on hold before included. */
  readonly since: Instant;
  readonly caller: Party;
}

/** A promise to call somebody back. */
export interface ConsoleCallback {
  readonly id: CallbackId;
  readonly group: GroupId;
  /** The number is the one at which they asked to be called. */
  readonly party: Party;
  readonly promisedAt: Instant;
  /** How often the customer has been dialled. */
  readonly attempts: number;
  readonly at: CallbackPhase;
  /** Undefined: the company calls by itself, and says so with `closeCallback`. */
  readonly place: LinePlace | undefined;
}

/** One who takes part in a meeting, is being called for it, or has left or not come. */
export interface ConsoleParticipant {
  readonly call: CallId;
  readonly party: Party;
  /** `called`, `present`, or what came of it. */
  readonly at: { readonly phase: 'called' | 'present' } | { readonly phase: 'gone'; readonly outcome: Outcome };
  readonly joinedAt: Instant | undefined;
  readonly isMuted: boolean;
}

/** A telephone meeting (S166, S167). */
export interface ConsoleConference {
  readonly id: ConferenceId;
  readonly owner: UserId;
  readonly beganAt: Instant;
  readonly participants: readonly ConsoleParticipant[];
}

/** The row of a parked call; undefined for one that is not parked. */
export function parkedRow({ state, names }: Source, id: CallId): ParkedCall | undefined {
  const call = state.calls.get(id);
  if (call?.at.phase !== 'parked') return undefined;
  const { slot, by } = call.at;
  const caller = names.ofLeg(must(state.legs.get(call.callerLeg), call.callerLeg), call);
  return { id, slot, by, since: call.stageSince, caller };
}

/** The row of a callback; undefined for one that is over. */
export function callbackRow({ state, names }: Source, id: CallbackId): ConsoleCallback | undefined {
  const callback = state.callbacks.get(id);
  if (callback === undefined) return undefined;
  const { group, number, name, promisedAt, attempts, at } = callback;
  const entry = callback.entry === undefined ? undefined : state.entries.get(callback.entry);
  const isKept = entry?.holder.kind === 'callback' && entry.holder.callback === id;
  return {
    id,
    group,
    party: names.ofNumber({ number, isWithheld: false, lookedUp: name }),
    promisedAt,
    attempts,
    at,
    place: isKept ? linePlaceOf(entry) : undefined,
  };
}

/** The row of a meeting; undefined for one that has ended. */
export function conferenceRow(source: Source, id: ConferenceId): ConsoleConference | undefined {
  const conference = source.state.conferences.get(id);
  if (conference === undefined) return undefined;
  const { owner, beganAt, participants } = conference;
  return { id, owner, beganAt, participants: participants.map((one) => shownParticipant(source, one)) };
}

function shownParticipant(source: Source, participant: Participant): ConsoleParticipant {
  const { call, outcome, joinedAt, isMuted } = participant;
  return {
    call,
    party: partyOf(source, participant),
    at: outcome === undefined ? { phase: joinedAt === undefined ? 'called' : 'present' } : { phase: 'gone', outcome },
    joinedAt,
    isMuted,
  };
}

/** One who came by themselves is named for as long as they are there: then their call is not known any more. */
function partyOf({ state, names }: Source, { call: id, invitee, outcome }: Participant): Party {
  if (invitee !== undefined) return names.ofTarget(invitee);
  const call = outcome === undefined ? state.calls.get(id) : undefined;
  const leg = call === undefined ? undefined : state.legs.get(call.callerLeg);
  return call === undefined || leg === undefined ? NOBODY_KNOWN : names.ofLeg(leg, call);
}
