import type { Call, CallId, Event, EventOf, LegId, LegParty, OfferId } from '@sentralbord/core';
import { noteOf, words } from './note-of.ts';

/** One line of a ladder. `from` and `to` are columns: `caller`, `switchboard` or the name of a phone. */
export type LadderRow = { readonly atMs: number } & (
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly isBothWays: boolean;
      /** From long to short: the first that fits is written. */
      readonly labels: readonly string[];
    }
  | { readonly kind: 'note'; readonly text: string }
);

/** What one call looks like as a ladder. */
export interface CallLadder {
  readonly call: CallId;
  readonly caller: string;
  /** Such as `+4799887766 calls +4757828600`. */
  readonly title: string;
  /** In the order in which they were called. */
  readonly phones: readonly string[];
  /** The phones that took the call. */
  readonly answered: readonly string[];
  readonly rows: readonly LadderRow[];
}

interface Sketch {
  readonly call: CallId;
  readonly caller: string;
  readonly title: string;
  readonly phones: Set<string>;
  readonly answered: Set<string>;
  readonly rows: LadderRow[];
}

/** The ladders of every call in a trace, in the order of their arrival. Times count from `startAt`. */
export function laddersOf(trace: readonly Event[], startAt = 0): readonly CallLadder[] {
  const sketcher = new Sketcher(startAt);
  for (const event of trace) sketcher.add(event);
  return [...sketcher.sketches.values()].map((sketch) => ({
    ...sketch,
    phones: [...sketch.phones],
    answered: [...sketch.answered],
  }));
}

interface LegPlace {
  readonly call: CallId;
  /** Its column in the ladder of that call. */
  readonly column: string;
  /** What it is called in every other ladder. */
  readonly name: string;
  readonly offer: OfferId | undefined;
}

class Sketcher {
  readonly sketches = new Map<CallId, Sketch>();
  private readonly startAt: number;
  private readonly legs = new Map<LegId, LegPlace>();
  private readonly callOfEntry = new Map<string, CallId>();
  private readonly callOfCallback = new Map<string, CallId>();

  constructor(startAt: number) {
    this.startAt = startAt;
  }

  add(event: Event): void {
    if (event.type === 'entryJoined' && event.holder.kind === 'call') {
      this.callOfEntry.set(event.entry, event.holder.call);
    }
    this.addCall(event);
    this.addLeg(event);
    this.addSound(event);
    this.addNote(event);
    if (event.type === 'callEnded') {
      this.note(event.call, event.at, endOf(event.record.outcome, event.record.answeredBy));
    }
  }

  private addCall(event: Event): void {
    switch (event.type) {
      case 'callArrived':
        this.arrives(event, event.dialled);
        return;
      case 'consultationBegan':
        this.arrives({ ...event, call: event.consultation }, askedText(event));
        return;
      case 'callPlaced':
        this.placed(event);
        return;
      case 'callParted': {
        const name = this.legs.get(event.leg)?.name ?? 'a party';
        this.begin(event.parted, { caller: name, title: `${name}, who talked in ${event.call}` });
        this.move(event.leg, event.parted, 'caller');
      }
    }
  }

  private arrives(
    { call, leg, from, at }: Pick<EventOf<'callArrived'>, 'call' | 'leg' | 'from' | 'at'>,
    called: string,
  ): void {
    const caller = callerText(from);
    this.begin(call, { caller, title: `${caller} calls ${called}` });
    this.legs.set(leg, { call, column: 'caller', name: caller, offer: undefined });
    this.arrow(call, at, { from: 'caller', to: 'switchboard', labels: [`calls ${called}`, 'calls'] });
  }

  private placed({ call, leg, to, purpose, at }: EventOf<'callPlaced'>): void {
    const name = to.kind === 'device' ? to.device : to.number;
    if (purpose.kind === 'callback') this.callOfCallback.set(purpose.callback, call);
    const what = purpose.kind === 'callback' ? `callback to ${name}` : `${name} is called to a meeting`;
    this.begin(call, { caller: name, title: what });
    this.legs.set(leg, { call, column: 'caller', name, offer: undefined });
    this.arrow(call, at, { from: 'switchboard', to: 'caller', labels: ['rings'] });
  }

  private addLeg(event: Event): void {
    switch (event.type) {
      case 'legStarted': {
        const name = nameOfParty(event.party);
        this.legs.set(event.leg, { call: event.call, column: name, name, offer: event.offer });
        this.rings(event.call, event.at, { phone: name, labels: ['rings'] });
        return;
      }
      case 'legAnswered':
        this.answers(event);
        return;
      case 'legEnded':
        this.ends(event);
        return;
      case 'legMoved':
        this.move(event.leg, event.to, event.role === 'caller' ? 'caller' : undefined);
        return;
      case 'offerRebound':
        this.note(this.callOfOffer(event.from), event.at, `gives its phones to ${event.call}, a VIP`);
        this.ringOn(event, { from: event.from, to: event.call, offer: event.offer });
        return;
      case 'offerMoved':
        this.ringOn(event, { from: event.offer, to: event.to, offer: event.offer });
        return;
      case 'callConnected': {
        const column = this.legs.get(event.leg)?.column ?? '';
        this.arrow(event.call, event.at, { from: 'caller', to: column, labels: ['talks'], isBothWays: true });
      }
    }
  }

  private answers({ leg, at }: EventOf<'legAnswered'>): void {
    const place = this.legs.get(leg);
    if (place === undefined) return;
    const isCaller = place.column === 'caller';
    const isOurs = place.offer === undefined && isCaller && this.isCalling(place.call);
    if (!isCaller) this.sketches.get(place.call)?.answered.add(place.column);
    const [from, to] = isOurs ? ['switchboard', 'caller'] : [place.column, 'switchboard'];
    this.arrow(place.call, at, { from, to, labels: ['answers'] });
  }

  /** Whether the caller's side has called us, and not we them. */
  private isCalling(call: CallId): boolean {
    const [first] = this.sketches.get(call)?.rows ?? [];
    return first?.kind === 'arrow' && first.from === 'caller';
  }

  private ends(event: EventOf<'legEnded'>): void {
    const place = this.legs.get(event.leg);
    if (place === undefined) return;
    const isOurs = event.by === 'switchboard';
    const labels = endLabels(event.cause, isOurs, place.column === 'caller');
    const [from, to] = isOurs ? ['switchboard', place.column] : [place.column, 'switchboard'];
    this.arrow(place.call, event.at, { from, to, labels });
  }

  /** Phones that ring for one call ring on for another. */
  private ringOn(
    { at }: Event,
    { from, to, offer }: { readonly from: OfferId; readonly to: CallId; readonly offer: OfferId },
  ): void {
    for (const [leg, place] of [...this.legs]) {
      if (place.offer !== from) continue;
      this.legs.set(leg, { ...place, call: to, offer });
      this.rings(to, at, { phone: place.name, labels: ['rings on', 'rings'] });
    }
  }

  private callOfOffer(offer: OfferId): CallId | undefined {
    return [...this.legs.values()].find((place) => place.offer === offer)?.call;
  }

  private move(leg: LegId, call: CallId, column: string | undefined): void {
    const place = this.legs.get(leg);
    if (place === undefined) return;
    if (column === undefined) this.sketches.get(call)?.phones.add(place.name);
    this.legs.set(leg, { ...place, call, column: column ?? place.name });
  }

  private rings(
    call: CallId,
    at: number,
    { phone, labels }: { readonly phone: string; readonly labels: readonly string[] },
  ): void {
    this.sketches.get(call)?.phones.add(phone);
    this.arrow(call, at, { from: 'switchboard', to: phone, labels });
  }

  private addSound(event: Event): void {
    if (event.type !== 'callerHears' || event.audio.kind !== 'sounds') return;
    const labels = [`plays ${event.audio.sounds.join(' ')}`, 'plays'];
    this.arrow(event.call, event.at, { from: 'switchboard', to: 'caller', labels });
  }

  private addNote(event: Event): void {
    const note = noteOf(event);
    if (note === undefined) return;
    if ('call' in note) this.note(note.call, event.at, note.text);
    else if ('entry' in note) this.note(this.callOfEntry.get(note.entry), event.at, note.text);
    else this.note(this.callOfCallback.get(note.callback), event.at, note.text);
    if (event.type === 'placeTaken') this.callOfEntry.set(event.entry, event.call);
  }

  private begin(call: CallId, { caller, title }: { readonly caller: string; readonly title: string }): void {
    this.sketches.set(call, { call, caller, title, phones: new Set(), answered: new Set(), rows: [] });
  }

  private note(call: CallId | undefined, at: number, text: string): void {
    if (call === undefined) return;
    this.sketches.get(call)?.rows.push({ kind: 'note', atMs: at - this.startAt, text });
  }

  private arrow(
    call: CallId,
    at: number,
    arrow: { from: string; to: string; labels: readonly string[]; isBothWays?: boolean },
  ): void {
    this.sketches.get(call)?.rows.push({ kind: 'arrow', atMs: at - this.startAt, isBothWays: false, ...arrow });
  }
}

const nameOfParty = (party: LegParty): string =>
  party.kind === 'device' ? party.device : party.kind === 'external' ? party.number : party.trunk;

/** Whom an operator asks; not everybody has a number that could be dialled. */
function askedText({ target, dialled }: EventOf<'consultationBegan'>): string {
  if (target.kind === 'user') return target.user;
  return target.kind === 'group' ? target.group : dialled;
}

const callerText = (from: Call['from']): string =>
  from.kind === 'user'
    ? from.device
    : from.kind === 'switchboard'
      ? 'switchboard'
      : from.isWithheld
        ? 'withheld'
        : (from.number ?? 'unknown');

const endOf = (outcome: string, user: string | undefined): string =>
  outcome === 'answered' && user !== undefined
    ? `the call is over: answered by ${user}`
    : `the call is over: ${outcome}`;

function endLabels(cause: string, isOurs: boolean, isCaller: boolean): readonly string[] {
  const who = isOurs ? 'switchboard' : isCaller ? 'caller' : 'callee';
  if (cause === 'hungUp') return [`hangs up (${who})`, 'hangs up'];
  if (cause === 'cancelled' && isCaller) return ['gives up (caller)', 'gives up'];
  return isOurs ? [`stops (${words(cause)})`, 'stops'] : [words(cause), 'ends'];
}
