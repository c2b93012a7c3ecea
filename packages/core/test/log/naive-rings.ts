import type { Event } from '../../src/kernel/event.ts';
import type { LegId, OfferId } from '../../src/kernel/ids.ts';

type Span = readonly [number, number];

interface Leg {
  readonly key: string;
  readonly offer: OfferId;
  readonly since: number;
  readonly alertedAt: number | undefined;
}

const NEVER_RANG = ['busy', 'unreachable', 'notFound', 'forbidden', 'incompatible', 'congestion', 'failed'];

/** How long each call rang each user, by `user call`, reckoned by laying every span over the others. In ms. */
export function naiveRings(events: readonly Event[]): ReadonlyMap<string, number> {
  const legs = new Map<LegId, Leg>();
  const spans = new Map<string, Span[]>();
  const close = ({ key, since, alertedAt }: Leg, at: number, cause: string | undefined): void => {
    const from = alertedAt ?? (cause !== undefined && NEVER_RANG.includes(cause) ? at : since);
    spans.set(key, [...(spans.get(key) ?? []), [from, at]]);
  };
  const move = (offer: OfferId, to: { readonly offer: OfferId; readonly call: string }, at: number): void => {
    for (const [id, leg] of legs) {
      if (leg.offer !== offer) continue;
      close(leg, at, undefined);
      const key = `${leg.key.split(' ')[0]} ${to.call}`;
      legs.set(id, { key, offer: to.offer, since: at, alertedAt: leg.alertedAt === undefined ? undefined : at });
    }
  };
  for (const event of events) {
    const { at } = event;
    if (event.type === 'legStarted' && event.party.kind === 'device') {
      const key = `${event.party.user} ${event.call}`;
      legs.set(event.leg, { key, offer: event.offer, since: at, alertedAt: undefined });
    } else if (event.type === 'offerMoved') move(event.offer, { offer: event.offer, call: event.to }, at);
    else if (event.type === 'offerRebound') move(event.from, { offer: event.offer, call: event.call }, at);
    else if (event.type === 'legRinging') {
      const leg = legs.get(event.leg);
      if (leg !== undefined) legs.set(event.leg, { ...leg, alertedAt: leg.alertedAt ?? at });
    } else if (event.type === 'legAnswered' || event.type === 'legEnded') {
      const leg = legs.get(event.leg);
      if (leg !== undefined) close(leg, at, event.type === 'legEnded' ? event.cause : undefined);
      legs.delete(event.leg);
    }
  }
  return new Map([...spans].map(([key, all]) => [key, covered(all)]));
}

/** How many milliseconds at least one span covers: the bounds of all of them, and each piece between two looked at by itself. */
function covered(spans: readonly Span[]): number {
  const bounds = [...new Set(spans.flat())].sort((a, b) => a - b);
  return bounds.slice(1).reduce((sum, to, place) => {
    const from = bounds[place] ?? to;
    return spans.some(([a, b]) => a <= from && to <= b) ? sum + to - from : sum;
  }, 0);
}
