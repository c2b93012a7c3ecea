import type { CallId, CallRecord, Company, Event, EventOf, JournalRecord } from '@sentralbord/core';
import { callerText, clockText, firstName, lengthText, numberText, type Paint, targetText } from './words.ts';

interface LiveCall {
  readonly caller: string;
  readonly target: string;
  readonly dialled: string;
}

interface StepSummary {
  /** Who begins to ring, by call. */
  readonly rings: ReadonlyMap<CallId, readonly string[]>;
  /** Calls that came in this step: whom they ring is told with them. */
  readonly arrived: ReadonlySet<CallId>;
}

/** Tells what happens, a line a time, for people who watch. */
export class LiveLines {
  private readonly company: Company;
  private readonly paint: Paint;
  private readonly calls = new Map<CallId, LiveCall>();
  private readonly callOfEntry = new Map<string, CallId>();
  private waiting = 0;

  constructor(company: Company, paint: Paint) {
    this.company = company;
    this.paint = paint;
  }

  /** The lines of one step, each with a newline; empty when it is not worth telling. */
  of({ events }: JournalRecord): string {
    const first = events[0];
    if (first === undefined) return '';
    const rings = this.ringsOf(events);
    const arrived = new Set(events.flatMap((event) => (event.type === 'callArrived' ? [event.call] : [])));
    const lines = events.flatMap((event) => this.lineOf(event, { rings, arrived }));
    const last = events.at(-1) ?? first;
    const time = this.paint('dim', clockText(last.at));
    return lines.map((line) => `${time}  ${line}\n`).join('');
  }

  private ringsOf(events: readonly Event[]): ReadonlyMap<CallId, readonly string[]> {
    const rings = new Map<CallId, readonly string[]>();
    for (const event of events) {
      if (event.type !== 'legStarted') continue;
      const { party } = event;
      const name = party.kind === 'device' ? firstName(this.company, party.user) : 'outside';
      rings.set(event.call, [...(rings.get(event.call) ?? []), name]);
    }
    return rings;
  }

  private lineOf(event: Event, { rings, arrived }: StepSummary): readonly string[] {
    switch (event.type) {
      case 'callArrived':
        return [this.arrival(event, rings.get(event.call))];
      case 'entryJoined':
        if (event.holder.kind === 'call') this.callOfEntry.set(event.entry, event.holder.call);
        this.waiting += 1;
        return [];
      case 'entryLeft':
        this.callOfEntry.delete(event.entry);
        this.waiting -= 1;
        return [];
      case 'offerMade':
        return arrived.has(event.call) ? [] : this.laterRing(event, rings.get(event.call));
      case 'memberAwaited':
        return [this.awaits(event.entry)];
      case 'callConnected':
        return [this.connected(event)];
      case 'messageStarted':
        return [this.paint('yellow', `♪ ${this.find(event.call).caller} hears that nobody can take the call`)];
      case 'callEnded':
        return [this.ended(event.record)];
      case 'deviceStateChanged':
        return [this.deviceState(event)];
      default:
        return [];
    }
  }

  private arrival(event: EventOf<'callArrived'>, names: readonly string[] = []): string {
    const { dialled } = event;
    const caller = callerText(event.from, this.company);
    const target = targetText(event.target, { company: this.company, dialled });
    this.calls.set(event.call, { caller, target, dialled });
    const rings = names.length === 0 || event.target.kind === 'external' ? '' : `   rings ${names.join(', ')}`;
    return `${this.paint('cyan', '☎')} ${this.paint('bold', caller)} → ${target}${this.paint('dim', rings)}`;
  }

  private laterRing(event: EventOf<'offerMade'>, names: readonly string[] = []): readonly string[] {
    if (event.to.kind !== 'tier' || names.length === 0) return [];
    const { caller, target } = this.find(event.call);
    return [this.paint('dim', `· ${caller} → ${target}   now rings ${names.join(', ')}`)];
  }

  private awaits(entry: EventOf<'memberAwaited'>['entry']): string {
    const call = this.callOfEntry.get(entry);
    const { caller, target } = call === undefined ? { caller: 'a caller', target: 'a group' } : this.find(call);
    return this.paint('yellow', `… ${caller} waits for ${target}, where all are busy (${this.waiting} in line)`);
  }

  private connected({ call, talk: { user } }: EventOf<'callConnected'>): string {
    const { caller, target } = this.find(call);
    const who = user === undefined ? target : firstName(this.company, user);
    return `${this.paint('green', '✔')} ${this.paint('green', who)} answers ${caller}`;
  }

  private ended(record: CallRecord): string {
    const { caller, target, dialled } = this.find(record.call);
    this.calls.delete(record.call);
    const { times, answeredBy, outcome } = record;
    if (outcome === 'answered') {
      const who = answeredBy === undefined ? target : firstName(this.company, answeredBy);
      return this.paint('dim', `■ ${caller} and ${who} have talked ${lengthText(times.talkingMs)}`);
    }
    if (outcome === 'abandoned') {
      return this.paint('red', `✖ ${caller} gives up after ${lengthText(times.waitingMs + times.ringingMs)}`);
    }
    const why: Partial<Record<CallRecord['outcome'], string>> = {
      busy: `${target} is busy`,
      rejected: `${target} declines`,
      unreachable: `${target} cannot be reached`,
      notFound: `nobody has ${numberText(dialled)}`,
      unanswered: `nobody in ${target} answered`,
      noMembers: `nobody in ${target} can be reached`,
    };
    return this.paint('red', `✖ ${caller}: ${why[outcome] ?? outcome}`);
  }

  private deviceState({ device, isReachable }: EventOf<'deviceStateChanged'>): string {
    const user = this.company.userOfDevice.get(device);
    const who = user === undefined ? device : firstName(this.company, user);
    return this.paint('dim', `${isReachable ? '◉' : '○'} ${who} ${isReachable ? 'is at the phone' : 'is out'}`);
  }

  private find(call: CallId): LiveCall {
    return this.calls.get(call) ?? { caller: 'a caller', target: 'nobody', dialled: '' };
  }
}
