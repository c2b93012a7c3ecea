import { arrivedLegId, type DeviceId, type LegId, type RecordingId } from '../src/kernel/ids.ts';
import type { Instant } from '../src/kernel/time.ts';
import type { Cause } from '../src/port/cause.ts';
import type { Action, ArrivedFrom, Signal } from '../src/port/telephony.ts';
import { NetworkAgenda } from './network-agenda.ts';
import { FarLeg } from './network-leg.ts';
import type { NetworkPlan } from './network-plan.ts';
import { type FarHears, NetworkTalk } from './network-talk.ts';

export type { Fault, Habit, NetworkPlan } from './network-plan.ts';

/** What may be asked only of legs that are up. */
const needsUp: ReadonlySet<Action['type']> = new Set([
  'bridge',
  'unbridge',
  'play',
  'record',
  'stopRecording',
  'joinRoom',
  'leaveRoom',
  'setRole',
  'sendDigits',
] as const);
/** How long a recording lasts, unless the plan says so. */
const RECORD_MS = 3_000;
/** What a recording is said to last that ended before its time. */
const CUT_SHORT_MS = 1_000;

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
  /** Legs of ours of whose answer the engine has been told. */
  private readonly toldAnswers = new Set<LegId>();
  private readonly talk: NetworkTalk;
  private readonly agenda = new NetworkAgenda();
  private readonly toldRecordings = new Set<RecordingId>();
  private starts = 0;
  private signals = 0;
  private arrivals = 0;
  private sounds = 0;
  private recordings = 0;

  constructor(plan: NetworkPlan, start: Instant) {
    this.plan = plan;
    this.now = start;
    this.talk = new NetworkTalk({
      breach: (text) => this.breaches.push(text),
      isExcused: (leg) => this.over.has(leg) || this.endingNow.has(leg),
    });
  }

  /** What a leg hears, until the engine has been told of its end; undefined: silence. */
  hears(id: LegId): FarHears | undefined {
    return this.talk.hears(id);
  }

  /** The step is over: what was told in it is known. */
  settle(): void {
    for (const id of this.endingNow) this.over.add(id);
    this.endingNow.clear();
  }

  /** When the next thing happens by itself. */
  nextAt(): Instant | undefined {
    return this.agenda.nextAt();
  }

  /** Lets the next thing happen; the signal that reaches the engine by it, if any. */
  next(): Signal | undefined {
    const deed = this.agenda.take();
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
    if (!this.live.has(id)) return;
    this.tellRecording(id);
    this.live.delete(id);
    this.unheardEnds.add(id);
    this.send({ type: 'legEnded', leg: id, cause });
  }

  /** The far end of a leg that we started answers now. */
  answerFar(id: LegId): void {
    const leg = this.live.get(id);
    if (leg === undefined || leg.isUp || leg.side === 'arrived') return;
    leg.isUp = true;
    const does = leg.habit?.does;
    const by = does?.kind === 'answers' ? does.by : undefined;
    this.send({ type: 'legAnswered', leg: id, ...(by === undefined ? {} : { by }) });
    if (does?.kind === 'answers' && does.talksMs !== undefined)
      this.later(does.talksMs, () => this.endFar(id, 'hungUp'));
  }

  /** The far end of a leg that is up presses a key now: # ends a recording. */
  pressFar(id: LegId, digit: string): void {
    if (this.live.get(id)?.isUp !== true) return;
    if (digit === '#' && this.talk.recordingOf(id) !== undefined) this.tellRecording(id);
    else this.send({ type: 'digit', leg: id, digit });
  }

  /** The far end of a leg that is up puts us on hold now, or takes us back. */
  toggleHold(id: LegId): void {
    const leg = this.live.get(id);
    if (leg?.isUp !== true) return;
    leg.isHolding = !leg.isHolding;
    this.send({ type: leg.isHolding ? 'held' : 'resumed', leg: id });
  }

  /** The phone at a leg that is up asks for a transfer now; `attended` is the leg of the consultation. */
  requestTransfer(id: LegId, to: string, attended?: LegId): void {
    if (this.live.get(id)?.isUp !== true) return;
    this.send({ type: 'transferRequested', leg: id, to, ...(attended === undefined ? {} : { attended }) });
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
    if (action.type === 'startLeg') this.startLeg(action);
    else if (action.type === 'reject' || action.type === 'hangUp') this.stop(action.leg, action.type);
    else this.ask(action);
  }

  private ask(action: Exclude<Action, { readonly type: 'startLeg' | 'reject' | 'hangUp' }>): void {
    const legs = 'leg' in action ? [action.leg] : [action.a, action.b];
    for (const id of legs) {
      if (this.over.has(id)) this.breaches.push(`${action.type} of ${id}, which is over`);
      if (needsUp.has(action.type) && !this.isKnownUp(id))
        this.breaches.push(`${action.type} of ${id}, which is not up`);
    }
    switch (action.type) {
      case 'answer':
        this.answer(action.leg, this.live.get(action.leg));
        return;
      case 'ring':
        if (this.isKnownUp(action.leg)) this.talk.asked(action);
        return;
      case 'stopRecording':
        if (this.talk.recordingOf(action.leg) === action.recording) this.tellRecording(action.leg);
        this.talk.stopped(action.leg, action.recording);
        return;
      case 'sendDigits':
      case 'showParty':
        return;
      default:
        this.talk.asked(action);
    }
    if (action.type === 'play' && !action.loop) this.playOn(action);
    if (action.type === 'record') this.recordOn(action);
  }

  private isKnownUp(id: LegId): boolean {
    return this.answeredByEngine.has(id) || this.toldAnswers.has(id);
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
    this.tellRecording(id);
    this.over.add(id);
    this.talk.over(id);
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

  /** Told at its end, if it is still what plays. */
  private playOn({ leg, play }: Extract<Action, { type: 'play' }>): void {
    const lasts = this.plan.soundMs[this.sounds++ % this.plan.soundMs.length];
    if (lasts === undefined) return;
    this.later(lasts, () => {
      const heard = this.talk.hears(leg);
      const isStillHeard = heard?.kind === 'sounds' && heard.play === play && this.live.has(leg);
      if (isStillHeard) this.send({ type: 'played', leg, play });
    });
  }

  private recordOn({ leg, recording, maxMs }: Extract<Action, { type: 'record' }>): void {
    const { recordMs = [RECORD_MS] } = this.plan;
    const lasts = recordMs[this.recordings++ % recordMs.length];
    if (lasts === undefined || !this.live.has(leg)) return;
    const durationMs = Math.min(lasts, maxMs);
    this.later(durationMs, () => {
      if (this.talk.recordingOf(leg) === recording) this.tellRecording(leg, durationMs);
    });
  }

  /** What is recorded of a leg is over, perhaps before its time; it is told once. */
  private tellRecording(leg: LegId, durationMs = CUT_SHORT_MS): void {
    const recording = this.talk.recordingOf(leg);
    if (recording === undefined || !this.live.has(leg) || this.toldRecordings.has(recording)) return;
    this.toldRecordings.add(recording);
    this.send({ type: 'recorded', leg, recording, durationMs });
  }

  private add(leg: Pick<FarLeg, 'id' | 'side' | 'habit'>): FarLeg {
    const added = new FarLeg(leg, this.talk);
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
        this.tellEnd(id);
      }
      return;
    }
    if (!('leg' in signal)) return;
    const leg = this.live.get(signal.leg);
    if (signal.type === 'callArrived') this.told.add(signal.leg);
    if (leg !== undefined && (signal.type === 'callArrived' || signal.type === 'legAnswered')) leg.isTold = true;
    if (signal.type === 'legAnswered') this.toldAnswers.add(signal.leg);
    if (signal.type === 'legEnded') this.tellEnd(signal.leg);
    this.talk.told(signal);
  }

  private tellEnd(id: LegId): void {
    this.unheardEnds.delete(id);
    this.endingNow.add(id);
    this.talk.over(id);
  }

  private later(afterMs: number, run: () => unknown): void {
    this.agenda.add(this.now + afterMs, run);
  }
}
