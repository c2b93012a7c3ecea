import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loopsOf } from '../../src/flow/cycles.ts';
import type { FlowEffect } from '../../src/flow/flow-effect.ts';
import { elementKinds, elementSchema, type Flow, type FlowElement, flowsSchema } from '../../src/flow/flow-file.ts';
import type { FlowInput } from '../../src/flow/flow-input.ts';
import { flowLibrary } from '../../src/flow/flow-library.ts';
import { readFlows } from '../../src/flow/read-flows.ts';
import { arbitraryFlows, company, inputs, worlds } from './arbitrary-flow.ts';
import { FlowCall } from './flow-call.ts';

/** What a caller hears or waits at: one of these is there after every step. */
const AUDIBLE = [
  'play',
  'enterQueue',
  'ringUser',
  'dialExternal',
  'leaveMessage',
  'joinConference',
  'promiseCallback',
  'release',
];
const RUNS = Number(process.env.RUNS ?? 300);

const step = (call: FlowCall, input: FlowInput, afterMs: number): void => {
  const before = call.cursor;
  call.comes(input, afterMs);
  if (call.last.ignored !== undefined) {
    expect(call.cursor).toEqual(before);
    expect(call.effects).toEqual([]);
  }
};

/** Elements that a step entered since the caller's last key, typed ahead or not. */
const longestRun = (call: FlowCall): number => {
  let [longest, now] = [0, 0];
  for (const { why } of call.last.trail) {
    now = why.includes('typed ahead') ? 0 : now + 1;
    longest = Math.max(longest, now);
  }
  return longest;
};

test('[S79–S102] arbitrary flows: at most 100 elements in a row, and the caller always hears or waits at something', () => {
  fc.assert(
    fc.property(
      arbitraryFlows,
      worlds,
      fc.array(fc.tuple(inputs, fc.constantFrom(0, 50, 5000)), { maxLength: 60 }),
      (flows, facts, script) => {
        const call = new FlowCall(flowLibrary([{ version: 1, flows }]), facts, 'f0');
        const heard: FlowEffect[] = [];
        const look = () => {
          heard.push(...call.effects);
          // One element may speak twice (the input, and what it is left for), and a fault adds a line of its own.
          expect(longestRun(call)).toBeLessThanOrEqual(102);
          const last = call.effects.findLast(({ type }) => AUDIBLE.includes(type) || type === 'stopPlaying');
          if (call.last.ignored === undefined && last !== undefined) expect(AUDIBLE).toContain(last.type);
          expect(call.last.cursor === undefined).toBe(call.effects.some(({ type }) => type === 'release'));
          expect(call.last.cursor?.typedAhead.length ?? 0).toBeLessThanOrEqual(20);
          if (call.last.cursor !== undefined)
            expect(JSON.parse(JSON.stringify(call.last.cursor))).toEqual(call.last.cursor);
        };
        look();
        for (const [input, afterMs] of script) {
          if (call.last.cursor === undefined) break;
          step(call, input, afterMs);
          look();
        }
        expect(heard.some(({ type }) => AUDIBLE.includes(type))).toBe(true);
      },
    ),
    { numRuns: RUNS },
  );
});

test('[S89] flows without an error in them never loop: no call ends with a fault', () => {
  let counted = 0;
  fc.assert(
    fc.property(arbitraryFlows, worlds, fc.array(inputs, { maxLength: 40 }), (flows, facts, script) => {
      if (!readFlows(flows, company).ok) return;
      counted += 1;
      const call = new FlowCall(flowLibrary([{ version: 1, flows }]), facts, 'f0');
      for (const input of script) {
        if (call.last.cursor === undefined) break;
        step(call, input, 5000);
      }
      expect(call.effects.filter(({ type }) => type === 'diagnose')).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect(counted).toBeGreaterThan(RUNS / 10);
});

test('[S78] arbitrary flows are written as they were read', () => {
  fc.assert(
    fc.property(arbitraryFlows, (flows) => {
      const text = JSON.stringify(flows);
      const again: unknown = JSON.parse(text);
      expect(flowsSchema.parse(again)).toEqual(flows);
      const reading = readFlows(again, company);
      if (reading.ok) expect(JSON.stringify(reading.flows)).toBe(text);
    }),
    { numRuns: RUNS },
  );
});

test('[S78] one exit bent to nothing is found, with its ids', () => {
  const lost = (flow: Flow, id: string): Flow => {
    const text = JSON.stringify(flow.elements[id]).replace(
      /"(otherwise|next|closed|match|noAnswer)":"[^"]*"/,
      '"$1":"nowhere"',
    );
    return { ...flow, elements: { ...flow.elements, [id]: elementSchema.parse(JSON.parse(text)) as FlowElement } };
  };
  fc.assert(
    fc.property(arbitraryFlows, fc.nat(), (flows, pick) => {
      const flow = flows[0];
      const ids = Object.keys(flow?.elements ?? {});
      const id = ids[pick % ids.length];
      if (flow === undefined || id === undefined) return;
      const bent = lost(flow, id);
      const reading = readFlows([bent, ...flows.slice(1)], company);
      const isBent = JSON.stringify(bent).includes('nowhere');
      const told = reading.ok ? [] : reading.problems.filter(({ found }) => found === '"nowhere"');
      expect(told.map(({ flow: of, element }) => [of, element])).toEqual(isBent ? [['f0', id]] : []);
    }),
    { numRuns: RUNS },
  );
});

test('loops are those of a naive search, and every node on a loop is named', () => {
  const graphs = fc
    .array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
    .map((rows) => new Map(rows.map((row, at) => [String(at), row.map(String)] as const)));
  fc.assert(
    fc.property(graphs, (graph) => {
      const loops = loopsOf(graph);
      for (const loop of loops) {
        expect(loop[0]).toBe(loop.at(-1));
        expect(loop.length).toBeGreaterThan(1);
        loop.slice(1).forEach((to, at) => {
          expect(graph.get(loop[at] ?? '')).toContain(to);
        });
      }
      const comesBack = (from: string, depth: number, to: string): boolean =>
        depth > 0 && (graph.get(from) ?? []).some((next) => next === to || comesBack(next, depth - 1, to));
      const naive = [...graph.keys()].filter((node) => comesBack(node, graph.size, node));
      expect([...new Set(loops.flat())].sort()).toEqual(naive.sort());
    }),
    { numRuns: RUNS },
  );
});

test('the arbitrary flows hold every kind of element', () => {
  const seen = new Set(
    fc
      .sample(arbitraryFlows, { numRuns: RUNS, seed: 7 })
      .flatMap((flows) => flows.flatMap((flow) => Object.values(flow.elements).map(({ kind }) => kind))),
  );
  expect([...seen].sort()).toEqual([...elementKinds].sort());
});
