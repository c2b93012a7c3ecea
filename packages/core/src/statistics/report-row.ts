import type { Instant } from '../kernel/time.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';

/** One stay in a group's queue. */
export interface VisitLike {
  readonly group: string;
  readonly at: Instant;
  readonly outcome: EntryOutcome;
  readonly waitMs: number;
  /** Who answered. */
  readonly user?: string;
}

/** One person's talk in a call. */
export interface TalkLike {
  readonly user: string;
  readonly at: Instant;
  readonly talkMs: number;
  readonly group?: string;
}

/** What reports need of a call that has ended: one journey, with all its stages. */
export interface RecordLike {
  readonly call: string;
  readonly arrivedAt: Instant;
  /** The number of the company that was called, in E.164. */
  readonly number?: string;
  /** The outcome of the whole call, in the log's words. */
  readonly outcome: string;
  /** From arrival to the first answer, or to the end, in milliseconds. */
  readonly waitMs: number;
  /** In milliseconds. */
  readonly talkMs: number;
  readonly visits: readonly VisitLike[];
  readonly talks: readonly TalkLike[];
}

/**
 * What a report counts (S134):
 * - `groups`: stays in queues, so that a call which two groups had counts in both.
 * - `users`: one row a person and call part, as personal logs have it.
 * - `calls`: each call once, as the company's log has it.
 */
export type ReportKind = 'groups' | 'users' | 'calls';

/** What is counted once in a report. */
export interface ReportRow {
  readonly at: Instant;
  readonly group: string | undefined;
  readonly user: string | undefined;
  readonly number: string | undefined;
  /** Undefined in reports of users: a talk has none. */
  readonly outcome: string | undefined;
  readonly waitMs: number;
  readonly talkMs: number;
}

/** The rows that a call gives to a report of a kind. */
export function rowsOf(kind: ReportKind, record: RecordLike): readonly ReportRow[] {
  switch (kind) {
    case 'groups':
      return record.visits.map(({ at, group, user, outcome, waitMs }, place) => {
        return { at, group, user, number: record.number, outcome, waitMs, talkMs: talkOfVisit(record, place) };
      });
    case 'users':
      return record.talks.map(({ at, user, group, talkMs }) => {
        return { at, group, user, number: record.number, outcome: undefined, waitMs: 0, talkMs };
      });
    case 'calls':
      return [callRow(record)];
  }
}

/** A group's talk time counts with its last stay, so that it counts once. */
function talkOfVisit({ visits, talks }: RecordLike, place: number): number {
  const group = visits[place]?.group;
  if (visits.findLastIndex((visit) => visit.group === group) !== place) return 0;
  return talks.reduce((sum, talk) => (talk.group === group ? sum + talk.talkMs : sum), 0);
}

const callRow = ({ arrivedAt, number, outcome, waitMs, talkMs, visits, talks }: RecordLike): ReportRow => ({
  at: arrivedAt,
  group: visits[0]?.group,
  user: talks[0]?.user,
  number,
  outcome,
  waitMs,
  talkMs,
});
