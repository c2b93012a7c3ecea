import type { QueueEntry } from '../queue/queue-entry.ts';
import type { State } from './state.ts';

/** A rule that must hold between any two steps. */
interface Invariant {
  readonly rule: string;
  /** What breaks it, in words; empty when it holds. */
  readonly breaches: (state: State) => Iterable<string>;
}

/** Every breach of every invariant in a state at rest between two steps; empty when all is well. Costs O(state). */
export function brokenInvariants(state: State): readonly string[] {
  return invariants.flatMap(({ rule, breaches }) => [...breaches(state)].map((breach) => `${rule}: ${breach}`));
}

const invariants: readonly Invariant[] = [
  { rule: 'every leg belongs to a live call', breaches: strayLegs },
  { rule: 'every call has its caller and what its phase names', breaches: incompleteCalls },
  { rule: 'every offer is for a call that is offered', breaches: strayOffers },
  { rule: 'a waiting call has exactly one place', breaches: wrongPlaces },
  { rule: 'every timer has a living owner', breaches: strayTimers },
  { rule: 'no state is dead (G4)', breaches: deadStates },
  { rule: 'a user has at most one claim (law 2)', breaches: doubleClaims },
  { rule: 'idle sets and counts agree with the users', breaches: wrongIdleSets },
  { rule: 'nobody waits beside a free member who may take the call', breaches: idleBesideWaiting },
];

function* strayLegs(state: State): Iterable<string> {
  for (const leg of state.legs.values()) {
    const call = state.calls.get(leg.call);
    if (call === undefined) yield `${leg.id} of ended ${leg.call}`;
    else if (leg.role === 'caller' && call.callerLeg !== leg.id) yield `${leg.id} is not the caller of ${call.id}`;
    else if (leg.role === 'callee' && leg.offer === undefined && !isConnectedTo(state, leg.id)) {
      yield `${leg.id} is neither offered nor connected`;
    }
    if (leg.offer !== undefined && !state.offers.get(leg.offer)?.legs.includes(leg.id)) {
      yield `${leg.id} is not in ${leg.offer}`;
    }
  }
}

const isConnectedTo = (state: State, leg: string): boolean =>
  [...state.calls.values()].some((call) => call.at.phase === 'connected' && call.at.leg === leg);

function* incompleteCalls(state: State): Iterable<string> {
  for (const { id, callerLeg, at } of state.calls.values()) {
    if (!state.legs.has(callerLeg)) yield `${id} has no caller`;
    if (at.phase === 'inFlow' && at.element.kind === 'arrival') yield `${id} has not been routed`;
    if (at.phase === 'queued' && !state.entries.has(at.entry)) yield `${id} queued without a place`;
    if (at.phase === 'offered' && at.by.kind === 'offer' && !state.offers.has(at.by.offer)) yield `${id} without offer`;
    if (at.phase === 'offered' && at.by.kind === 'entry' && !state.entries.has(at.by.entry))
      yield `${id} without place`;
    if (at.phase === 'connected' && state.legs.get(at.leg)?.phase !== 'up') yield `${id} connected to nobody`;
    if (at.phase === 'connected' && state.legs.get(callerLeg)?.phase !== 'up') yield `${id} connected but not answered`;
  }
}

function* strayOffers(state: State): Iterable<string> {
  for (const offer of state.offers.values()) {
    const call = state.calls.get(offer.call);
    if (call?.at.phase !== 'offered') yield `${offer.id} of ${offer.call}, ${call?.at.phase ?? 'ended'}`;
    if (offer.legs.length === 0) yield `${offer.id} rings nowhere`;
    for (const leg of offer.legs) {
      if (state.legs.get(leg)?.offer !== offer.id) yield `${offer.id} names ${leg}`;
    }
    if (offer.to.kind === 'tier' && !state.entries.get(offer.to.entry)?.offers.includes(offer.id)) {
      yield `${offer.id} is not known to ${offer.to.entry}`;
    }
  }
}

function* wrongPlaces(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    const at = state.calls.get(entry.call)?.at;
    const place =
      at?.phase === 'queued' ? at.entry : at?.phase === 'offered' && at.by.kind === 'entry' ? at.by.entry : '';
    if (place !== entry.id) yield `${entry.call} is not at ${entry.id}`;
    if (!state.groups.get(entry.group)?.line.has(entry)) yield `${entry.id} is not in the line of ${entry.group}`;
    if ((at?.phase === 'offered') !== (entry.progress.phase === 'ringing')) yield `${entry.id} and its call disagree`;
  }
  for (const group of state.groups.values()) {
    for (const { id } of group.line) if (!state.entries.has(id)) yield `${id} in the line of ${group.id} is gone`;
  }
}

function* strayTimers(state: State): Iterable<string> {
  const owners = { ringTime: state.offers, roundPause: state.entries, message: state.calls } as const;
  for (const { owner, kind } of state.timers.inOrder()) {
    if (!(owners[kind] as ReadonlyMap<string, unknown>).has(owner)) yield `${kind} of ${owner}`;
  }
}

/** G4: what is not ended has a deadline, a live offer, a member it waits for, or a live conversation. */
function* deadStates(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    const { phase } = entry.progress;
    if (phase === 'ringing' && !entry.offers.includes(entry.progress.current))
      yield `${entry.id} rings without an offer`;
    if (phase === 'ringing' && !state.timers.has(entry.progress.current, 'ringTime'))
      yield `${entry.id} rings for ever`;
    if (phase === 'pausing' && !state.timers.has(entry.id, 'roundPause')) yield `${entry.id} pauses for ever`;
    if (phase === 'waiting' && reachableFor(state, entry) === 0) yield `${entry.id} waits for nobody`;
  }
  for (const { id, at } of state.calls.values()) {
    if (at.phase === 'inFlow' && !state.timers.has(id, 'message')) yield `${id} hears a message for ever`;
    if (at.phase === 'offered' && at.by.kind === 'offer' && !state.timers.has(at.by.offer, 'ringTime')) {
      yield `${at.by.offer} rings for ever`;
    }
  }
}

/** The members that a place may wait for: not the caller, who would wait for themselves. */
function reachableFor(state: State, { call, group }: QueueEntry): number {
  const from = state.calls.get(call)?.from;
  const caller = from?.kind === 'user' ? from.user : undefined;
  const members = [...(state.company.groups.get(group)?.tierOf.keys() ?? [])].filter((user) => user !== caller);
  return members.filter((user) => state.users.get(user)?.availability !== 'unreachable').length;
}

function* doubleClaims(state: State): Iterable<string> {
  for (const user of state.users.values()) {
    const legs = user.legs.map((id) => state.legs.get(id));
    if (legs.includes(undefined)) yield `${user.id} holds a leg that is gone`;
    const offers = new Set(legs.map((leg) => leg?.offer).filter((offer) => offer !== undefined));
    if (offers.size > 1) yield `${user.id} rings for ${[...offers].join(', ')}`;
    const others = legs.filter((leg) => leg?.offer === undefined);
    if (offers.size === 1 && others.length > 0) yield `${user.id} is rung during a call`;
    const expected =
      others.length > 0 ? 'busy' : offers.size > 0 ? 'ringing' : user.reachableDevices > 0 ? 'idle' : 'unreachable';
    if (user.availability !== expected) yield `${user.id} is ${user.availability}, not ${expected}`;
  }
}

function* wrongIdleSets(state: State): Iterable<string> {
  for (const group of state.company.groups.values()) {
    const held = state.groups.get(group.id);
    const available = [...group.tierOf.keys()].map((user) => state.users.get(user));
    const reachable = available.filter((user) => user?.availability !== 'unreachable').length;
    if (held?.reachableMembers !== reachable) yield `${group.id} counts ${held?.reachableMembers}, not ${reachable}`;
    for (const [place, tier] of group.tiers.entries()) {
      const idle = tier.members.filter((user) => state.users.get(user)?.availability === 'idle');
      if ([...(held?.idle[place] ?? [])].join() !== idle.join()) yield `${group.id} tier ${tier.number}`;
    }
  }
}

function* idleBesideWaiting(state: State): Iterable<string> {
  for (const entry of state.entries.values()) {
    const openTier = entry.progress.phase === 'ringing' ? entry.progress.openTier : Number.POSITIVE_INFINITY;
    for (const [place, idle] of (state.groups.get(entry.group)?.idle ?? []).entries()) {
      for (const user of idle) {
        if (place <= openTier && !entry.tried.has(user)) yield `${entry.id} waits beside ${user}`;
      }
    }
  }
}
