import type { CompanyFile } from '../src/config/company-file.ts';
import { readCompany } from '../src/config/read-company.ts';
import { arrivedLegId, type DeviceId, type LegId, type TrunkId } from '../src/kernel/ids.ts';
import { initialState, type State } from '../src/kernel/state.ts';
import { type StepOutput, step } from '../src/kernel/step.ts';
import type { Signal } from '../src/port/telephony.ts';

/** The number of the group that is measured. */
const NUMBER = '+4757828600';

/** What a company for measuring is like. */
export interface BenchCompany {
  readonly members: number;
  readonly tiers?: number;
  /** How many phones ring for a call; absent: all of a tier. */
  readonly width?: number;
}

/** A company with one group, everyone's phone reachable. */
export function benchState({ members, tiers = 1, width }: BenchCompany): State {
  const reading = readCompany(benchFile({ members, tiers, ...(width === undefined ? {} : { width }) }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems.slice(0, 3)));
  const state = initialState(reading.company);
  for (const device of reading.company.userOfDevice.keys()) {
    step(state, { type: 'signal', at: 0, signal: { type: 'deviceState', device, isReachable: true } });
  }
  return state;
}

function benchFile({ members, tiers = 1, width }: BenchCompany): CompanyFile {
  const users = Array.from({ length: members }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, devices: [`d${at}`] }));
  return {
    name: 'Bench',
    numbers: [{ number: NUMBER, to: { group: 'g' } }],
    users,
    groups: [
      {
        id: 'g',
        name: 'Group',
        members: users.map(({ id }, at) => ({ user: id, tier: at % tiers })),
        ring: width === undefined ? {} : { order: 'longestIdle', width },
      },
    ],
  };
}

/** One who drives the engine: arrivals, answers, hang-ups; and remembers the legs that ring and talk. */
export class BenchLine {
  readonly state: State;
  now = 1000;
  private arrivals = 0;
  /** Legs that ring, in order. */
  readonly ringing = new Set<LegId>();
  /** Takes the time of each step; absent: nothing is measured. */
  measure: ((run: () => StepOutput) => StepOutput) | undefined;

  constructor(state: State) {
    this.state = state;
  }

  /** A caller from outside; the leg. */
  arrive(): LegId {
    this.arrivals += 1;
    const leg = arrivedLegId(String(this.arrivals));
    const from = { kind: 'trunk', trunk: 'trunk' as TrunkId, number: '+4799887766', isWithheld: false } as const;
    this.tell({ type: 'callArrived', leg, from, to: NUMBER });
    return leg;
  }

  answer(leg: LegId): void {
    this.tell({ type: 'legAnswered', leg });
  }

  end(leg: LegId): void {
    this.tell({ type: 'legEnded', leg, cause: 'hungUp' });
  }

  /** A phone goes and comes back. */
  blink(device: DeviceId): void {
    this.tell({ type: 'deviceState', device, isReachable: false });
    this.tell({ type: 'deviceState', device, isReachable: true });
  }

  /** Time passes; what is due is done. */
  tick(ms: number): void {
    this.now += ms;
    this.obey(this.run(() => step(this.state, { type: 'tick', at: this.now })));
  }

  private tell(signal: Signal): void {
    this.ringing.delete('leg' in signal ? signal.leg : ('' as LegId));
    this.obey(this.run(() => step(this.state, { type: 'signal', at: this.now, signal })));
  }

  private run(make: () => StepOutput): StepOutput {
    return this.measure === undefined ? make() : this.measure(make);
  }

  private obey({ actions }: StepOutput): void {
    for (const action of actions) {
      if (action.type === 'startLeg') this.ringing.add(action.leg);
      if (action.type === 'hangUp' || action.type === 'reject') this.ringing.delete(action.leg);
    }
  }
}
