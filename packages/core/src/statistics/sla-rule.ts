import type { Instant } from '../kernel/time.ts';
import type { GroupFigures } from './group-figures.ts';
import type { ServiceLevelName } from './service-level.ts';
import { SLIDING_BUCKET_MS } from './window.ts';

/**
 * What a rule looks at, and its two thresholds: the alert goes when the first is
 * crossed, and the rule is armed again when the second is.
 */
export type SlaWatch =
  /** Alert when any caller has waited `limitMs`; armed again when none has waited `clearMs`. */
  | { readonly kind: 'wait'; readonly limitMs: number; readonly clearMs: number }
  /** Alert when `limit` callers wait or more; armed again when fewer than `clear` do. */
  | { readonly kind: 'queueLength'; readonly limit: number; readonly clear: number }
  /** Alert when the service level (0 to 1) is below `below`; armed again at `clear` or above. */
  | {
      readonly kind: 'serviceLevel';
      readonly below: number;
      readonly clear: number;
      readonly formula: ServiceLevelName;
      readonly minutes: 15 | 30 | 60;
    };

/** One rule that watches one group (S138). */
export interface SlaRule {
  readonly id: string;
  readonly group: string;
  readonly watch: SlaWatch;
}

/**
 * - `armed`: the next crossing alerts.
 * - `raised`: has alerted, and is silent until it clears.
 */
export type SlaState =
  | { readonly phase: 'armed' }
  | {
      readonly phase: 'raised';
      readonly since: Instant;
    };

/** One crossing, told once. */
export interface SlaAlert {
  readonly rule: string;
  readonly group: string;
  readonly at: Instant;
  readonly kind: SlaWatch['kind'];
  /** What was seen: milliseconds, callers, or a share from 0 to 1. */
  readonly seen: number;
  readonly limit: number;
}

/** A rule that has not alerted. */
export const armed: SlaState = { phase: 'armed' };

/** What a rule looks at in a group's figures. The figures' window must be `windowOf(rule)`. */
export type RuleFigures = Pick<GroupFigures, 'waiting' | 'oldestArrivedAt' | 'window'>;

/** Looks at the figures of an instant: at most one alert a crossing. */
export function advance(
  { rule, state }: { readonly rule: SlaRule; readonly state: SlaState },
  figures: RuleFigures,
  at: Instant,
): { readonly state: SlaState; readonly alert?: SlaAlert } {
  const seen = seenBy(rule.watch, figures, at);
  if (state.phase === 'raised') return { state: isClear(rule.watch, seen) ? armed : state };
  if (seen === undefined || !isCrossed(rule.watch, seen)) return { state };
  const alert = { rule: rule.id, group: rule.group, at, kind: rule.watch.kind, seen, limit: limitOf(rule.watch) };
  return { state: { phase: 'raised', since: at }, alert };
}

/**
 * When time alone can change what the rule says: one timer a rule is enough. A
 * wait is crossed by the oldest at one instant; a service level changes as
 * minutes slide out of its window. Undefined: only a fact can change it.
 */
export function nextCheckAt(
  { rule: { watch }, state }: { readonly rule: SlaRule; readonly state: SlaState },
  figures: RuleFigures,
  at: Instant,
): Instant | undefined {
  switch (watch.kind) {
    case 'wait':
      if (state.phase === 'raised' || figures.oldestArrivedAt === undefined) return undefined;
      return figures.oldestArrivedAt + watch.limitMs;
    case 'queueLength':
      return undefined;
    case 'serviceLevel':
      if (figures.window.offered === 0) return undefined;
      return (Math.floor(at / SLIDING_BUCKET_MS) + 1) * SLIDING_BUCKET_MS;
  }
}

/** The window that the figures for a rule must be asked for. */
export const windowOf = ({ watch }: SlaRule) =>
  ({ kind: 'minutes', minutes: watch.kind === 'serviceLevel' ? watch.minutes : 15 }) as const;

/** Undefined: there is nothing to judge by. */
function seenBy(watch: SlaWatch, figures: RuleFigures, at: Instant): number | undefined {
  switch (watch.kind) {
    case 'wait':
      return figures.oldestArrivedAt === undefined ? undefined : at - figures.oldestArrivedAt;
    case 'queueLength':
      return figures.waiting;
    case 'serviceLevel':
      return figures.window.serviceLevels[watch.formula];
  }
}

function isCrossed(watch: SlaWatch, seen: number): boolean {
  switch (watch.kind) {
    case 'wait':
      return seen >= watch.limitMs;
    case 'queueLength':
      return seen >= watch.limit;
    case 'serviceLevel':
      return seen < watch.below;
  }
}

/** Nobody waiting clears a wait; no calls at all say nothing of a service level, so it stays as it was. */
function isClear(watch: SlaWatch, seen: number | undefined): boolean {
  switch (watch.kind) {
    case 'wait':
      return seen === undefined || seen < watch.clearMs;
    case 'queueLength':
      return seen !== undefined && seen < watch.clear;
    case 'serviceLevel':
      return seen !== undefined && seen >= watch.clear;
  }
}

function limitOf(watch: SlaWatch): number {
  switch (watch.kind) {
    case 'wait':
      return watch.limitMs;
    case 'queueLength':
      return watch.limit;
    case 'serviceLevel':
      return watch.below;
  }
}
