import type { Talk } from '../call/call.ts';
import type { Outcome, StageTimes } from '../call/outcome.ts';
import type { CompanyNames, Party } from '../directory/company-names.ts';
import type { Event, EventOf } from '../kernel/event.ts';
import type { CallId, EntryId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import { SplitMap } from '../structures/split-map.ts';
import type { TransferRecord } from '../transfer/transfer.ts';
import { RecentRows } from './recent-rows.ts';
import { RingBook } from './ring-book.ts';
import type { Rung } from './ring-spans.ts';
import { type Hold, TalkBook } from './talk-book.ts';

/** A stay in the line of a group. */
export interface QueueStay {
  readonly group: GroupId;
  readonly joinedAt: Instant;
  readonly leftAt: Instant;
  readonly outcome: EntryOutcome;
}

/** One incoming call, answered or not (S64). */
export interface CompanyLogRow {
  readonly call: CallId;
  /** When it came, UTC; {@link localTime} shows it in the company's zone (S65). */
  readonly at: Instant;
  readonly endedAt: Instant;
  /** Number and name as they were when the call came; of one who hides the number nothing is kept (S66). */
  readonly from: Party;
  /** As dialled. */
  readonly dialled: string;
  /** In all lines together before the first answer, in ms; undefined for a call that nobody answered (S67). */
  readonly waitMs: number | undefined;
  /** The first group that took the call; the others stand in `queues` (S52, S68). */
  readonly group: GroupId | undefined;
  /** Who answered first; the others stand in `talks` (S69). */
  readonly answeredBy: UserId | undefined;
  readonly outcome: Outcome;
  readonly queues: readonly QueueStay[];
  /** Whom it rang, in the order of the first ring, each once. */
  readonly rung: readonly Rung[];
  readonly talks: readonly Talk[];
  /** Times on hold within the talks. */
  readonly holds: readonly Hold[];
  readonly transfers: readonly TransferRecord[];
  /** What the whole call was spent on; sums to its length. */
  readonly times: StageTimes;
}

/** What a log is made with. */
export interface LogOptions<Row> {
  /** The names of the company as it is now. */
  readonly names: () => CompanyNames;
  /** How many of the newest rows are kept here; 1,000 of the company's log and 200 of each user's unless said otherwise. */
  readonly keep?: number;
  /** Gets every row once, when it is written: to store it. */
  readonly onRow?: (row: Row) => void;
}

interface Live {
  readonly from: Party;
  readonly queues: QueueStay[];
}

interface Stay {
  readonly call: CallId;
  readonly group: GroupId;
  readonly joinedAt: Instant;
}

/**
 * The company's log of incoming calls (S64–S69): a fold over events, so the same
 * from the journal as from the running engine. Holds live calls and the newest
 * rows.
 */
export class CompanyLog {
  private readonly live = new SplitMap<CallId, Live>();
  private readonly stays = new SplitMap<EntryId, Stay>();
  private readonly rings = new RingBook();
  private readonly talks = new TalkBook();
  private readonly recent: RecentRows<CompanyLogRow>;
  private readonly options: LogOptions<CompanyLogRow>;

  constructor(options: LogOptions<CompanyLogRow>) {
    this.options = options;
    this.recent = new RecentRows(options.keep ?? 1000);
  }

  /** The newest rows, the latest to end last. */
  rows(): readonly CompanyLogRow[] {
    return this.recent.rows();
  }

  apply(event: Event): void {
    const userOf = (device: string): UserId | undefined => this.options.names().userOf(device);
    this.rings.apply(event, userOf);
    this.talks.apply(event, userOf);
    switch (event.type) {
      case 'callArrived':
        if (event.direction === 'incoming') this.arrive(event);
        return;
      case 'entryJoined':
        this.join(event);
        return;
      case 'entryLeft':
        this.leave(event);
        return;
      case 'callEnded':
        this.end(event);
        this.rings.forget(event.call);
        this.talks.forget(event.call);
    }
  }

  private arrive({ call, from }: EventOf<'callArrived'>): void {
    this.live.set(call, { from: this.options.names().ofCaller(from), queues: [] });
  }

  private join({ entry, group, holder, at }: EventOf<'entryJoined'>): void {
    if (holder.kind !== 'call' || !this.live.has(holder.call)) return;
    this.stays.set(entry, { call: holder.call, group, joinedAt: at });
  }

  private leave({ entry, outcome, at }: EventOf<'entryLeft'>): void {
    const stay = this.stays.get(entry);
    if (stay === undefined) return;
    this.stays.delete(entry);
    const { call, group, joinedAt } = stay;
    this.live.get(call)?.queues.push({ group, joinedAt, leftAt: at, outcome });
  }

  private end({ record }: EventOf<'callEnded'>): void {
    const live = this.live.get(record.call);
    if (live === undefined) return;
    this.live.delete(record.call);
    const { call, arrivedAt, answeredAt, endedAt, dialled, group, answeredBy, outcome, talks, transfers, times } =
      record;
    const { from, queues } = live;
    const row = {
      call,
      at: arrivedAt,
      endedAt,
      from,
      dialled,
      waitMs: waitBefore(answeredAt, queues),
      group,
      answeredBy,
      outcome,
      queues,
      rung: this.rings.of(call),
      talks,
      holds: this.talks.holdsOf(call),
      transfers,
      times,
    };
    this.recent.add(row);
    this.options.onRow?.(row);
  }
}

function waitBefore(answeredAt: Instant | undefined, queues: readonly QueueStay[]): number | undefined {
  if (answeredAt === undefined) return undefined;
  return queues
    .filter(({ leftAt }) => leftAt <= answeredAt)
    .reduce((sum, { joinedAt, leftAt }) => sum + leftAt - joinedAt, 0);
}
