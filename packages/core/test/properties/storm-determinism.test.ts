import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Company } from '../../src/config/company.ts';
import type { Input } from '../../src/kernel/input.ts';
import { replayInputs } from '../../src/kernel/replay.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { initialState, type State } from '../../src/kernel/state.ts';
import { type StepOutput, step } from '../../src/kernel/step.ts';
import { companyOf } from './run.ts';
import { playStorm, type Storm, storms } from './storm.ts';
import { bytesOf, runs, seed } from './suite.ts';

const options = { numRuns: Math.ceil(runs / 3), ...(seed === undefined ? {} : { seed }) };
const timeout = { timeout: 3_600_000 };

/** What the engine heard in a storm, and what it did. */
function played(storm: Storm): { readonly inputs: readonly Input[]; readonly outputs: readonly StepOutput[] } {
  const inputs: Input[] = [];
  const outputs = playStorm(storm, {
    step: (state, input) => {
      inputs.push(input);
      return step(state, input);
    },
    auditors: [],
  });
  return { inputs, outputs };
}

describe('[law 10] determinism of everything the engine can do', () => {
  it(
    '[X12] the journal played again gives the same bytes, also when the state goes through JSON on the way',
    timeout,
    () => {
      fc.assert(
        fc.property(storms, fc.integer({ min: 1, max: 7 }), (storm, every) => {
          const { inputs, outputs } = played(storm);
          const company = companyOf(storm.file);
          expect(bytesOf({ outputs: replayInputs(company, inputs).outputs })).toBe(bytesOf({ outputs }));
          expect(bytesOf({ outputs: replayRestored(company, inputs, every) })).toBe(bytesOf({ outputs }));
        }),
        options,
      );
    },
  );

  it('extra ticks anywhere change nothing', timeout, () => {
    fc.assert(
      fc.property(storms, (storm) => {
        // What a network that starts anew still has depends on what it was asked, so on when the clock woke.
        const calm = { ...storm.network, faults: storm.network.faults.map((fault) => ({ ...fault, isLost: false })) };
        const gusts = storm.gusts.filter(({ deed }) => deed !== 'restart');
        const { inputs, outputs } = played({ ...storm, network: calm, gusts });
        const ticked = replayInputs(companyOf(storm.file), inputs.flatMap(withTicks));
        expect(storyOf(ticked.outputs)).toBe(storyOf(outputs));
      }),
      options,
    );
  });
});

/** The run again, with the state sent through JSON after each `every` steps. A company that was changed goes along. */
function replayRestored(company: Company, inputs: readonly Input[], every: number): readonly StepOutput[] {
  let state: State = initialState(company);
  return inputs.map((input, place) => {
    const text = place % every === 0 ? JSON.stringify(takeSnapshot(state)) : undefined;
    if (text !== undefined) state = restoreSnapshot(state.company, JSON.parse(text) as Snapshot);
    return step(state, input);
  });
}

const withTicks = (input: Input): readonly Input[] => [
  { type: 'tick', at: input.at },
  { type: 'tick', at: input.at },
  input,
];

/** What happened and what was asked, however it was spread over steps. */
function storyOf(outputs: readonly StepOutput[]): string {
  return JSON.stringify([outputs.flatMap(({ events }) => events), outputs.flatMap(({ actions }) => actions)]);
}
