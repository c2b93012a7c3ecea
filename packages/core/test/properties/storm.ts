import fc from 'fast-check';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { DeviceId, TrunkId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { takeSnapshot } from '../../src/kernel/snapshot.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import { step as realStep, type StepOutput } from '../../src/kernel/step.ts';
import { AdversarialNetwork } from '../network.ts';
import type { NetworkPlan } from '../network-plan.ts';
import { breach } from './breach.ts';
import { ladder } from './ladder.ts';
import { MirrorAuditor } from './mirror-auditor.ts';
import { type Auditor, companyOf, type Step, type World } from './run.ts';
import { networks } from './script.ts';
import { StateAuditor } from './state-auditor.ts';
import { commandFor, type Draw } from './storm-commands.ts';
import { stormCompanies } from './storm-company.ts';

/** One thing that happens, `afterMs` after the one before. */
interface Gust extends Draw {
  readonly afterMs: number;
  readonly deed: 'callIn' | 'dial' | 'hangUp' | 'answer' | 'device' | 'keys' | 'restart' | 'command' | 'configure';
}

/** A company, a network and what happens. */
export interface Storm {
  readonly file: CompanyFile;
  /** What the company is changed to in the middle. */
  readonly other: CompanyFile;
  readonly network: NetworkPlan;
  readonly gusts: readonly Gust[];
}

const which = fc.nat({ max: 63 });
const gust: fc.Arbitrary<Gust> = fc.record({
  afterMs: fc.constantFrom(0, 0, 0, 1, 500, 1000, 1000, 2000, 3000, 5000, 20_000),
  deed: fc.oneof(
    { weight: 5, arbitrary: fc.constant('callIn' as const) },
    { weight: 7, arbitrary: fc.constant('command' as const) },
    { weight: 2, arbitrary: fc.constantFrom('hangUp' as const, 'answer' as const) },
    { weight: 2, arbitrary: fc.constantFrom('answer' as const, 'keys' as const) },
    { weight: 2, arbitrary: fc.constantFrom('dial' as const, 'device' as const) },
    { weight: 1, arbitrary: fc.constantFrom('restart' as const, 'configure' as const) },
  ),
  kind: which,
  first: which,
  second: which,
  third: which,
});

/** Any storm. */
export const storms: fc.Arbitrary<Storm> = fc.noBias(
  fc.record({
    file: stormCompanies,
    other: stormCompanies,
    network: networks,
    gusts: fc.array(gust, { minLength: 1, maxLength: 60, size: 'max' }),
  }),
);

const LONG_MS = 3_600_000;
const NUMBERS = ['99887701', '99887702', '90000001', '90000002'];
const KEYS = ['1', '5', '*101', '*202', '2', '3', '4'];
const DIALLED = ['101', '102', '201', '202', '22000003', '112'];

interface StormOptions {
  /** Another engine than the real one, to plant a bug. */
  readonly step?: Step;
  /** Who watches; the state and the mirror of the network unless said otherwise. */
  readonly auditors?: readonly Auditor[];
}

/**
 * One storm over the engine: after every step the invariants hold, the events
 * make the state, the network agrees, and a refused command has changed nothing;
 * in the end nothing is left. Gives what the engine did, step by step.
 */
export function playStorm(storm: Storm, options: StormOptions = {}): readonly StepOutput[] {
  const run = new StormRun(storm, options);
  try {
    return run.play();
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\n${ladder(run.inputs, run.outputs)}`;
    throw error;
  }
}

class StormRun {
  readonly inputs: Input[] = [];
  readonly outputs: StepOutput[] = [];
  private readonly storm: Storm;
  private readonly world: World;
  private readonly auditors: readonly Auditor[];
  private readonly step: Step;
  private deadline: number | undefined;

  constructor(storm: Storm, { step = realStep, auditors }: StormOptions) {
    const company = companyOf(storm.file);
    this.storm = storm;
    const network = new AdversarialNetwork(storm.network, 1_000_000);
    this.world = { company, state: initialState(company), network };
    this.step = step;
    this.auditors = auditors ?? [new StateAuditor(company), new MirrorAuditor()];
  }

  play(): readonly StepOutput[] {
    const { network, state } = this.world;
    for (const device of state.company.userOfDevice.keys()) network.setDevice(device, true);
    this.passUntil(network.now);
    for (const one of this.storm.gusts) {
      this.passUntil(network.now + one.afterMs);
      this.blow(one);
      this.passUntil(network.now);
    }
    this.calmDown();
    return this.outputs;
  }

  /** Everyone hangs up, promises are taken back, and time passes: nothing is left. */
  private calmDown(): void {
    const { network, state } = this.world;
    network.isCalm = true;
    for (let turn = 0; turn < 2; turn += 1) {
      for (const leg of [...network.live.keys()]) network.endFar(leg, 'hungUp');
      this.passUntil(network.now + LONG_MS);
    }
    if (network.hasLost) network.restart(() => true);
    this.passUntil(network.now + LONG_MS);
    for (const callback of [...state.callbacks.keys()]) {
      if (state.callbacks.has(callback)) this.command({ type: 'closeCallback', callback });
    }
    this.command({ type: 'endAllCalls' });
    this.passUntil(network.now + LONG_MS);
    for (const auditor of this.auditors) auditor.atRest(this.world);
  }

  private blow(one: Gust): void {
    const { network, state } = this.world;
    const devices = [...state.company.userOfDevice.keys()];
    switch (one.deed) {
      case 'callIn':
        this.callIn(one);
        return;
      case 'dial':
        network.arrive(
          { kind: 'device', device: at(devices, one.first) as DeviceId },
          at(DIALLED, one.second) ?? '',
          undefined,
        );
        return;
      case 'hangUp': {
        const leg = at([...network.live.keys()], one.first);
        if (leg !== undefined) network.endFar(leg, one.second % 4 === 0 ? 'lost' : 'hungUp');
        return;
      }
      case 'answer': {
        const ringing = [...network.live.values()].filter(({ side, isUp }) => side === 'started' && !isUp);
        const leg = at(ringing, one.first);
        if (leg !== undefined) network.answerFar(leg.id);
        return;
      }
      case 'device':
        network.setDevice(at(devices, one.first) as DeviceId, one.second % 3 !== 0);
        return;
      case 'keys': {
        const leg = at([...network.live.keys()], one.first);
        if (leg !== undefined) for (const key of at(KEYS, one.second) ?? '') network.pressFar(leg, key);
        return;
      }
      case 'restart':
        network.restart((_leg, place) => ((one.first >> (place % 6)) & 1) === 1);
        return;
      case 'configure':
        this.command({ type: 'configure', file: one.first % 2 === 0 ? this.storm.file : this.storm.other });
        return;
      case 'command':
        this.command(commandFor(state, one));
    }
  }

  private callIn({ first, second, third }: Gust): void {
    const number = at(NUMBERS, first) ?? '';
    const from = { kind: 'trunk', trunk: 'trunk' as TrunkId, number, isWithheld: second % 6 === 0 } as const;
    this.world.network.arrive(from, `+475782860${third % 4}`, at([undefined, 2000, 30_000], second));
  }

  private command(command: Extract<Input, { type: 'command' }>['command']): void {
    const { state, network } = this.world;
    const before = this.deadline === undefined || this.deadline > network.now ? textOf(state) : undefined;
    const { reply } = this.apply({ type: 'command', at: network.now, command });
    // Law 12: a refused command changes nothing.
    if (!reply.ok && before !== undefined && textOf(state) !== before)
      breach('law 12', `${command.type} changed something`);
  }

  private passUntil(until: number): void {
    const { network } = this.world;
    for (;;) {
      const event = network.nextAt();
      const isWakeFirst = this.deadline !== undefined && (event === undefined || this.deadline <= event);
      const now = isWakeFirst ? this.deadline : event;
      if (now === undefined || now > until) break;
      if (isWakeFirst) {
        network.now = now;
        this.apply({ type: 'tick', at: now });
      } else {
        const signal = network.next();
        if (signal !== undefined) this.apply({ type: 'signal', at: now, signal });
      }
    }
    network.now = Math.max(network.now, until);
  }

  private apply(input: Input): StepOutput {
    const { state, network } = this.world;
    this.inputs.push(input);
    const output = this.step(state, input);
    this.outputs.push(output);
    this.deadline = output.nextDeadline;
    for (const action of output.actions) network.perform(action);
    network.settle();
    for (const auditor of this.auditors) auditor.afterStep(input, output, this.world);
    return output;
  }
}

const at = <Item>(items: readonly Item[], place: number): Item | undefined => items[place % Math.max(1, items.length)];
const textOf = (state: State): string => JSON.stringify(takeSnapshot(state));
