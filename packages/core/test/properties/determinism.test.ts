import { describe, expect, it } from 'vitest';
import type { Company } from '../../src/config/company.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { Input } from '../../src/kernel/input.ts';
import { foldEvents, replayInputs } from '../../src/kernel/replay.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import { type StepOutput, step } from '../../src/kernel/step.ts';
import { plainRunsAlike } from './same-again.ts';
import { bytesOf, checkPlans, type Plan, plainRun, runs } from './suite.ts';

const HOUR_MS = 3_600_000;
/** Each of these plays a script more than once. */
const numRuns = Math.ceil(runs / 2);
const timeout = { timeout: HOUR_MS };

describe('[law 10] determinism', () => {
  it('same inputs, same bytes: events, actions, replies', timeout, () => {
    checkPlans(
      (plan) => {
        const trace = plainRun(plan);
        expect(bytesOf(replayInputs(trace.company, trace.inputs))).toBe(bytesOf(trace));
        plainRunsAlike(plan, step);
      },
      { numRuns },
    );
  });

  it('replay of the events gives the state', timeout, () => {
    checkPlans(
      (plan) => {
        const { company, inputs, outputs } = plainRun(plan);
        const half = Math.floor(inputs.length / 2);
        const events = outputs.slice(0, half).flatMap((output) => output.events);
        const { state } = replayInputs(company, inputs.slice(0, half));
        expect(textOf(foldEvents(company, events))).toBe(textOf(state));
      },
      { numRuns },
    );
  });

  it('snapshot and restore at any point change nothing after it', timeout, () => {
    checkPlans(
      (plan) => {
        const trace = plainRun(plan);
        const every = 1 + (trace.inputs.length % 3);
        expect(bytesOf({ outputs: replayRestored(trace.company, trace.inputs, every) })).toBe(bytesOf(trace));
      },
      { numRuns },
    );
  });

  it('extra ticks anywhere change nothing', timeout, () => {
    checkPlans(
      (plan) => {
        const trace = plainRun(withoutRestarts(plan));
        const ticked = replayInputs(trace.company, withExtraTicks(trace.inputs));
        expect(storyOf(ticked.outputs)).toBe(storyOf(trace.outputs));
        expect(textOf(ticked.state)).toBe(textOf(trace.state));
      },
      { numRuns },
    );
  });
});

const textOf = (state: State): string => JSON.stringify(takeSnapshot(state));

/** The run again, with the state sent through JSON after each `every` steps. */
function replayRestored(company: Company, inputs: readonly Input[], every: number): readonly StepOutput[] {
  let state = initialState(company);
  return inputs.map((input, place) => {
    if (place % every === 0)
      state = restoreSnapshot(company, JSON.parse(JSON.stringify(takeSnapshot(state))) as Snapshot);
    return step(state, input);
  });
}

/** Every input with ticks before it: between the instants, a moment before, and at the same instant. */
function withExtraTicks(inputs: readonly Input[]): readonly Input[] {
  return inputs.flatMap((input, place) => {
    const before = inputs[place - 1]?.at ?? input.at;
    const ticks = [before, Math.floor((before + input.at) / 2), Math.max(before, input.at - 1), input.at];
    return [...ticks.map((at): Input => ({ type: 'tick', at })), input];
  });
}

/**
 * Which legs a restarted network names depends on what it was asked before: a
 * clock that wakes at another time makes another network of it. So a sleepy
 * clock here, and no restarts.
 */
function withoutRestarts({ file, script }: Plan): Plan {
  const { cues, network, wakesLateMs } = script;
  return {
    file,
    script: {
      ...script,
      wakesLateMs: wakesLateMs === 0 ? 0 : 2500,
      cues: cues.filter(({ move }) => move.do !== 'restart'),
      network: { ...network, faults: network.faults.map((fault) => ({ ...fault, isLost: false })) },
    },
  };
}

/** What happened and what was asked, however it was spread over steps. */
function storyOf(outputs: readonly StepOutput[]): string {
  const events: readonly Event[] = outputs.flatMap((output) => output.events);
  return JSON.stringify([events, outputs.flatMap((output) => output.actions)]);
}
