import {
  type Action,
  arrivedLegId,
  type Capabilities,
  type Cause,
  type DeviceId,
  type LegId,
  type Signal,
  type TelephonyPort,
} from '@sentralbord/core';
import { arrivedFrom } from './arrival.ts';
import { Audit } from './audit.ts';
import type { TalkOfEngine } from './audit-talk.ts';
import { type Behaviour, isSaidReachable } from './behaviour.ts';
import type { Hears } from './hearing.ts';
import { LegDeeds } from './leg-deeds.ts';
import { Media } from './media.ts';
import { People } from './people.ts';
import type { ActionOf, RoomId } from './port-types.ts';
import { RandomStream } from './random-stream.ts';
import { Recordings } from './recordings.ts';
import type { CallPlan, SimCall } from './sim-call.ts';
import { SimClock } from './sim-clock.ts';
import { type AnswerControl, type NetworkLeg, Telephone } from './telephone.ts';
import { type Faults, Wire } from './wire.ts';

/** A call that comes to us asks nothing of the network. */
const NO_CONTROL: AnswerControl = { diversion: 'allowed', confirm: 'no' };

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
  /** What it cannot do; absent: it can do everything. It does it all the same. */
  readonly capabilities?: Partial<Capabilities> | undefined;
}

/**
 * A telephone network in virtual time with people at its ends. It has no policy:
 * it obeys the switchboard, and people do as they are told to behave. Drive it
 * through its {@link clock}.
 */
export class SimNetwork implements TelephonyPort {
  readonly capabilities: Capabilities;
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
  private readonly people: People;
  private readonly media: Media;
  private readonly recordings: Recordings;
  private readonly deeds: LegDeeds;
  private readonly options: SimNetworkOptions;
  private readonly seed: number;
  private deliver: ((signal: Signal) => void) | undefined;

  constructor(options: SimNetworkOptions = {}) {
    this.options = options;
    this.capabilities = { ...everything, ...options.capabilities };
    this.seed = options.seed ?? 1;
    this.clock = options.clock ?? new SimClock();
    this.telephones = this.phonesByName;
    this.calls = this.callsByName;
    this.wire = new Wire(options.faults ?? {}, {
      clock: this.clock,
      random: new RandomStream(this.seed, 'wire'),
      arrive: (signal) => this.tell(signal),
    });
    this.people = new People(this.clock, {
      pickUp: ({ name }) => this.answer(name),
      refuse: (leg) => this.end(leg, 'rejected'),
      hangUp: (leg) => this.endByPerson(leg),
      press: (leg, key) => this.deeds.press(leg, key),
      say: (leg, ms) => this.recordings.say(leg, ms),
    });
    const send = (signal: Signal) => this.send(signal);
    const begun = this.people.hear.bind(this.people);
    this.media = new Media({ clock: this.clock, live: this.live, sounds: options.sounds ?? {}, send, begun });
    this.recordings = new Recordings({ clock: this.clock, send });
    const isLive = (leg: NetworkLeg) => this.live.get(leg.id) === leg;
    const { media, recordings, people } = this;
    this.deeds = new LegDeeds({ media, recordings, people, send, isLive });
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

  /**
   * Where the network and the switchboard disagree about which legs live, which
   * legs (of callers, where it is not told which are up) are up and hear nothing
   * (law 7), and, where it is told, who is together; in words. What is under way
   * is no disagreement.
   */
  mirror(legsOfEngine: Iterable<LegId>, talk: TalkOfEngine = {}): readonly string[] {
    const legs = this.audit.mirror(new Set(this.live.keys()), new Set(legsOfEngine));
    return [...legs, ...this.audit.silence(talk), ...this.audit.mirrorTalk(talk)];
  }

  /** What a leg hears now. */
  hears(leg: LegId): Hears {
    return this.media.hears(leg);
  }

  /** Whether what is said at one leg is heard at the other: in a bridge or a room, neither on hold. */
  carries(from: LegId, to: LegId): boolean {
    return this.media.carries(from, to);
  }

  /** The legs in a room. */
  members(room: RoomId): readonly LegId[] {
    return this.media.members(room);
  }

  /** Whether two legs are bridged. */
  isBridged(a: LegId, b: LegId): boolean {
    return this.media.isBridged(a, b);
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
    const { reactions, saysMs } = plan;
    const isOutside = typeof plan.from === 'string';
    const leg = this.addLeg({ id, telephone, side: 'arrived', isOutside, control: NO_CONTROL });
    leg.manners = { reactions, saysMs };
    telephone.make(leg);
    this.send({ type: 'callArrived', leg: id, from: arrivedFrom(plan, this.options.trunk?.id), to: plan.to });
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
    if (telephone.ringing !== undefined) this.people.rings(telephone, telephone.ringing);
  }

  /** The person, or the voicemail, takes the call that rings; nothing rings: nothing happens. */
  answer(name: string): void {
    const telephone = this.telephone(name);
    const leg = telephone.ringing;
    if (leg === undefined || telephone.active !== undefined) return;
    telephone.pickUp(this.clock.now());
    if (leg.phase === 'confirming') {
      this.people.isAskedToConfirm(leg);
      return;
    }
    const isMachine = telephone.behaviour.does === 'voicemail';
    this.send({ type: 'legAnswered', leg: leg.id, ...(isMachine ? { by: 'machine' } : {}) });
    this.people.hasAnswered(leg);
  }

  /** The person turns away the call that rings; nothing rings: nothing happens. */
  reject(name: string, cause: 'busy' | 'rejected' = 'rejected'): void {
    const { ringing } = this.telephone(name);
    if (ringing !== undefined) this.end(ringing, cause);
  }

  /** Hangs up: the call of that name, else what the telephone of that name is in. */
  hangUp(name: string): void {
    this.at(name, (leg) => this.endByPerson(leg));
  }

  /** Keys are pressed, all at once: at the call of that name, else at the telephone. */
  press(name: string, keys: string): void {
    for (const key of keys) this.at(name, (leg) => this.deeds.press(leg, key));
  }

  /** Something is said for so long, in ms: heard in a recording. */
  say(name: string, ms: number): void {
    this.at(name, (leg) => this.recordings.say(leg, ms));
  }

  /** The telephone puts us on hold; it may make a call beside it then. */
  hold(name: string): void {
    this.at(name, (leg) => this.deeds.setHolding(leg, true));
  }

  /** The telephone takes us back. */
  resume(name: string): void {
    this.at(name, (leg) => this.deeds.setHolding(leg, false));
  }

  /** The telephone asks for a transfer of the one it talks with; `attended`: of the one on hold, to the one it talks with. */
  requestTransfer(name: string, to: string, { isAttended = false } = {}): void {
    this.at(name, (leg) => this.deeds.requestTransfer(leg, to, { isAttended }));
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
    if (action.type === 'startLeg') this.ringTelephone(action);
    else if (action.type === 'bridge') this.media.bridge(action.a, action.b);
    else if (action.type === 'unbridge') this.media.unbridge(action.a, action.b);
    else {
      const leg = this.live.get(action.leg);
      if (leg !== undefined) this.obeyAt(leg, action);
    }
  }

  private obeyAt(leg: NetworkLeg, action: Exclude<Action, ActionOf<'startLeg' | 'bridge' | 'unbridge'>>): void {
    if (action.type === 'answer') {
      leg.phase = 'up';
      this.people.talks(leg, this.callOfLeg.get(leg.id)?.talkMs);
    } else if (action.type === 'hangUp' || action.type === 'reject') {
      this.recordings.finish(leg);
      this.forget(leg, action.cause);
    } else this.deeds.obey(leg, action);
  }

  private ringTelephone({ leg: id, to, shown, diversion, confirm }: ActionOf<'startLeg'>): void {
    this.audit.made(id);
    const name = to.kind === 'device' ? to.device : to.number;
    const telephone = this.phonesByName.get(name) ?? this.addTelephone(name, { does: 'ignore' });
    const isOutside = to.kind === 'external';
    const refusal = isOutside && this.isTrunkFull() ? 'congestion' : telephone.refusalOfRing;
    const leg = this.addLeg({ id, telephone, side: 'started', isOutside, control: { diversion, confirm } });
    if (refusal !== undefined) {
      this.end(leg, refusal);
      return;
    }
    telephone.startRinging(leg, this.clock.now(), shown);
    this.send({ type: 'legRinging', leg: id });
    this.people.rings(telephone, leg);
  }

  /** Does something at the call of that name, else at what the telephone of that name is in. */
  private at(name: string, deed: (leg: NetworkLeg) => void): void {
    const call = this.callsByName.get(name);
    const leg = call === undefined ? this.telephone(name).active : call.leg && this.live.get(call.leg);
    if (leg !== undefined) deed(leg);
  }

  private endByPerson(leg: NetworkLeg): void {
    if (leg.phase === 'confirming') this.end(leg, 'noAnswer');
    else this.end(leg, leg.phase === 'up' || leg.side === 'started' ? 'hungUp' : 'cancelled');
  }

  /** The far end of a leg ends it, or it fails. */
  private end(leg: NetworkLeg, cause: Cause): void {
    if (this.live.get(leg.id) !== leg) return;
    this.recordings.finish(leg);
    this.forget(leg, cause);
    this.send({ type: 'legEnded', leg: leg.id, cause });
  }

  private forget(leg: NetworkLeg, cause: Cause): void {
    this.live.delete(leg.id);
    if (leg.isOutside) this.outsideLegs -= 1;
    leg.telephone.forget(leg, this.clock.now(), cause);
    leg.playing = undefined;
    leg.recording = undefined;
    this.media.disconnect(leg);
    const made = this.callOfLeg.get(leg.id);
    if (made !== undefined) made.call.told = cause;
    this.callOfLeg.delete(leg.id);
  }

  private addLeg(leg: Pick<NetworkLeg, 'id' | 'telephone' | 'side' | 'isOutside' | 'control'>): NetworkLeg {
    const nothing = { playing: undefined, connection: undefined, recording: undefined };
    const added: NetworkLeg = { ...leg, ...nothing, phase: 'calling', isHolding: false, keysHeard: '', manners: {} };
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
    return telephone.isTaken ? 'busy' : undefined;
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

const everything: Capabilities = {
  external: true,
  sounds: true,
  digits: true,
  recording: true,
  rooms: true,
  displayUpdates: true,
  answerControl: true,
};

/** Numbers outside begin with `+`. Of an emergency number the switchboard is told too, and does not care. */
const isDevice = (name: string): boolean => !name.startsWith('+');
