import {
  type Action,
  arrivedLegId,
  type Capabilities,
  type Cause,
  type DeviceId,
  type LegId,
  type Signal,
  type TelephonyPort,
  type TrunkId,
} from '@sentralbord/core';
import { Audit } from './audit.ts';
import { ANSWER_MS, type Behaviour, drawMs, isSaidReachable, REJECT_MS } from './behaviour.ts';
import { RandomStream } from './random-stream.ts';
import type { CallPlan, SimCall } from './sim-call.ts';
import { SimClock } from './sim-clock.ts';
import { type NetworkLeg, Telephone } from './telephone.ts';
import { type Faults, Wire } from './wire.ts';

/** How long a sound lasts whose length is not given, in ms. */
const SOUND_MS = 3_000;

/** What a simulated network is made of. */
export interface SimNetworkOptions {
  /** Telephones by device id, or by number for those outside, and what the people behind them do. */
  readonly phones?: Readonly<Record<string, Behaviour>> | undefined;
  /** Absent: a clock of its own that starts at 0. */
  readonly clock?: SimClock | undefined;
  /** `maxCalls`: calls that the trunk carries at once, both ways; absent: any number. */
  readonly trunk?: { readonly id?: string | undefined; readonly maxCalls?: number | undefined } | undefined;
  /** Absent: a perfect network. */
  readonly faults?: Faults | undefined;
  /** Decides all that is drawn by lot; absent: 1. */
  readonly seed?: number | undefined;
  /** Lengths of sounds in ms, by name; a sound that is not named lasts 3 s. */
  readonly sounds?: Readonly<Record<string, number>> | undefined;
}

/**
 * A telephone network in virtual time with people at its ends. It has no policy:
 * it obeys the switchboard, and people do as they are told to behave. Drive it
 * through its {@link clock}.
 */
export class SimNetwork implements TelephonyPort {
  readonly capabilities: Capabilities = { external: true, sounds: true };
  readonly clock: SimClock;
  readonly telephones: ReadonlyMap<string, Telephone>;
  /** The calls that were made to the switchboard, by name. */
  readonly calls: ReadonlyMap<string, SimCall>;
  private readonly phonesByName = new Map<string, Telephone>();
  private readonly callsByName = new Map<string, SimCall>();
  private readonly live = new Map<LegId, NetworkLeg>();
  private readonly callOfLeg = new Map<LegId, { readonly call: SimCall; readonly talkMs: number | undefined }>();
  private outsideLegs = 0;
  private readonly audit = new Audit();
  private readonly wire: Wire;
  private readonly options: SimNetworkOptions;
  private readonly seed: number;
  private deliver: ((signal: Signal) => void) | undefined;

  constructor(options: SimNetworkOptions = {}) {
    this.options = options;
    this.seed = options.seed ?? 1;
    this.clock = options.clock ?? new SimClock();
    this.telephones = this.phonesByName;
    this.calls = this.callsByName;
    this.wire = new Wire(options.faults ?? {}, {
      clock: this.clock,
      random: new RandomStream(this.seed, 'wire'),
      arrive: (signal) => this.tell(signal),
    });
    for (const [name, behaviour] of Object.entries(options.phones ?? {})) this.addTelephone(name, behaviour);
  }

  /** What the switchboard asked that it must not ask, such as bridging a leg that it knows is gone. */
  get violations(): readonly string[] {
    return this.audit.violations;
  }

  start(deliver: (signal: Signal) => void): void {
    this.deliver = deliver;
    for (const { name, behaviour } of this.phonesByName.values()) {
      if (isDevice(name) && isSaidReachable(behaviour)) this.sayReachable(name, true);
    }
  }

  legs(): readonly LegId[] {
    return [...this.live.keys()];
  }

  /** Where the network and the switchboard disagree about which legs live, in words; what is under way is no disagreement. */
  mirror(legsOfEngine: Iterable<LegId>): readonly string[] {
    return this.audit.mirror(new Set(this.live.keys()), new Set(legsOfEngine));
  }

  /** Whether two legs hear each other. */
  isBridged(a: LegId, b: LegId): boolean {
    return this.live.get(a)?.bridgedWith === b && this.live.get(b)?.bridgedWith === a;
  }

  perform(action: Action): void {
    this.audit.asked(action);
    this.wire.obey(() => this.obey(action));
  }

  /** Makes a call to the switchboard now. */
  call(plan: CallPlan): SimCall {
    const name = this.freeName(plan.as);
    const telephone = this.telephoneOf(plan, name);
    const refusal = this.refusalOf(plan, telephone);
    const id = refusal === undefined ? arrivedLegId(name) : undefined;
    const call: SimCall = { name, leg: id, telephone, told: refusal };
    this.callsByName.set(name, call);
    if (id === undefined) return call;
    const leg = this.addLeg({ id, telephone, side: 'arrived', isOutside: typeof plan.from === 'string' });
    telephone.active = leg;
    this.send({ type: 'callArrived', leg: id, from: this.arrivedFrom(plan), to: plan.to });
    if (plan.patienceMs !== undefined) {
      this.clock.after(plan.patienceMs, () => leg.phase !== 'up' && this.endByPerson(leg));
    }
    this.callOfLeg.set(id, { call, talkMs: plan.talkMs });
    return call;
  }

  /** Changes what the person behind a telephone does, from now on: also for what rings already. */
  behave(name: string, behaviour: Behaviour): void {
    const telephone = this.telephone(name);
    const wasSaidReachable = isSaidReachable(telephone.behaviour);
    telephone.behaviour = behaviour;
    telephone.mind += 1;
    if (isDevice(name) && wasSaidReachable !== isSaidReachable(behaviour)) this.sayReachable(name, !wasSaidReachable);
    if (telephone.ringing !== undefined) this.react(telephone, telephone.ringing);
  }

  /** The person takes the call that rings; nothing rings: nothing happens. */
  answer(name: string): void {
    const telephone = this.telephone(name);
    const leg = telephone.ringing;
    if (leg === undefined || telephone.active !== undefined) return;
    telephone.pickUp(this.clock.now());
    this.send({ type: 'legAnswered', leg: leg.id });
    const { behaviour } = telephone;
    if (behaviour.does !== 'answer' || behaviour.talkMs === undefined) return;
    this.clock.after(drawMs(behaviour.talkMs, telephone.random), () => this.endByPerson(leg));
  }

  /** The person turns away the call that rings; nothing rings: nothing happens. */
  reject(name: string, cause: 'busy' | 'rejected' = 'rejected'): void {
    const { ringing } = this.telephone(name);
    if (ringing !== undefined) this.end(ringing, cause);
  }

  /** Hangs up: the call of that name, else what the telephone of that name is in. */
  hangUp(name: string): void {
    const call = this.callsByName.get(name);
    const leg = call === undefined ? this.telephone(name).active : call.leg && this.live.get(call.leg);
    if (leg !== undefined) this.endByPerson(leg);
  }

  /** The network starts anew: what was under way is gone, and the calls named (or all) with it. */
  restart(losing: 'all' | readonly string[] = []): void {
    this.wire.cut();
    const isLost = (leg: NetworkLeg): boolean =>
      losing === 'all' ||
      losing.some((name) => this.callsByName.get(name)?.leg === leg.id) ||
      this.audit.isUntold(leg.id);
    for (const leg of [...this.live.values()].filter(isLost)) {
      this.audit.sent({ type: 'legEnded', leg: leg.id, cause: 'lost' });
      this.forget(leg, 'lost');
    }
    this.tell({ type: 'networkRestarted', liveLegs: this.legs() });
  }

  /** Changes how bad the network is, from now on. */
  setFaults(faults: Faults): void {
    this.wire.faults = faults;
  }

  /** The telephone of a name. Throws for a name that was never given. */
  telephone(name: string): Telephone {
    const telephone = this.phonesByName.get(name);
    if (telephone === undefined) throw new Error(`there is no telephone ${name} in the simulated network`);
    return telephone;
  }

  private obey(action: Action): void {
    if (action.type === 'startLeg') {
      this.ringTelephone(action);
      return;
    }
    if (action.type === 'bridge') {
      this.bridge(action.a, action.b);
      return;
    }
    const leg = this.live.get(action.leg);
    if (leg === undefined) return;
    switch (action.type) {
      case 'ring':
        if (leg.phase === 'calling') leg.phase = 'hearsRinging';
        return;
      case 'answer':
        this.callerIsAnswered(leg);
        return;
      case 'play':
        this.play(leg, action.sound);
        return;
      default:
        this.forget(leg, action.cause);
    }
  }

  private ringTelephone({ leg: id, to, shown }: Extract<Action, { type: 'startLeg' }>): void {
    this.audit.made(id);
    const name = to.kind === 'device' ? to.device : to.number;
    const telephone = this.phonesByName.get(name) ?? this.addTelephone(name, { does: 'ignore' });
    const isOutside = to.kind === 'external';
    const refusal = isOutside && this.isTrunkFull() ? 'congestion' : refusalOfRing(telephone);
    const leg = this.addLeg({ id, telephone, side: 'started', isOutside });
    if (refusal !== undefined) {
      this.end(leg, refusal);
      return;
    }
    telephone.startRinging(leg, this.clock.now(), shown);
    this.send({ type: 'legRinging', leg: id });
    this.react(telephone, leg);
  }

  /** The person hears it ring. */
  private react(telephone: Telephone, leg: NetworkLeg): void {
    const { behaviour, mind, random, name } = telephone;
    if (behaviour.does !== 'answer' && behaviour.does !== 'reject') return;
    const isAnswer = behaviour.does === 'answer';
    const afterMs = drawMs(behaviour.afterMs ?? (isAnswer ? ANSWER_MS : REJECT_MS), random);
    this.clock.after(afterMs, () => {
      if (telephone.ringing !== leg || telephone.mind !== mind) return;
      if (isAnswer) this.answer(name);
      else this.reject(name);
    });
  }

  private callerIsAnswered(leg: NetworkLeg): void {
    leg.phase = 'up';
    const talkMs = this.callOfLeg.get(leg.id)?.talkMs;
    if (talkMs !== undefined) this.clock.after(talkMs, () => this.endByPerson(leg));
  }

  private bridge(a: LegId, b: LegId): void {
    const [one, other] = [this.live.get(a), this.live.get(b)];
    if (one === undefined || other === undefined) return;
    one.bridgedWith = b;
    other.bridgedWith = a;
  }

  private play(leg: NetworkLeg, sound: string): void {
    leg.isHearingSound = true;
    this.clock.after(this.options.sounds?.[sound] ?? SOUND_MS, () => {
      if (this.live.get(leg.id) !== leg) return;
      leg.isHearingSound = false;
      this.send({ type: 'played', leg: leg.id });
    });
  }

  private endByPerson(leg: NetworkLeg): void {
    this.end(leg, leg.phase === 'up' || leg.side === 'started' ? 'hungUp' : 'cancelled');
  }

  /** The far end of a leg ends it, or it fails. */
  private end(leg: NetworkLeg, cause: Cause): void {
    if (this.live.get(leg.id) !== leg) return;
    this.forget(leg, cause);
    this.send({ type: 'legEnded', leg: leg.id, cause });
  }

  private forget(leg: NetworkLeg, cause: Cause): void {
    this.live.delete(leg.id);
    if (leg.isOutside) this.outsideLegs -= 1;
    leg.telephone.forget(leg, this.clock.now(), cause);
    const other = leg.bridgedWith === undefined ? undefined : this.live.get(leg.bridgedWith);
    if (other !== undefined) other.bridgedWith = undefined;
    const made = this.callOfLeg.get(leg.id);
    if (made !== undefined) made.call.told = cause;
    this.callOfLeg.delete(leg.id);
  }

  private addLeg(leg: Pick<NetworkLeg, 'id' | 'telephone' | 'side' | 'isOutside'>): NetworkLeg {
    const added: NetworkLeg = { ...leg, phase: 'calling', bridgedWith: undefined, isHearingSound: false };
    this.live.set(leg.id, added);
    if (leg.isOutside) this.outsideLegs += 1;
    return added;
  }

  private addTelephone(name: string, behaviour: Behaviour): Telephone {
    const telephone = new Telephone(name, behaviour, new RandomStream(this.seed, name));
    this.phonesByName.set(name, telephone);
    return telephone;
  }

  /** Each call from outside has a telephone of its own: one number may call many times at once. */
  private telephoneOf({ from }: CallPlan, name: string): Telephone {
    if (typeof from !== 'string') return this.telephone(from.device);
    return new Telephone(from, { does: 'ignore' }, new RandomStream(this.seed, `call ${name}`));
  }

  /** Why the network does not carry a call to the switchboard; undefined when it does. */
  private refusalOf({ from }: CallPlan, telephone: Telephone): Cause | undefined {
    if (typeof from === 'string') return this.isTrunkFull() ? 'congestion' : undefined;
    if (telephone.behaviour.does === 'unreachable') return 'unreachable';
    return telephone.active === undefined ? undefined : 'busy';
  }

  private arrivedFrom({ from, isWithheld = false, name }: CallPlan) {
    if (typeof from !== 'string') return { kind: 'device', device: from.device as DeviceId } as const;
    const trunk = (this.options.trunk?.id ?? 'trunk') as TrunkId;
    return {
      kind: 'trunk',
      trunk,
      ...(isWithheld ? {} : { number: from }),
      ...(name === undefined || isWithheld ? {} : { name }),
      isWithheld,
    } as const;
  }

  private isTrunkFull(): boolean {
    return this.outsideLegs >= (this.options.trunk?.maxCalls ?? Number.POSITIVE_INFINITY);
  }

  private freeName(wished: string | undefined): string {
    if (wished !== undefined && !this.callsByName.has(wished)) return wished;
    const number = this.callsByName.size + 1;
    return this.freeName(wished === undefined ? `${number}` : `${wished}-${number}`);
  }

  private sayReachable(name: string, isReachable: boolean): void {
    this.send({ type: 'deviceState', device: name as DeviceId, isReachable });
  }

  private send(signal: Signal): void {
    this.audit.sent(signal);
    this.wire.send(signal);
  }

  private tell(signal: Signal): void {
    this.audit.told(signal);
    this.deliver?.(signal);
  }
}

/** Numbers outside begin with `+`. Of an emergency number the switchboard is told too, and does not care. */
const isDevice = (name: string): boolean => !name.startsWith('+');

function refusalOfRing({ behaviour, ringing, active }: Telephone): Cause | undefined {
  if (behaviour.does === 'unreachable') return 'unreachable';
  return behaviour.does === 'busy' || ringing !== undefined || active !== undefined ? 'busy' : undefined;
}
