import { type Ignored, isWork } from '../kernel/machine.ts';
import type { Advance, FlowWorld, TrailStep } from './advance.ts';
import { whyUnfit } from './awaited.ts';
import type { Coming, Cursor } from './cursor.ts';
import type { Cell, Turn } from './element-rules.ts';
import { rulesOf } from './element-table.ts';
import type { FlowEffect } from './flow-effect.ts';
import type { FlowElement } from './flow-file.ts';
import type { FlowInput } from './flow-input.ts';
import type { FlowLibrary } from './flow-library.ts';
import { flowLimits } from './flow-limits.ts';
import { flowSounds } from './flow-sounds.ts';
import { leftRunning } from './left-running.ts';
import type { Move } from './move.ts';

/** Leads a call into the newest version of a flow, to the first element that waits. */
export function enterFlow(world: FlowWorld, flow: string): Advance {
  const run: Run = { world, effects: [], trail: [] };
  const nowhere = { flow, version: 0, element: '', tries: 0, typedAhead: '', steps: 0, since: world.facts.at };
  return finished(run, led(run, toFlow(run, nowhere, flow)));
}

/**
 * Tells the element that waits what has happened, and leads the call on to the
 * next that waits. Inputs are not trusted: one that nothing waits for changes
 * nothing. When a person answers there is no input: the engine drops the cursor.
 */
export function advance(world: FlowWorld, cursor: Cursor, input: FlowInput): Advance {
  const run: Run = { world, effects: [], trail: [] };
  const element = elementAt(world.flows, cursor);
  if (element === undefined) return finished(run, faulty(run, 'no such element', cursor));
  const unfit = whyUnfit(cursor.waiting, input);
  if (unfit !== undefined) return ignoredInput(cursor, unfit);
  const cell = rulesOf(element).run[input.type] as AnyCell;
  if (!isWork(cell, `${element.kind} × ${input.type}`)) return ignoredInput(cursor, cell.why);
  const { waiting, ...place } = cursor;
  const isFresh = input.type === 'digit' || world.facts.at - cursor.since >= flowLimits.shortestWaitMs;
  const now = { ...place, steps: isFresh ? 0 : cursor.steps, since: world.facts.at };
  const turn = { element, cursor: now, waiting, facts: world.facts };
  const move = cell(turn, input);
  const { effects, ...result } = finished(run, led(run, follow(run, turn, move)));
  return { ...result, effects: [...leftRunning(waiting, input, { move, effects }), ...effects] };
}

type AnyCell = Cell<FlowElement, FlowInput> | Ignored;

/** What is gathered while elements are gone through. */
interface Run {
  readonly world: FlowWorld;
  readonly effects: FlowEffect[];
  readonly trail: TrailStep[];
}

/** Where a move leads: to an element that has not decided yet, to rest (with a cursor), or out. */
type Led =
  | { readonly kind: 'coming'; readonly coming: Coming }
  | { readonly kind: 'done'; readonly cursor: Cursor | undefined };

/** Goes from element to element until one waits. */
function led(run: Run, first: Led): Led & { readonly kind: 'done' } {
  let now = first;
  while (now.kind === 'coming') now = entered(run, now.coming);
  return now;
}

function entered(run: Run, coming: Coming): Led {
  const element = elementAt(run.world.flows, coming);
  if (element === undefined) return faulty(run, 'no such element', coming);
  if (coming.steps >= flowLimits.steps) return faulty(run, 'flow loop', coming);
  const cursor = { ...coming, steps: coming.steps + 1 };
  const turn = { element, cursor, waiting: undefined, facts: run.world.facts };
  return follow(run, turn, rulesOf(element).run.entered(turn, {}));
}

function follow(run: Run, { element, cursor: before }: Turn<FlowElement>, move: Move): Led {
  const { onward, why, effects, typedAhead = before.typedAhead, usedKey, keyedNumber } = move;
  run.effects.push(...effects);
  run.trail.push({ flow: before.flow, element: before.element, kind: element.kind, why, onward });
  const cursor = {
    ...before,
    typedAhead,
    steps: usedKey === true ? 0 : before.steps,
    ...(keyedNumber === undefined ? {} : { keyedNumber }),
  };
  switch (onward.kind) {
    case 'element':
      return { kind: 'coming', coming: { ...cursor, element: onward.element, tries: 0 } };
    case 'flow':
      return toFlow(run, { ...cursor, tries: 0 }, onward.flow);
    case 'stay':
      return { kind: 'done', cursor: { ...cursor, waiting: onward.waiting, tries: onward.tries } };
    case 'release':
      run.effects.push(onward.release);
      return { kind: 'done', cursor: undefined };
  }
}

/** A call that enters a flow enters its newest version (E22). */
function toFlow(run: Run, coming: Coming, id: string): Led {
  const found = run.world.flows.newest(id);
  if (found === undefined) return faulty(run, 'no such flow', { flow: id });
  return { kind: 'coming', coming: { ...coming, flow: id, version: found.version, element: found.flow.start } };
}

function elementAt(flows: FlowLibrary, { flow, version, element }: Coming): FlowElement | undefined {
  const elements = flows.at(flow, version)?.elements;
  return elements !== undefined && Object.hasOwn(elements, element) ? elements[element] : undefined;
}

type Fault = Extract<FlowEffect, { readonly type: 'diagnose' }>['what'];

/** The flow cannot go on: the caller is told so, and the administrator why. */
function faulty(
  run: Run,
  what: Fault,
  at: { readonly flow: string; readonly element?: string },
): Led & { readonly kind: 'done' } {
  const release = { type: 'release', sound: flowSounds.fault, cause: 'failed', outcome: 'failed' } as const;
  const { flow, element } = at;
  run.effects.push({ type: 'diagnose', what, flow, element }, release);
  run.trail.push({ flow, element, kind: undefined, why: what, onward: { kind: 'release', release } });
  return { kind: 'done', cursor: undefined };
}

const finished = ({ effects, trail }: Run, { cursor }: { readonly cursor: Cursor | undefined }): Advance => ({
  cursor,
  effects,
  trail,
  ignored: undefined,
});

const ignoredInput = (cursor: Cursor, why: string): Advance => ({ cursor, effects: [], trail: [], ignored: why });
