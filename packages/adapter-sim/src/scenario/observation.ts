import type { CallRecord, Cause, EntryOutcome, RefusalCode, Shown } from '@sentralbord/core';

/** What was seen of one call of the timetable, or of one that the switchboard made. */
export interface SeenCall {
  /** Undefined when the switchboard never had it, or has it still. */
  readonly record: CallRecord | undefined;
  /** How it ended, as the caller was told; undefined while it lives, and for calls that the switchboard made. */
  readonly told: Cause | undefined;
  /** The places in the line that the caller was told, in order. */
  readonly toldPlaces: readonly number[];
}

/** One time that a telephone rang, in ms from the start of the scenario. */
export interface SeenRing {
  readonly phone: string;
  readonly fromMs: number;
  /** Undefined while it rings. */
  readonly untilMs: number | undefined;
  readonly shown: Shown;
}

/** A place in a line that was left. */
export interface SeenLeaving {
  readonly group: string;
  readonly outcome: EntryOutcome;
}

/** A message that somebody left. */
export interface SeenMessage {
  /** The id of a user or a group, or `company`. */
  readonly mailbox: string;
  readonly lengthMs: number;
}

/** What came of a command. */
export interface SeenReply {
  /** Where it stands in the file. */
  readonly path: string;
  readonly expected: RefusalCode | undefined;
  /** Undefined: it was carried out. */
  readonly found: RefusalCode | undefined;
  /** What would have been right, in words, where it was refused. */
  readonly why: string;
}

/** What was seen in a scenario, whatever network it was played in: what expectations are held against. */
export interface Observation {
  readonly calls: ReadonlyMap<string, SeenCall>;
  /** In the order in which they began. */
  readonly rings: readonly SeenRing[];
  readonly leavings: readonly SeenLeaving[];
  readonly messages: readonly SeenMessage[];
  readonly replies: readonly SeenReply[];
  /** What was found at each probe, by its place in the list of expectations. */
  readonly probed: ReadonlyMap<number, string>;
  /** What is still alive at the end, in words; empty when nothing is. */
  readonly alive: readonly string[];
}
