import type { Instant } from '../kernel/time.ts';

/** What a schedule says at an instant. */
export interface PeriodAt {
  /** The name of the period; undefined: closed. */
  readonly period: string | undefined;
  /** In words, such as "Tuesday 16:05 is after closing". */
  readonly why: string;
}

/** The entry of a VIP list that a caller's number matches. */
export interface VipMatch {
  /** The id of the list. */
  readonly list: string;
  /** Where the entry sends the caller directly (S101); undefined: nowhere in particular. */
  readonly target: { readonly group: string } | { readonly user: string } | undefined;
}

/** What a flow may know of the world at the instant of an input. Given by the engine; must be pure. */
export interface FlowFacts {
  readonly at: Instant;
  /** The caller's number, E.164; undefined: withheld. */
  readonly callerNumber: string | undefined;
  /** What the schedule says at `at`: half-open, so at closing it is closed (S85). */
  readonly periodAt: (schedule: string) => PeriodAt;
  /** The first of the lists that has the caller's number, with the entry; undefined: none. */
  readonly vipMatch: (lists: readonly string[]) => VipMatch | undefined;
  /** How many wait in the group now. */
  readonly queueLength: (group: string) => number;
  /** What one who joined now would wait, in ms; undefined: no estimate, for nobody is logged in. */
  readonly expectedWaitMs: (group: string) => number | undefined;
  /** What a caller has to key in before a conference room lets them in; undefined: nothing. */
  readonly roomPin: (room: string) => string | undefined;
  /** What a person keyed in, as E.164; undefined: no possible number. */
  readonly readNumber: (keyed: string) => string | undefined;
}
