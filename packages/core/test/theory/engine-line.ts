import { readCompany } from '../../src/config/read-company.ts';
import { arrivedLegId, type DeviceId, type LegId, type TrunkId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import { step } from '../../src/kernel/step.ts';
import type { Action, Signal } from '../../src/port/telephony.ts';

/** What became of a caller: the line tells it at the instant of the call that made it happen. */
export interface LineEars {
  /** A member has the caller now. */
  readonly talks: (caller: number) => void;
  /** The switchboard has released the caller. */
  readonly released: (caller: number) => void;
}

/** A queueing system that callers come to. Time never goes back. */
export interface Line {
  /** When it wants to be woken. */
  nextDeadline(): number | undefined;
  wake(at: number): void;
  /** A caller comes. */
  arrives(caller: number, at: number): void;
  /** The caller hangs up: after a talk, or for want of patience. */
  hangsUp(caller: number, at: number): void;
}

/** How large a line is. */
export interface LineShape {
  readonly servers: number;
  /** How many may wait; undefined: all. */
  readonly queueLimit: number | undefined;
}

const NUMBER = '+4757828600';
const TRUNK = 'trunk' as TrunkId;

/**
 * The engine as a queueing system: one group, as many members as servers, each
 * with one phone that answers at once. All contact of these tests with the
 * engine is here.
 */
export class EngineLine implements Line {
  private readonly state: State;
  private readonly ears: LineEars;
  private readonly callers = new Map<LegId, number>();
  private readonly legs = new Map<number, LegId>();
  private readonly answers: LegId[] = [];
  private deadline: number | undefined;

  constructor({ servers, queueLimit }: LineShape, ears: LineEars) {
    const users = Array.from({ length: servers }, (_, n) => ({ id: `u${n}`, name: `U${n}`, devices: [`d${n}`] }));
    const reading = readCompany({
      name: 'Theory',
      numbers: [{ number: NUMBER, to: { group: 'line' } }],
      users,
      groups: [
        {
          id: 'line',
          name: 'Line',
          // One member a tier: one phone is rung at a time, which is all that is needed.
          members: users.map(({ id }, n) => ({ user: id, tier: Math.min(n, 99) })),
          ...(queueLimit === undefined ? {} : { queue: { maxWaiting: queueLimit } }),
        },
      ],
      unanswered: { message: null },
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    this.ears = ears;
    this.state = initialState(reading.company);
    for (const { devices } of users) {
      for (const device of devices) {
        this.tell(0, { type: 'deviceState', device: device as DeviceId, isReachable: true });
      }
    }
  }

  nextDeadline(): number | undefined {
    return this.deadline;
  }

  wake(at: number): void {
    this.apply({ type: 'tick', at });
    this.answerPhones(at);
  }

  arrives(caller: number, at: number): void {
    const leg = arrivedLegId(String(caller));
    this.callers.set(leg, caller);
    this.legs.set(caller, leg);
    const from = { kind: 'trunk', trunk: TRUNK, number: '+4799887766', isWithheld: false } as const;
    this.tell(at, { type: 'callArrived', leg, from, to: NUMBER });
  }

  hangsUp(caller: number, at: number): void {
    const leg = this.legs.get(caller);
    if (leg === undefined) throw new Error(`caller ${caller} is not there`);
    this.forget(leg, caller);
    this.tell(at, { type: 'legEnded', leg, cause: 'hungUp' });
  }

  private tell(at: number, signal: Signal): void {
    this.apply({ type: 'signal', at, signal });
    this.answerPhones(at);
  }

  private answerPhones(at: number): void {
    for (let leg = this.answers.shift(); leg !== undefined; leg = this.answers.shift()) {
      this.apply({ type: 'signal', at, signal: { type: 'legAnswered', leg } });
    }
  }

  private apply(input: Input): void {
    const { actions, nextDeadline } = step(this.state, input);
    this.deadline = nextDeadline;
    for (const action of actions) this.obey(action);
  }

  private obey(action: Action): void {
    if (action.type === 'startLeg') this.answers.push(action.leg);
    if (action.type === 'bridge') {
      const caller = this.callers.get(action.a) ?? this.callers.get(action.b);
      if (caller !== undefined) this.ears.talks(caller);
    }
    if (action.type === 'hangUp' || action.type === 'reject') {
      const caller = this.callers.get(action.leg);
      if (caller === undefined) return;
      this.forget(action.leg, caller);
      this.ears.released(caller);
    }
  }

  private forget(leg: LegId, caller: number): void {
    this.callers.delete(leg);
    this.legs.delete(caller);
  }
}
