import type { CallRecord, Cause, Shown } from '@sentralbord/core';

/** What was seen of one call of the timetable. */
export interface SeenCall {
  /** Undefined when the switchboard never had it, or has it still. */
  readonly record: CallRecord | undefined;
  /** How it ended, as the caller was told; undefined while it lives. */
  readonly told: Cause | undefined;
}

/** One time that a telephone rang, in ms from the start of the scenario. */
export interface SeenRing {
  readonly phone: string;
  readonly fromMs: number;
  /** Undefined while it rings. */
  readonly untilMs: number | undefined;
  readonly shown: Shown;
}

/** What was seen in a scenario, whatever network it was played in: what expectations are held against. */
export interface Observation {
  readonly calls: ReadonlyMap<string, SeenCall>;
  /** In the order in which they began. */
  readonly rings: readonly SeenRing[];
  /** What is still alive at the end, in words; empty when nothing is. */
  readonly alive: readonly string[];
}
