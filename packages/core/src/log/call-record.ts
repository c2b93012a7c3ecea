import type { Caller, CallTarget } from '../call/call.ts';
import type { Direction, Outcome, StageTimes } from '../call/outcome.ts';
import type { CallId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../port/cause.ts';

/** What is written when a call ends. */
export interface CallRecord {
  readonly call: CallId;
  readonly direction: Direction;
  readonly from: Caller;
  readonly dialled: string;
  readonly target: CallTarget;
  readonly group: GroupId | undefined;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | undefined;
  readonly endedAt: Instant;
  readonly outcome: Outcome;
  readonly answeredBy: UserId | undefined;
  readonly endedBy: 'caller' | 'callee' | 'switchboard';
  readonly cause: Cause;
  readonly times: StageTimes;
}
