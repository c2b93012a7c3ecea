import { arrivedLegId, type DeviceId, type LegId } from '../src/kernel/ids.ts';
import type { Instant } from '../src/kernel/time.ts';
import type { Cause } from '../src/port/cause.ts';
import type { Action, ArrivedFrom, Signal } from '../src/port/telephony.ts';

/** What a phone does with a ring. A time counts from the moment it is asked to ring, in ms. */
export type Habit = {
  /** When it tells that it rings; undefined: never. */
  readonly ringsMs: number | undefined;
  readonly does:
    | { readonly kind: 'ignores' }
    /** Takes the call and hangs up `talksMs` later; undefined: stays. */
    | { readonly kind: 'answers'; readonly afterMs: number; readonly talksMs: number | undefined }
    | { readonly kind: 'ends'; readonly afterMs: number; readonly cause: Cause }
    /** Is answered so late that it has been stopped: `afterMs` counts from the stop. */
    | { readonly kind: 'answersLate'; readonly afterMs: number };
};

/** What happens to one signal on its way. */
export type Fault = { readonly isLost: boolean; readonly lateMs: number; readonly copies: number };

/** The wickedness of a network: each list is used in turn, over and over. */
export interface NetworkPlan {
  readonly habits: readonly Habit[];
  readonly faults: readonly Fault[];
  /** How long a sound lasts; undefined: the network never tells that it was played. */
  readonly soundMs: readonly (number | undefined)[];
}

/** A leg as the network knows it. */
export interface FarLeg {
  readonly id: LegId;
  readonly side: 'arrived' | 'started';
  readonly habit: Habit | undefined;
  isUp: boolean;
  bridgedTo: LegId | undefined;
  isPlaying: boolean;
  /** Answered after it was stopped, or arrived: whether the engine has been told yet. */
  isTold: boolean;
}

interface Deed {
  readonly at: Instant;
  readonly number: number;
  readonly run: () => Signal | undefined;
}

/** A telephone network in virtual time with phones that do anything. Obeys actions, reports signals, and notes what no engine may ask. */
export class AdversarialNetwork {
  now: Instant;
  readonly live = new Map<LegId, FarLeg>();
  /** What the engine asked that it must not ask. */
  readonly breaches: string[] = [];
  /** Every signal that was sent, for late copies. */
  readonly sent: Signal[] = [];
  /** Legs whose end the engine has been told, or has ordered. */
  readonly over = new Set<LegId>();
  /** Legs whose end is being told in this step: what timers decided before may still be asked of them. */
  private readonly endingNow = new Set<LegId>();
  /** Legs that the engine has heard of. */
  private readonly told = new Set<LegId>();
  /** Legs that were lost in a restart before the engine heard of them: the network has forgotten that they ever came. */
  private readonly forgotten = new Set<LegId>();
  /** Legs that are gone, of which the engine has not heard yet. */
  readonly unheardEnds = new Set<LegId>();
  /** No more faults, and no phone does anything by itself. */
  isCalm = false;
  /** Whether the engine may have missed something that only a restart can tell. */
  hasLost = false;
  private readonly plan: NetworkPlan;
  private readonly reachable = new Set<DeviceId>();
  private readonly everUsed = new Set<LegId>();
  private readonly answeredByEngine = new Set<LegId>();
  private agenda: Deed[] = [];
  private deeds = 0;
  private starts = 0;
  private signals = 0;
  private arrivals = 0;
  private sounds = 0;

  constructor(plan: NetworkPlan, start: Instant) {
    this.plan = plan;
    this.now = start;
  }

  /** The step is over: what was told in it is known. */
  settle(): void {
    for (const id of this.endingNow) this.over.add(id);
    this.endingNow.clear();
  }

  /** When the next thing happens by itself. */
  nextAt(): Instant | undefined {
    return this.agenda[0]?.at;
  }

  /** Lets the next thing happen; the signal that reaches the engine by it, if any. */
  next(): Signal | undefined {
    const deed = this.agenda.shift();
    if (deed === undefined) return undefined;
    this.now = deed.at;
    return deed.run();
  }

  /** Somebody calls us. */
  arrive(from: ArrivedFrom, to: string, patienceMs: number | undefined): void {
    this.arrivals += 1;
    const id = arrivedLegId(`${this.arrivals}`);
    this.add({ id, side: 'arrived', habit: undefined });
    this.send({ type: 'callArrived', leg: id, from, to });
    if (patienceMs !== undefined) this.later(patienceMs, () => this.endFar(id, this.causeOf(id)));
  }

  setDevice(device: DeviceId, isReachable: boolean): void {
    if (isReachable) this.reachable.add(device);
    else this.reachable.delete(device);
    this.send({ type: 'deviceState', device, isReachable });
  }

  isReachable(device: DeviceId): boolean {
    return this.reachable.has(device);
  }

  /** The far end of a leg hangs up or fails now. */
  endFar(id: LegId, cause: Cause): void {
    if (!this.live.delete(id)) return;
    this.unheardEnds.add(id);
    this.send({ type: 'legEnded', leg: id, cause });
  }

  /** The far end of a leg that we started answers now. */
  answerFar(id: LegId): void {
    const leg = this.live.get(id);
    if (leg === undefined || leg.isUp || leg.side === 'arrived') return;
    leg.isUp = true;
    this.send({ type: 'legAnswered', leg: id });
    const does = leg.habit?.does;
    if (does?.kind === 'answers' && does.talksMs !== undefined)
      this.later(does.talksMs, () => this.endFar(id, 'hungUp'));
  }

  /** The network starts anew; the legs for which `isLost` says so are gone. */
  restart(isLost: (leg: LegId, place: number) => boolean): void {
    this.later(0, () => {
      for (const [place, id] of [...this.live.keys()].entries()) {
        if (!isLost(id, place)) continue;
        this.live.delete(id);
        this.unheardEnds.add(id);
      }
      for (const id of this.unheardEnds) if (!this.told.has(id)) this.forgotten.add(id);
      const signal: Signal = { type: 'networkRestarted', liveLegs: [...this.live.keys()] };
      this.note(signal);
      return signal;
    });
  }

  /** Sends a signal as it is, now. */
  whisper(signal: Signal): void {
    this.deliverAt(0, signal);
  }

  perform(action: Action): void {
    if (action.type === 'bridge') {
      this.bridge(action.a, action.b);
      return;
    }
    if (action.type === 'startLeg') {
      this.startLeg(action);
      return;
    }
    const { leg: id } = action;
    if (action.type === 'reject' || action.type === 'hangUp') {
      this.stop(id, action.type);
      return;
    }
    if (this.over.has(id)) this.breaches.push(`${action.type} of ${id}, which is over`);
    const leg = this.live.get(id);
    if (action.type === 'answer') this.answer(id, leg);
    if (action.type === 'play') this.play(id, leg, action.sound);
  }

  private startLeg({ leg: id, to }: Extract<Action, { type: 'startLeg' }>): void {
    if (this.everUsed.has(id)) this.breaches.push(`${id} is started twice`);
    const habit = this.plan.habits[this.starts++ % this.plan.habits.length];
    const leg = this.add({ id, side: 'started', habit });
    leg.isTold = true;
    this.told.add(id);
    if (to.kind === 'device' && !this.reachable.has(to.device)) {
      this.later(5, () => this.endFar(id, 'unreachable'));
      return;
    }
    if (habit === undefined || this.isCalm) return;
    if (habit.ringsMs !== undefined) {
      this.later(habit.ringsMs, () => {
        if (this.live.get(id)?.isUp === false) this.send({ type: 'legRinging', leg: id });
      });
    }
    const { does } = habit;
    if (does.kind === 'answers') this.later(does.afterMs, () => this.answerFar(id));
    if (does.kind === 'ends') {
      this.later(does.afterMs, () => {
        if (this.live.get(id)?.isUp === false) this.endFar(id, does.cause);
      });
    }
  }

  private stop(id: LegId, how: 'reject' | 'hangUp'): void {
    if (how === 'reject' && this.answeredByEngine.has(id)) this.breaches.push(`${id} is rejected after an answer`);
    const leg = this.live.get(id);
    this.over.add(id);
    this.unheardEnds.delete(id);
    if (leg === undefined) return;
    this.live.delete(id);
    const does = leg.habit?.does;
    if (does?.kind !== 'answersLate' || leg.isUp || this.isCalm) return;
    this.later(does.afterMs, () => {
      const late = this.add({ id, side: 'started', habit: undefined });
      late.isUp = true;
      this.send({ type: 'legAnswered', leg: id });
    });
  }

  private answer(id: LegId, leg: FarLeg | undefined): void {
    if (this.answeredByEngine.has(id)) this.breaches.push(`${id} is answered twice`);
    this.answeredByEngine.add(id);
    if (leg === undefined) return;
    if (leg.side !== 'arrived') this.breaches.push(`${id} is answered, but it did not call`);
    leg.isUp = true;
  }

  private play(id: LegId, leg: FarLeg | undefined, sound: string): void {
    if (!this.answeredByEngine.has(id)) this.breaches.push(`${sound} is played to ${id}, which is not up`);
    if (leg === undefined) return;
    leg.isPlaying = true;
    const lasts = this.plan.soundMs[this.sounds++ % this.plan.soundMs.length];
    if (lasts !== undefined) this.later(lasts, () => this.live.has(id) && this.send({ type: 'played', leg: id }));
  }

  private bridge(a: LegId, b: LegId): void {
    for (const id of [a, b]) if (this.over.has(id)) this.breaches.push(`bridge of ${id}, which is over`);
    if (!this.answeredByEngine.has(a)) this.breaches.push(`bridge of ${a}, which is not a caller that is up`);
    const [one, other] = [this.live.get(a), this.live.get(b)];
    if (one?.bridgedTo !== undefined || other?.bridgedTo !== undefined)
      this.breaches.push(`${a} or ${b} is bridged twice`);
    if (one !== undefined) one.bridgedTo = b;
    if (other !== undefined) other.bridgedTo = a;
  }

  private add(leg: Pick<FarLeg, 'id' | 'side' | 'habit'>): FarLeg {
    const added: FarLeg = { ...leg, isUp: false, bridgedTo: undefined, isPlaying: false, isTold: false };
    this.live.set(leg.id, added);
    this.everUsed.add(leg.id);
    return added;
  }

  private causeOf(id: LegId): Cause {
    return this.live.get(id)?.isUp === true ? 'hungUp' : 'cancelled';
  }

  /** Sends a signal through the faults. */
  private send(signal: Signal): void {
    this.sent.push(signal);
    const fault = this.isCalm ? undefined : this.plan.faults[this.signals++ % this.plan.faults.length];
    if (fault?.isLost === true) {
      this.hasLost = true;
      return;
    }
    for (let copy = 0; copy < (fault?.copies ?? 1); copy += 1)
      this.deliverAt((fault?.lateMs ?? 0) * (copy + 1), signal);
  }

  private deliverAt(afterMs: number, signal: Signal): void {
    this.later(afterMs, () => {
      if (signal.type === 'callArrived' && this.forgotten.has(signal.leg)) return undefined;
      this.note(signal);
      return signal;
    });
  }

  /** From now on the engine knows. */
  private note(signal: Signal): void {
    if (signal.type === 'networkRestarted') {
      const live = new Set(signal.liveLegs);
      for (const id of this.unheardEnds) {
        if (live.has(id)) continue;
        this.unheardEnds.delete(id);
        this.endingNow.add(id);
      }
      return;
    }
    if (!('leg' in signal)) return;
    const leg = this.live.get(signal.leg);
    if (signal.type === 'callArrived') this.told.add(signal.leg);
    if (leg !== undefined && (signal.type === 'callArrived' || signal.type === 'legAnswered')) leg.isTold = true;
    if (signal.type === 'legEnded') {
      this.unheardEnds.delete(signal.leg);
      this.endingNow.add(signal.leg);
    }
  }

  private later(afterMs: number, run: () => unknown): void {
    this.deeds += 1;
    const deed: Deed = {
      at: this.now + afterMs,
      number: this.deeds,
      run: () => {
        const result = run();
        return isSignal(result) ? result : undefined;
      },
    };
    const place = this.agenda.findLastIndex((other) => other.at <= deed.at);
    this.agenda.splice(place + 1, 0, deed);
  }
}

const isSignal = (value: unknown): value is Signal => typeof value === 'object' && value !== null && 'type' in value;
