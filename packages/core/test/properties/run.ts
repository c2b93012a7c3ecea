import type { Company } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';
import type { CallId, DeviceId, LegId, PlayId, TrunkId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import type { step as realStep, StepOutput } from '../../src/kernel/step.ts';
import type { ArrivedFrom, Signal } from '../../src/port/telephony.ts';
import { AdversarialNetwork } from '../network.ts';
import { ladder } from './ladder.ts';
import type { Cue, Move, Script } from './script.ts';

export type Step = typeof realStep;

/** Watches a run; throws at the first breach. */
export interface Auditor {
  /** After a step, and after the network has obeyed. */
  afterStep(input: Input, output: StepOutput, world: World): void;
  /** When everyone has hung up and time has passed. */
  atRest(world: World): void;
}

export interface World {
  readonly company: Company;
  readonly state: State;
  readonly network: AdversarialNetwork;
}

/** What a run left behind. */
export interface Trace {
  readonly company: Company;
  readonly inputs: readonly Input[];
  readonly outputs: readonly StepOutput[];
  readonly state: State;
}

/** A number that only callers have who hide it: it may stand nowhere. */
export const HIDDEN_NUMBER = '+4740000001';
const START = 1_000_000;
const LONG_MS = 3_600_000;

/** The company of a file that is known to be right. */
export function companyOf(file: CompanyFile): Company {
  const reading = readCompany(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.company;
}

/** One run of a script against an engine, the network between them. */
export class Run {
  readonly world: World;
  private readonly inputs: Input[] = [];
  private readonly outputs: StepOutput[] = [];
  private readonly step: Step;
  private readonly auditors: readonly Auditor[];
  private readonly script: Script;
  private deadline: number | undefined;

  constructor(company: Company, script: Script, { step, auditors }: { step: Step; auditors: readonly Auditor[] }) {
    this.step = step;
    this.auditors = auditors;
    this.script = script;
    this.world = { company, state: initialState(company), network: new AdversarialNetwork(script.network, START) };
  }

  /** The whole script, then peace. Throws at the first breach, with the last steps in its text. */
  play(): Trace {
    try {
      return this.playOn();
    } catch (error) {
      if (error instanceof Error) error.message = `${error.message}\n${ladder(this.inputs, this.outputs)}`;
      throw error;
    }
  }

  private playOn(): Trace {
    const { company, network, state } = this.world;
    for (const [at, device] of [...company.userOfDevice.keys()].entries()) {
      if (((this.script.reachable >> at) & 1) === 1) network.setDevice(device, true);
    }
    for (const cue of this.script.cues) this.follow(cue);
    this.comeToRest();
    return { company, inputs: this.inputs, outputs: this.outputs, state };
  }

  private follow({ afterMs, move }: Cue): void {
    const { network } = this.world;
    const until = network.now + afterMs;
    this.passUntil(until);
    network.now = until;
    this.make(move);
    this.passUntil(until);
  }

  /** Everyone hangs up; what was lost is told by a restart; time passes. */
  private comeToRest(): void {
    const { network } = this.world;
    network.isCalm = true;
    this.hangUpAll();
    this.passUntil(network.now + LONG_MS);
    this.hangUpAll();
    if (network.hasLost) network.restart(() => true);
    this.passUntil(network.now + LONG_MS);
    for (const auditor of this.auditors) auditor.atRest(this.world);
  }

  private hangUpAll(): void {
    for (const leg of [...this.world.network.live.keys()]) this.world.network.endFar(leg, 'hungUp');
  }

  private passUntil(until: number): void {
    const { network } = this.world;
    for (;;) {
      const wake = this.deadline === undefined ? undefined : this.deadline + this.script.wakesLateMs;
      const event = network.nextAt();
      const isWakeFirst = wake !== undefined && (event === undefined || wake <= event);
      const at = isWakeFirst ? wake : event;
      if (at === undefined || at > until) break;
      if (isWakeFirst) this.tick(at);
      else {
        const signal = network.next();
        if (signal !== undefined) this.apply({ type: 'signal', at, signal });
      }
    }
    network.now = Math.max(network.now, until);
  }

  private tick(at: number): void {
    this.world.network.now = at;
    this.apply({ type: 'tick', at });
  }

  private apply(input: Input): void {
    const { state, network } = this.world;
    this.inputs.push(input);
    const output = this.step(state, input);
    this.outputs.push(output);
    this.deadline = output.nextDeadline;
    for (const action of output.actions) network.perform(action);
    network.settle();
    for (const auditor of this.auditors) auditor.afterStep(input, output, this.world);
  }

  private make(move: Move): void {
    const { network, company, state } = this.world;
    const devices = [...company.userOfDevice.keys()];
    switch (move.do) {
      case 'callIn':
        network.arrive(outsideCaller(move.caller), pick(numbersToCall(company), move.to) ?? '', move.patienceMs);
        return;
      case 'dial': {
        const device = move.device === 31 ? ('stranger' as DeviceId) : pick(devices, move.device);
        if (device === undefined) return;
        network.arrive({ kind: 'device', device }, pick(numbersToDial(company), move.number) ?? '', move.patienceMs);
        return;
      }
      case 'hangUp': {
        const leg = pick([...network.live.keys()], move.which);
        if (leg !== undefined) network.endFar(leg, move.which === 7 ? 'lost' : 'hungUp');
        return;
      }
      case 'answer': {
        const leg = pick(
          [...network.live.values()].filter((one) => one.side === 'started' && !one.isUp),
          move.which,
        );
        if (leg !== undefined) network.answerFar(leg.id);
        return;
      }
      case 'toggleDevice': {
        const device = pick(devices, move.which);
        if (device !== undefined) network.setDevice(device, !network.isReachable(device));
        return;
      }
      case 'copySignal': {
        const copy = pick([...network.sent].reverse(), move.which);
        if (copy !== undefined) network.whisper(copy);
        return;
      }
      case 'noise':
        network.whisper(noise(network, move.which));
        return;
      case 'restart':
        network.restart((_leg, place) => ((move.lostLegs >> place) & 1) === 1);
        return;
      case 'endCall': {
        const call = pick([...state.calls.keys()], move.which);
        if (call !== undefined) this.apply({ type: 'command', at: network.now, command: { type: 'endCall', call } });
        return;
      }
      case 'endUnknownCall':
        this.apply({ type: 'command', at: network.now, command: { type: 'endCall', call: 'c0' as CallId } });
        return;
      case 'endAllCalls':
        this.apply({ type: 'command', at: network.now, command: { type: 'endAllCalls' } });
        return;
      case 'tick':
        this.tick(network.now);
    }
  }
}

const pick = <Item>(items: readonly Item[], which: number): Item | undefined =>
  items[which % Math.max(1, items.length)];

function outsideCaller(which: number): ArrivedFrom {
  const trunk = 'trunk' as TrunkId;
  if (which % 8 === 0) return { kind: 'trunk', trunk, number: HIDDEN_NUMBER, name: HIDDEN_NUMBER, isWithheld: true };
  if (which % 8 === 1) return { kind: 'trunk', trunk, isWithheld: false };
  if (which === 2) return { kind: 'trunk', trunk, number: 'x'.repeat(300), name: 'æ'.repeat(300), isWithheld: false };
  return { kind: 'trunk', trunk, number: `9988770${which % 10}`, name: `Kunde ${which}`, isWithheld: false };
}

/** The group numbers twice, so that most callers come to a group. */
function numbersToCall(company: Company): readonly string[] {
  const all = [...company.numbers.keys()];
  return [...all, ...all, ...all.map((number) => number.slice(3)), '+4722000000', 'nonsense'];
}

function numbersToDial(company: Company): readonly string[] {
  return [...company.shortNumbers.keys(), ...company.numbers.keys(), '112', '22 00 00 00', '+4522000000', '999', ''];
}

/** Signals that mean nothing or are about nothing we know. */
function noise(network: AdversarialNetwork, which: number): Signal {
  const live = pick([...network.live.keys()], which) ?? ('l999' as LegId);
  const unknown = (which % 2 === 0 ? 'l998' : 'in-999') as LegId;
  const from = { kind: 'trunk', trunk: 'trunk' as TrunkId, isWithheld: false } as const;
  const all: readonly Signal[] = [
    { type: 'legRinging', leg: live },
    { type: 'played', leg: live, play: 'p0' as PlayId },
    { type: 'legRinging', leg: unknown },
    { type: 'legAnswered', leg: unknown },
    { type: 'legEnded', leg: unknown, cause: 'failed' },
    { type: 'played', leg: unknown, play: 'p0' as PlayId },
    { type: 'callArrived', leg: 'no-prefix' as LegId, from, to: '+4757828600' },
    { type: 'deviceState', device: 'stranger' as DeviceId, isReachable: true },
  ];
  return pick(all, which) ?? { type: 'legRinging', leg: unknown };
}
