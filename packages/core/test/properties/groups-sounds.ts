import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, EntryId } from '../../src/kernel/ids.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import type { Place, Places } from './groups-places.ts';
import type { World } from './run.ts';

/** What a waiting caller is told (X4): the true place, nothing worse than before, in time, and no phone stops for it. */
export class Sounds {
  private readonly places: Places;
  private readonly told = new Map<EntryId, { position: number | undefined; wait: number | undefined }>();
  /** Who can be told something: up, and hears music or nothing that has to be heard out. */
  private hearing = new Set<CallId>();
  private readonly toldAt = new Map<EntryId, number>();
  /** Just now a caller is told something, and nothing else happens. */
  private telling: EntryId | undefined;
  private latest = 0;
  private spoken: readonly string[] = [];

  constructor(places: Places) {
    this.places = places;
  }

  beginStep({ actions }: StepOutput): void {
    this.telling = undefined;
    this.spoken = actions.flatMap((action) => (action.type === 'play' ? [...action.sounds] : []));
  }

  /** Before the oracle's books have taken it in. */
  see(event: Event): void {
    if (event.type === 'callerTold') {
      this.tell(event);
      return;
    }
    if (this.telling === undefined) return;
    if (event.type === 'offerEnded' || event.type === 'legEnded')
      breach('X4', `${event.type} when ${this.telling} is told something`);
    this.telling = undefined;
  }

  /** After a step: whoever could be told and whose time had come was told. */
  endStep({ state }: World, at: number): void {
    // Timers of an instant fire before whatever else happens at it (G5).
    const isFirst = at > this.latest;
    this.latest = at;
    for (const place of this.places.all.values()) {
      if (isFirst && this.isDue(place, at) && this.toldAt.get(place.id) !== at)
        breach('X4', `${place.id} is told nothing`);
    }
    this.hearing = new Set();
    for (const { call, phase } of this.places.all.values()) {
      const held = call === undefined ? undefined : state.calls.get(call);
      if (held === undefined || phase === 'welcome') continue;
      const isUp = state.legs.get(held.callerLeg)?.phase === 'up';
      const mustHear = held.hears.kind === 'sounds' && !held.hears.isLooped;
      if (isUp && !mustHear) this.hearing.add(held.id);
    }
  }

  private isDue({ group, call, joinedAt, wasPromised }: Place, at: number): boolean {
    const { messages, tellsPosition, tellsWait, announceMs } = group.sounds;
    const isTold = messages.length > 0 || tellsPosition || tellsWait;
    if (!isTold || wasPromised || call === undefined || at === joinedAt) return false;
    return this.hearing.has(call) && (at - joinedAt) % announceMs === 0;
  }

  private tell({ entry, position, waitMinutes, at }: EventOf<'callerTold'>): void {
    const place = this.places.of(entry);
    const { sounds } = place.group;
    const before = this.told.get(entry);
    const waited = at - place.joinedAt;
    if (waited === 0 || waited % sounds.announceMs !== 0) breach('X4', `${entry} is told something after ${waited} ms`);
    const truth = this.places.positionOf(place);
    const isNews = sounds.tellsPosition && truth <= (before?.position ?? Number.POSITIVE_INFINITY);
    const expected = isNews ? truth : before?.position;
    if (position !== expected) breach('X4', `${entry} is told place ${position}, not ${expected}`);
    if (isNews && !this.spoken.includes(`number-${Math.min(truth, 100)}`))
      breach('X4', `${entry} does not hear ${truth}`);
    const isWorse = before?.wait !== undefined && (waitMinutes === undefined || waitMinutes > before.wait);
    if (isWorse || (waitMinutes ?? 1) < 1)
      breach('X4', `${entry} is told ${waitMinutes} minutes after ${before?.wait}`);
    this.told.set(entry, { position, wait: waitMinutes });
    this.toldAt.set(entry, at);
    this.telling = entry;
  }
}
