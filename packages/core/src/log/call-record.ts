import type { Caller, CallTarget, Talk } from '../call/call.ts';
import type { Direction, Outcome, StageTimes } from '../call/outcome.ts';
import type { CallId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../port/cause.ts';
import type { CallerClass } from '../queue/queue-entry.ts';
import type { TransferRecord } from '../transfer/transfer.ts';

/** What is written when a call ends. */
export interface CallRecord {
  readonly call: CallId;
  readonly direction: Direction;
  readonly from: Caller;
  readonly dialled: string;
  readonly target: CallTarget;
  readonly callerClass: CallerClass;
  /** The first group that took the call. */
  readonly group: GroupId | undefined;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | undefined;
  readonly endedAt: Instant;
  readonly outcome: Outcome;
  /** Who answered first; the others stand in `talks`. */
  readonly answeredBy: UserId | undefined;
  readonly endedBy: 'caller' | 'callee' | 'switchboard';
  readonly cause: Cause;
  readonly times: StageTimes;
  readonly talks: readonly Talk[];
  readonly transfers: readonly TransferRecord[];
}
