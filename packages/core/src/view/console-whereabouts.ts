import type { CallbackId, CallId, EntryId, GroupId, LegId, OfferId } from '../kernel/ids.ts';
import type { State } from '../kernel/state.ts';
import type { QueueEntry } from '../queue/queue-entry.ts';
import type { Touched } from './console-touched.ts';

interface KnownPlace {
  readonly group: GroupId;
  readonly call: CallId | undefined;
  readonly callback: CallbackId | undefined;
}

/**
 * To which call each leg, offer and place belonged when they were last looked
 * at: events name what has ended and is not in the state any more.
 */
export class Whereabouts {
  private readonly legs = new Map<LegId, CallId>();
  private readonly offers = new Map<OfferId, CallId>();
  private readonly places = new Map<EntryId, KnownPlace>();

  constructor(state: State) {
    for (const { id, call } of state.legs.values()) this.legs.set(id, call);
    for (const { id, call } of state.offers.values()) this.offers.set(id, call);
    for (const entry of state.entries.values()) this.places.set(entry.id, placeOf(entry));
  }

  /** Adds to what is touched the calls, callbacks and groups behind it, as they were and as they are. */
  resolve(state: State, touched: Touched): void {
    for (const offer of touched.offers) this.seeOffer(state, offer, touched);
    for (const leg of touched.legs) this.seeLeg(state, leg, touched);
    for (const entry of touched.entries) this.seePlace(state, entry, touched);
    for (const id of [...touched.callbacks]) {
      const entry = state.callbacks.get(id)?.entry;
      if (entry !== undefined) this.seePlace(state, entry, touched);
    }
    // A consultation shows with whom its operator speaks, which its caller's call knows.
    for (const call of [...touched.calls]) {
      const at = state.calls.get(call)?.at;
      if (at?.phase === 'consulting') touched.calls.add(at.consultation);
    }
  }

  private seeOffer(state: State, id: OfferId, touched: Touched): void {
    const offer = state.offers.get(id);
    follow(this.offers, { id, call: offer?.call }, touched);
    // The legs go with their offer from call to call.
    for (const leg of offer?.legs ?? []) this.seeLeg(state, leg, touched);
  }

  private seeLeg(state: State, id: LegId, touched: Touched): void {
    follow(this.legs, { id, call: state.legs.get(id)?.call }, touched);
  }

  private seePlace(state: State, id: EntryId, touched: Touched): void {
    const entry = state.entries.get(id);
    const [before, after] = [this.places.get(id), entry === undefined ? undefined : placeOf(entry)];
    if (after === undefined) this.places.delete(id);
    else this.places.set(id, after);
    for (const place of [before, after]) {
      if (place === undefined) continue;
      touched.groups.add(place.group);
      if (place.call !== undefined) touched.calls.add(place.call);
      if (place.callback !== undefined) touched.callbacks.add(place.callback);
    }
  }
}

function follow<Id>(
  known: Map<Id, CallId>,
  { id, call }: { id: Id; call: CallId | undefined },
  touched: Touched,
): void {
  const before = known.get(id);
  if (before !== undefined) touched.calls.add(before);
  if (call === undefined) known.delete(id);
  else {
    known.set(id, call);
    touched.calls.add(call);
  }
}

function placeOf({ holder, group }: QueueEntry): KnownPlace {
  return {
    group,
    call: holder.kind === 'call' ? holder.call : undefined,
    callback: holder.kind === 'callback' ? holder.callback : undefined,
  };
}
