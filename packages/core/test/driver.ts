import type { Command } from '../src/command/command.ts';
import type { CompanyFile } from '../src/config/company-file.ts';
import { readCompany } from '../src/config/read-company.ts';
import type { Event, EventOf, EventType } from '../src/kernel/event.ts';
import {
  arrivedLegId,
  type DeviceId,
  type LegId,
  type PlayId,
  type RecordingId,
  type TrunkId,
} from '../src/kernel/ids.ts';
import type { Input } from '../src/kernel/input.ts';
import { brokenInvariants } from '../src/kernel/invariants.ts';
import type { Result } from '../src/kernel/result.ts';
import { initialState, type State } from '../src/kernel/state.ts';
import { type StepOutput, step } from '../src/kernel/step.ts';
import type { CallRecord } from '../src/log/call-record.ts';
import type { Cause } from '../src/port/cause.ts';
import type { Action, ArrivedFrom, RoomRole, Shown, Signal } from '../src/port/telephony.ts';

/** What a caller hears. `company` is the sound of a message. */
export type Hears =
  | 'nothing'
  | 'ringing'
  | 'tone'
  | `room ${string}`
  | `sound ${string}`
  | `leg ${string}`
  | 'nobody any more';

/** A company in virtual time, and everyone who telephones with it. Time begins at 0. */
export class Office {
  readonly state: State;
  readonly events: Event[] = [];
  readonly actions: Action[] = [];
  /** Phones that ring or talk, by leg, in the order in which they were rung. */
  readonly legs = new Map<LegId, { readonly to: string; readonly shown: Shown; isUp: boolean }>();
  readonly callers = new Map<LegId, Caller>();
  /** What each leg hears, phones too. */
  readonly hears = new Map<LegId, Hears>();
  /** The last recording of each leg. */
  readonly recordings = new Map<LegId, RecordingId>();
  /** The last asking for sounds of each leg. */
  readonly plays = new Map<LegId, PlayId>();
  /** Milliseconds since the beginning. */
  now = 0;
  private deadline: number | undefined;
  private arrivals = 0;

  constructor(file: CompanyFile, { isEveryoneReachable = true } = {}) {
    const reading = readCompany(file);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    this.state = initialState(reading.company);
    if (!isEveryoneReachable) return;
    for (const device of reading.company.userOfDevice.keys()) this.phone(device).registers();
  }

  phone(device: string): Phone {
    return new Phone(this, device as DeviceId);
  }

  /** Somebody outside; without a number: one who hides it. */
  outsider(number?: string, name?: string): { readonly calls: (to: string) => Caller } {
    const trunk = 'trunk' as TrunkId;
    const shown = { ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }) };
    const from: ArrivedFrom = { kind: 'trunk', trunk, ...shown, isWithheld: number === undefined };
    return { calls: (to) => this.arrives(from, to) };
  }

  /** A call comes in. */
  arrives(from: ArrivedFrom, to: string): Caller {
    this.arrivals += 1;
    const caller = new Caller(this, arrivedLegId(`${this.arrivals}`), { from, to });
    this.callers.set(caller.leg, caller);
    this.tell(caller.arrival);
    return caller;
  }

  /** Lets time pass; every deadline on the way is met at its instant. */
  after(ms: number): void {
    const until = this.now + ms;
    for (; this.deadline !== undefined && this.deadline <= until; ) {
      this.now = this.deadline;
      this.apply({ type: 'tick', at: this.now });
    }
    this.now = until;
  }

  tell(signal: Signal): StepOutput {
    return this.apply({ type: 'signal', at: this.now, signal });
  }

  /** Gives a command; the answer to it. */
  asks(command: Command): Result<void> {
    return this.apply({ type: 'command', at: this.now, command }).reply;
  }

  /** The devices and numbers that ring just now. */
  ringing(): readonly string[] {
    return [...this.legs.values()].filter(({ isUp }) => !isUp).map(({ to }) => to);
  }

  of<Type extends EventType>(type: Type): readonly EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type);
  }

  /** The records of the calls that have ended, in order. */
  records(): readonly CallRecord[] {
    return this.of('callEnded').map(({ record }) => record);
  }

  /** The leg that rings or talks at a device or number. */
  legAt(to: string): LegId {
    const found = [...this.legs].find(([, leg]) => leg.to === to);
    if (found === undefined) throw new Error(`nothing rings at ${to}`);
    return found[0];
  }

  private apply(input: Input): StepOutput {
    const output = step(this.state, input);
    this.deadline = output.nextDeadline;
    this.events.push(...output.events);
    for (const action of output.actions) this.obey(action);
    const [broken] = brokenInvariants(this.state);
    if (broken !== undefined) throw new Error(broken);
    return output;
  }

  private obey(action: Action): void {
    this.actions.push(action);
    switch (action.type) {
      case 'startLeg': {
        const to = action.to.kind === 'device' ? action.to.device : action.to.number;
        this.legs.set(action.leg, { to, shown: action.shown, isUp: false });
        return;
      }
      case 'bridge':
        this.hear(action.a, `leg ${this.nameOf(action.b)}`);
        this.hear(action.b, `leg ${this.nameOf(action.a)}`);
        return;
      case 'unbridge':
        this.hear(action.a, 'nothing');
        this.hear(action.b, 'nothing');
        return;
      case 'play':
        this.plays.set(action.leg, action.play);
        this.hear(action.leg, `sound ${action.sounds.join(' ')}`);
        return;
      case 'ring':
        this.hear(action.leg, 'ringing');
        return;
      case 'showParty': {
        const leg = this.legs.get(action.leg);
        if (leg !== undefined) this.legs.set(action.leg, { ...leg, shown: action.shown });
        return;
      }
      case 'answer':
        return;
      case 'hangUp':
      case 'reject':
        this.legs.delete(action.leg);
        this.hears.delete(action.leg);
        this.callers.get(action.leg)?.isReleased(action.cause);
        return;
      case 'record':
        this.recordings.set(action.leg, action.recording);
        if (action.of !== 'talk') this.hear(action.leg, 'tone');
        return;
      case 'stopRecording':
        if (this.recordings.get(action.leg) === action.recording) this.recordings.delete(action.leg);
        return;
      case 'leaveRoom':
        this.hear(action.leg, 'nothing');
        return;
      case 'joinRoom':
      case 'setRole':
        this.hear(action.leg, `room ${action.room}${this.roleText(action.role)}`);
        return;
      default:
        throw new Error(`nobody obeys ${action.type}`);
    }
  }

  private hear(leg: LegId, what: Hears): void {
    this.hears.set(leg, what);
    this.callers.get(leg)?.listen(what);
  }

  private roleText(role: RoomRole): string {
    if (role.kind === 'speaks') return '';
    return role.kind === 'whispers' ? `, heard by ${this.nameOf(role.to)}` : ', muted';
  }

  private nameOf(leg: LegId): string {
    return this.legs.get(leg)?.to ?? (this.callers.has(leg) ? 'caller' : 'nobody');
  }
}

/** One device of a user, and the hand on it. */
export class Phone {
  readonly device: DeviceId;
  private readonly office: Office;

  constructor(office: Office, device: DeviceId) {
    this.office = office;
    this.device = device;
  }

  registers(): void {
    this.office.tell({ type: 'deviceState', device: this.device, isReachable: true });
  }

  unregisters(): void {
    this.office.tell({ type: 'deviceState', device: this.device, isReachable: false });
  }

  answers(): void {
    const leg = this.office.legAt(this.device);
    const rings = this.office.legs.get(leg);
    if (rings !== undefined) rings.isUp = true;
    this.office.tell({ type: 'legAnswered', leg });
  }

  rejects(): void {
    this.ends('rejected');
  }

  hangsUp(): void {
    this.ends('hungUp');
  }

  /** The leg at this phone ends for a reason of the network's. */
  ends(cause: Cause): void {
    const leg = this.office.legAt(this.device);
    this.office.legs.delete(leg);
    this.office.tell({ type: 'legEnded', leg, cause });
  }

  isRinging(): boolean {
    return this.office.ringing().includes(this.device);
  }

  /** What the screen shows. */
  shows(): Shown | undefined {
    return this.office.legs.get(this.office.legAt(this.device))?.shown;
  }

  /** What is heard at this phone. */
  hears(): Hears {
    return this.office.hears.get(this.office.legAt(this.device)) ?? 'nothing';
  }

  /** Presses keys during a talk. */
  presses(keys: string): void {
    const leg = this.office.legAt(this.device);
    for (const digit of keys) this.office.tell({ type: 'digit', leg, digit });
  }

  dials(to: string): Caller {
    return this.office.arrives({ kind: 'device', device: this.device }, to);
  }
}

/** One who calls. */
export class Caller {
  readonly leg: LegId;
  /** The signal of the arrival, for late copies. */
  readonly arrival: Signal;
  hears: Hears = 'nothing';
  /** Why the switchboard ended the call; undefined while it has not. */
  releasedFor: Cause | undefined;
  private readonly office: Office;

  constructor(office: Office, leg: LegId, { from, to }: { from: ArrivedFrom; to: string }) {
    this.office = office;
    this.leg = leg;
    this.arrival = { type: 'callArrived', leg, from, to };
  }

  hangsUp(cause: Cause = 'cancelled'): void {
    this.office.tell({ type: 'legEnded', leg: this.leg, cause });
  }

  /** The sound has been heard to its end. */
  hasHeardIt(): void {
    const play = this.office.plays.get(this.leg);
    if (play !== undefined) this.office.tell({ type: 'played', leg: this.leg, play });
  }

  /** Has spoken after the tone, and says no more. */
  hasSpoken(durationMs: number): void {
    const recording = this.office.recordings.get(this.leg);
    if (recording !== undefined) this.office.tell({ type: 'recorded', leg: this.leg, recording, durationMs });
  }

  /** Presses keys of the telephone, one after the other. */
  presses(keys: string): void {
    for (const digit of keys) this.office.tell({ type: 'digit', leg: this.leg, digit });
  }

  listen(to: Hears): void {
    this.hears = to;
  }

  isReleased(cause: Cause): void {
    this.hears = 'nobody any more';
    this.releasedFor = cause;
  }
}
