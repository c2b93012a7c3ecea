import type { Call, CallPhase } from '../call/call.ts';
import { placeOf } from '../call/place.ts';
import type { CallbackPhase } from '../callback/callback.ts';
import { must } from '../kernel/assert.ts';
import type { CallbackId, CallId, OfferId, UserId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import { explainPlace, type PlaceExplanation } from './explain-place.ts';
import type { Hindrance, Verdict } from './hindrance.ts';
import { lineHindrances, rungFor } from './line-hindrances.ts';
import { verdictAt } from './place-hindrances.ts';

/** Why a call rings whom it rings, and nobody else. */
export interface CallExplanation {
  readonly call: CallId;
  /** In `connected` and all other phases in which a person or a machine has the call, nobody is to be rung. */
  readonly phase: CallPhase['phase'];
  /** Its place in a group's line; undefined: it has none. */
  readonly place: PlaceExplanation | undefined;
  /** Everyone who could be rung for it: the members of the group, tier by tier; the one it is for or came back to. */
  readonly users: readonly Verdict[];
  /** Numbers outside that ring for it. */
  readonly numbers: readonly string[];
}

/** Why a customer is not called back yet. */
export interface CallbackExplanation {
  readonly callback: CallbackId;
  readonly phase: CallbackPhase['phase'];
  /** The place that is kept; undefined: the company calls by itself. */
  readonly place: PlaceExplanation | undefined;
  readonly users: readonly Verdict[];
}

/** Explains a call as it is now; undefined for one that has ended. Changes nothing. Costs O(line and members). */
export function explainCall(state: State, id: CallId): CallExplanation | undefined {
  const call = state.calls.get(id);
  if (call === undefined) return undefined;
  const entry = placeOf(call);
  const place = entry === undefined ? undefined : must(state.entries.get(entry), entry);
  return {
    call: id,
    phase: call.at.phase,
    place: place && explainPlace(state, place),
    users: place === undefined ? withoutPlace(state, call) : around(state, place),
    numbers: numbersRungFor(state, call),
  };
}

/** Explains a promised callback as it is now; undefined for one that is done. */
export function explainCallback(state: State, id: CallbackId): CallbackExplanation | undefined {
  const callback = state.callbacks.get(id);
  if (callback === undefined) return undefined;
  const { entry, at } = callback;
  const place = entry === undefined ? undefined : must(state.entries.get(entry), entry);
  return {
    callback: id,
    phase: at.phase,
    place: place && explainPlace(state, place),
    users: place === undefined ? [] : around(state, place),
  };
}

/** The members of the group, and who else takes the call. */
function around(state: State, entry: QueueEntry): readonly Verdict[] {
  const { members } = must(state.groups.get(entry.group), entry.group);
  const { progress } = entry;
  const picker = progress.phase === 'pickedUp' && !members.has(progress.by) ? [progress.by] : [];
  const byTier = [...members.values()].sort((a, b) => a.tier - b.tier).map(({ user }) => user);
  return [
    ...picker.map((user) => ({ user, isRung: true, hindrances: [] })),
    ...byTier.map((user) => verdictAt(state, entry, user)),
  ];
}

/** Straight to one user, or back to an operator. */
function withoutPlace(state: State, { id, at }: Call): readonly Verdict[] {
  if (at.phase === 'recalling') return [recallVerdict(state, id, at.user)];
  if (at.phase !== 'offered' || at.by.kind !== 'offer') return [];
  return usersOf(state, at.by.offer).map((user) => ({ user, isRung: true, hindrances: [] }));
}

function recallVerdict(state: State, call: CallId, user: UserId): Verdict {
  if (rungFor(state, user) === call) return { user, isRung: true, hindrances: [] };
  const [first] = must(state.users.get(user), user).recalls;
  const before: readonly Hindrance[] =
    first === undefined || first === call ? [] : [{ kind: 'returnedCallFirst', call: first }];
  return { user, isRung: false, hindrances: [...lineHindrances(state, user), ...before] };
}

function usersOf(state: State, id: OfferId): readonly UserId[] {
  const { legs } = must(state.offers.get(id), id);
  return [
    ...new Set(
      legs.flatMap((leg) => {
        const { party } = must(state.legs.get(leg), leg);
        return party.kind === 'device' ? [party.user] : [];
      }),
    ),
  ];
}

function numbersRungFor(state: State, { at }: Call): readonly string[] {
  if (at.phase !== 'offered' || at.by.kind !== 'offer') return [];
  return must(state.offers.get(at.by.offer), at.by.offer).legs.flatMap((leg) => {
    const { party } = must(state.legs.get(leg), leg);
    return party.kind === 'external' ? [party.number] : [];
  });
}
