import { placeOf } from '../call/place.ts';
import { userOf } from '../leg/leg.ts';
import { mayTake } from '../queue/pick-members.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import type { UserId } from './ids.ts';
import type { Rule } from './rule.ts';
import type { State } from './state.ts';

/** What must hold of places in queues and of offers. */
export const queueRules: readonly Rule[] = [
  { rule: 'every offer is for a call that is offered', breaches: strayOffers },
  { rule: 'a waiting call has exactly one place', breaches: wrongPlaces },
  { rule: 'the index of a line agrees with its places', breaches: wrongIndex },
  { rule: 'no place is dead (G4)', breaches: deadPlaces },
  { rule: 'nobody waits beside a free member who may take the call', breaches: idleBesideWaiting },
];

function* strayOffers(state: State): Iterable<string> {
  for (const offer of state.offers.values()) {
    const at = state.calls.get(offer.call)?.at;
    const isRecall = offer.to.kind === 'recall';
    if (at?.phase !== (isRecall ? 'recalling' : 'offered'))
      yield `${offer.id} of ${offer.call}, ${at?.phase ?? 'ended'}`;
    if (offer.legs.length === 0) yield `${offer.id} rings nowhere`;
    for (const leg of offer.legs) {
      if (state.legs.get(leg)?.offer !== offer.id) yield `${offer.id} names ${leg}`;
      if (state.legs.get(leg)?.call !== offer.call) yield `${leg} rings for another call than ${offer.id}`;
    }
    if (offer.to.kind === 'tier' && !state.entries.get(offer.to.entry)?.offers.includes(offer.id)) {
      yield `${offer.id} is not known to ${offer.to.entry}`;
    }
  }
}

function* wrongPlaces(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    if (entry.holder.kind !== 'call') continue;
    const call = state.calls.get(entry.holder.call);
    if (call === undefined || placeOf(call) !== entry.id) yield `${entry.holder.call} is not at ${entry.id}`;
    const { phase } = entry.progress;
    const isOffered = phase === 'ringing' || phase === 'pickedUp';
    if ((call?.at.phase === 'offered') !== isOffered) yield `${entry.id} and its call disagree`;
  }
}

function* wrongIndex(state: State): Iterable<string> {
  const inLine = new Map<string, number>();
  for (const group of state.groups.values()) {
    let offered = 0;
    for (const { id } of group.line) {
      inLine.set(id, (inLine.get(id) ?? 0) + 1);
      const phase = state.entries.get(id)?.progress.phase;
      if (phase === 'ringing' || phase === 'pickedUp') offered += 1;
      if (state.entries.get(id)?.group !== group.id) yield `${id} in the line of ${group.id} is gone`;
    }
    if (group.offeredPlaces.count !== offered) yield `${group.id} counts ${group.offeredPlaces.count} offered places`;
    for (const [worst, line] of group.open) {
      for (const { id } of line) if (state.entries.get(id)?.openTo !== worst) yield `${id} is not open to ${worst}`;
    }
  }
  for (const entry of state.entries.values()) {
    const group = state.groups.get(entry.group);
    if (inLine.get(entry.id) !== 1) yield `${entry.id} is in ${inLine.get(entry.id) ?? 0} lines`;
    if (entry.openTo >= 0 && group?.open.get(entry.openTo)?.has(entry) !== true) yield `${entry.id} is not indexed`;
    if (entry.openTo !== expectedOpenTo(state, entry)) yield `${entry.id} is open to ${entry.openTo}`;
  }
}

/** Reckoned anew from the offer and the company. */
function expectedOpenTo(state: State, { progress, group, offersInRound }: QueueEntry): number {
  if (progress.phase === 'waiting' || progress.phase === 'pausing') return Number.MAX_SAFE_INTEGER;
  if (progress.phase !== 'ringing') return -1;
  const widths = state.company.groups.get(group)?.widths;
  const width = widths?.[offersInRound - 1] ?? widths?.at(-1) ?? Number.POSITIVE_INFINITY;
  const legs = state.offers.get(progress.current)?.legs.map((leg) => state.legs.get(leg)) ?? [];
  const ringing = new Set(legs.map((leg) => (leg === undefined ? undefined : userOf(leg)))).size;
  return ringing >= width ? progress.openTier - 1 : progress.openTier;
}

/** G4: a place has a live offer, a deadline, or somebody it waits for. */
function* deadPlaces(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    const { progress, id } = entry;
    if (progress.phase === 'ringing' && !entry.offers.includes(progress.current)) yield `${id} rings without an offer`;
    const offer =
      progress.phase === 'ringing' ? progress.current : progress.phase === 'pickedUp' ? progress.offer : undefined;
    if (offer !== undefined && !state.timers.has(offer, 'ringTime')) yield `${id} rings for ever`;
    if (progress.phase === 'pausing' && !state.timers.has(id, 'roundPause')) yield `${id} pauses for ever`;
    if (progress.phase === 'waiting' && entry.holder.kind === 'call' && staffFor(state, entry).length === 0)
      yield `${id} waits for nobody`;
    const call = entry.holder.kind === 'call' ? entry.holder.call : undefined;
    if (progress.phase === 'welcome' && (call === undefined || !state.timers.has(call, 'sound')))
      yield `${id} is welcomed for ever`;
  }
}

/** The members that a place may wait for: not the caller, who would wait for themselves. */
function staffFor(state: State, { holder, group }: QueueEntry): readonly UserId[] {
  const callerLeg = holder.kind === 'call' ? state.calls.get(holder.call)?.callerLeg : undefined;
  const served = callerLeg === undefined ? undefined : state.legs.get(callerLeg);
  const caller = served === undefined ? undefined : userOf(served);
  return [...(state.groups.get(group)?.staff ?? [])].filter((user) => user !== caller);
}

function* idleBesideWaiting(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    for (const [tier, idle] of state.groups.get(entry.group)?.idle ?? []) {
      for (const { user } of idle) {
        if (tier <= entry.openTo && mayTake(state, entry, user)) yield `${entry.id} waits beside ${user}`;
      }
    }
  }
}
