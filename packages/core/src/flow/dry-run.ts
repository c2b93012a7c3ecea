import type { Advance, FlowWorld, TrailStep } from './advance.ts';
import type { Cursor, Taker } from './cursor.ts';
import type { FlowEffect } from './flow-effect.ts';
import type { FlowInput } from './flow-input.ts';
import { advance, enterFlow } from './interpret.ts';
import type { Onward } from './move.ts';

/** What is assumed to happen, in this order. That sounds are heard to their end needs no saying. */
export type Assumed = Exclude<FlowInput, { readonly type: 'played' }>;

/** What a dry run asks: a world at one time and for one caller, and a flow. */
export interface DryRunQuestion {
  readonly world: FlowWorld;
  readonly flow: string;
  readonly assumed: readonly Assumed[];
}

/** One element on the way of a call, in words. */
export interface DryRunStep {
  readonly flow: string;
  readonly element: string | undefined;
  /** Such as "Tuesday 16:05 is after closing: closed". */
  readonly why: string;
  /** Where the call goes on to: the id of an element, a flow, or what is waited for. */
  readonly next: string;
}

/** Where a dry run ends. */
export type DryRunEnd =
  /** A person, a queue, a mailbox or a room has the call; what comes then was not assumed. */
  | { readonly kind: 'takenOver'; readonly by: Taker; readonly effect: FlowEffect | undefined }
  /** A key is waited for, and none was assumed. */
  | { readonly kind: 'waitsForKey' }
  | { readonly kind: 'released'; readonly release: Extract<FlowEffect, { readonly type: 'release' }> | undefined };

/** A call that did not happen, explained. */
export interface DryRun {
  readonly path: readonly DryRunStep[];
  readonly end: DryRunEnd;
  /** What was assumed and never came into question. */
  readonly unused: readonly Assumed[];
}

/** Explains which way a call would go. Nothing is rung, and no time passes. */
export function dryRun({ world, flow, assumed }: DryRunQuestion): DryRun {
  const path: DryRunStep[] = [];
  const unused = [...assumed];
  let now = enterFlow(world, flow);
  for (;;) {
    path.push(...now.trail.map(stepOf));
    if (now.cursor === undefined) return { path, end: { kind: 'released', release: lastRelease(now) }, unused };
    const input = nextInput(now.cursor, unused);
    if (input === undefined) return { path, end: endOf(now, now.cursor), unused };
    const then = advance(world, now.cursor, input);
    // An assumption that does not fit is dropped; the call is where it was.
    now = then.ignored === undefined ? then : { ...now, trail: [] };
    if (then.ignored !== undefined) path.push(misfit(now.cursor, then.ignored));
  }
}

/** A sound is heard to its end, so keys come after the prompt; they lead the same way as in the middle of it. */
function nextInput({ waiting }: Cursor, unused: Assumed[]): FlowInput | undefined {
  return waiting.phase === 'hearing' ? { type: 'played' } : unused.shift();
}

function misfit(cursor: Cursor | undefined, why: string): DryRunStep {
  return {
    flow: cursor?.flow ?? '',
    element: cursor?.element,
    why: `an assumption does not fit: ${why}`,
    next: 'stays',
  };
}

const stepOf = ({ flow, element, why, onward }: TrailStep): DryRunStep => ({
  flow,
  element,
  why,
  next: wordsOf(onward),
});

const PHASES = { hearing: 'a sound is heard', asked: 'a key is waited for', keying: 'a number is keyed in' } as const;

function wordsOf(onward: Onward): string {
  switch (onward.kind) {
    case 'element':
      return onward.element;
    case 'flow':
      return `the flow ${onward.flow}`;
    case 'release':
      return 'the call ends';
    case 'stay':
      return onward.waiting.phase === 'away'
        ? `the call is away: ${onward.waiting.with}`
        : PHASES[onward.waiting.phase];
  }
}

function endOf({ effects }: Advance, { waiting }: Cursor): DryRunEnd {
  if (waiting.phase !== 'away') return { kind: 'waitsForKey' };
  return { kind: 'takenOver', by: waiting.with, effect: effects.at(-1) };
}

const lastRelease = ({ effects }: Advance) => effects.findLast((effect) => effect.type === 'release');
