import type { Command } from '../../src/command/command.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { arrivedLegId, type DeviceId, type LegId, type TrunkId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import { step } from '../../src/kernel/step.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import type { Action, ArrivedFrom, Signal } from '../../src/port/telephony.ts';
import { companyOf } from '../properties/run.ts';

/** Somebody who calls. */
export interface PlainCaller {
  readonly at: number;
  readonly to: string;
  /** Leaves when nobody has answered by then; absent: waits without end. */
  readonly patienceMs?: number;
  /** Hangs up so long after the answer; absent: never first. */
  readonly talkMs?: number;
  readonly number?: string;
  /** A device of ours that calls. */
  readonly device?: string;
  /** Presses a key so long after a sound by this name has begun. */
  readonly keys?: Readonly<Record<string, { readonly afterMs: number; readonly digit: string }>>;
  /** Speaks for so long after a tone. */
  readonly saysMs?: number;
}

/** What a phone does, from ring to deed, in ms. */
export type PlainPhone =
  | { readonly answersMs: number; readonly talksMs?: number }
  | { readonly refusesMs: number }
  | { readonly ignores: true };

/** A day with a network that does what it should, at once. */
export interface PlainDay {
  readonly company: CompanyFile;
  readonly callers: readonly PlainCaller[];
  /** By device, or by number outside; absent: every phone is ignored. */
  readonly phones: Readonly<Record<string, PlainPhone>>;
  /** Done at their instants, told what there is. */
  readonly commands?: readonly { readonly at: number; readonly give: (state: State) => Command }[];
  /** Lengths of sounds by name; others last a second. */
  readonly sounds?: Readonly<Record<string, number>>;
  /** Devices that can't be reached at first. */
  readonly away?: readonly string[];
}

/** What a day left behind. */
export interface PlayedDay {
  readonly company: CompanyFile;
  readonly inputs: readonly Input[];
  readonly records: readonly CallRecord[];
}

interface Deed {
  readonly at: number;
  readonly run: () => void;
}

/** Plays a day until nothing happens any more, or to an instant. */
export function playDay(day: PlainDay, until = Number.POSITIVE_INFINITY): PlayedDay {
  return new DayRun(day).play(until);
}

class DayRun {
  private readonly day: PlainDay;
  private readonly state: State;
  private readonly inputs: Input[] = [];
  private readonly records: CallRecord[] = [];
  private readonly deeds: Deed[] = [];
  private readonly callers = new Map<LegId, PlainCaller>();
  private readonly up = new Set<LegId>();
  private readonly plays = new Map<LegId, string>();
  private now = 0;

  constructor(day: PlainDay) {
    this.day = day;
    const company = companyOf(day.company);
    this.state = initialState(company);
    for (const device of company.userOfDevice.keys()) {
      if (day.away?.includes(device) !== true) this.tell({ type: 'deviceState', device, isReachable: true });
    }
    for (const [place, caller] of day.callers.entries()) this.at(caller.at, () => this.arrive(caller, place));
    for (const { at, give } of day.commands ?? []) {
      this.at(at, () => this.apply({ type: 'command', at: this.now, command: give(this.state) }));
    }
  }

  play(until: number): PlayedDay {
    for (;;) {
      const deed = this.deeds[0];
      const due = this.state.timers.next()?.due;
      const at = Math.min(deed?.at ?? Number.POSITIVE_INFINITY, due ?? Number.POSITIVE_INFINITY);
      if (at > until || at === Number.POSITIVE_INFINITY) break;
      this.now = at;
      if (due === at) this.apply({ type: 'tick', at });
      else {
        this.deeds.shift();
        deed?.run();
      }
    }
    return { company: this.day.company, inputs: this.inputs, records: this.records };
  }

  private at(at: number, run: () => void): void {
    let [from, to] = [0, this.deeds.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.deeds[middle]?.at ?? 0) <= at) from = middle + 1;
      else to = middle;
    }
    this.deeds.splice(from, 0, { at, run });
  }

  private after(ms: number, run: () => void): void {
    this.at(this.now + ms, run);
  }

  private tell(signal: Signal): void {
    this.apply({ type: 'signal', at: this.now, signal });
  }

  private apply(input: Input): void {
    const { events, actions } = step(this.state, input);
    // As a journal does: what has changed nothing is not kept.
    if (events.length > 0) this.inputs.push(input);
    for (const event of events) if (event.type === 'callEnded') this.records.push(event.record);
    for (const action of actions) this.obey(action);
  }

  private arrive(caller: PlainCaller, place: number): void {
    const leg = arrivedLegId(`${place + 1}`);
    this.callers.set(leg, caller);
    const { device, number = `+4790000${100 + place}` } = caller;
    const from: ArrivedFrom =
      device === undefined
        ? { kind: 'trunk', trunk: 'trunk' as TrunkId, number, isWithheld: false }
        : { kind: 'device', device: device as DeviceId };
    this.tell({ type: 'callArrived', leg, from, to: caller.to });
    const { patienceMs } = caller;
    if (patienceMs !== undefined) this.after(patienceMs, () => !this.hasTalked(leg) && this.end(leg, 'cancelled'));
  }

  private hasTalked(leg: LegId): boolean {
    const call = this.state.legs.get(leg)?.call;
    return call === undefined || (this.state.calls.get(call)?.talks.length ?? 0) > 0;
  }

  private end(leg: LegId, cause: 'hungUp' | 'cancelled' | 'rejected'): void {
    if (this.state.legs.has(leg)) this.tell({ type: 'legEnded', leg, cause });
  }

  private obey(action: Action): void {
    switch (action.type) {
      case 'startLeg': {
        const { leg, to } = action;
        const phone = this.day.phones[to.kind === 'device' ? to.device : to.number];
        if (phone !== undefined) this.rings(leg, phone);
        return;
      }
      case 'bridge':
        this.bridge(action.a, action.b);
        return;
      case 'play':
        this.playTo(action);
        return;
      case 'record':
        if (action.of !== 'talk') this.speak(action.leg, action.recording);
        return;
      default:
    }
  }

  private rings(leg: LegId, phone: PlainPhone): void {
    this.after(50, () => this.state.legs.get(leg)?.phase === 'dialling' && this.tell({ type: 'legRinging', leg }));
    if ('refusesMs' in phone) this.after(phone.refusesMs, () => this.end(leg, 'rejected'));
    if (!('answersMs' in phone)) return;
    this.after(phone.answersMs, () => {
      if (!this.state.legs.has(leg)) return;
      this.tell({ type: 'legAnswered', leg });
      if (phone.talksMs !== undefined) this.after(phone.talksMs, () => this.end(leg, 'hungUp'));
    });
  }

  private bridge(a: LegId, b: LegId): void {
    for (const leg of [a, b]) {
      this.plays.delete(leg);
      const talkMs = this.callers.get(leg)?.talkMs;
      if (talkMs === undefined || this.up.has(leg)) continue;
      this.up.add(leg);
      this.after(talkMs, () => this.end(leg, 'hungUp'));
    }
  }

  private playTo({ leg, play, sounds, loop }: Extract<Action, { type: 'play' }>): void {
    this.plays.set(leg, play);
    const { sounds: lengths = {} } = this.day;
    const lastsMs = sounds.reduce((sum, sound) => sum + (lengths[sound] ?? 1000), 0);
    if (!loop) {
      this.after(lastsMs, () => {
        if (this.plays.get(leg) === play && this.state.legs.has(leg)) this.tell({ type: 'played', leg, play });
      });
    }
    for (const sound of sounds) {
      const key = this.callers.get(leg)?.keys?.[sound];
      if (key === undefined) continue;
      this.after(key.afterMs, () => {
        if (this.plays.get(leg) === play && this.state.legs.has(leg))
          this.tell({ type: 'digit', leg, digit: key.digit });
      });
    }
  }

  private speak(leg: LegId, recording: Extract<Action, { type: 'record' }>['recording']): void {
    const durationMs = this.callers.get(leg)?.saysMs;
    if (durationMs === undefined) return;
    this.after(durationMs, () => {
      if (this.state.legs.has(leg)) this.tell({ type: 'recorded', leg, recording, durationMs });
    });
  }
}
