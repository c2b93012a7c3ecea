import type { GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** To whom a call is moved. */
export type TransferTarget =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'group'; readonly group: GroupId }
  /** E.164. */
  | { readonly kind: 'external'; readonly number: string };

/** Why a transferred call came back, a closed list. */
export const returnReasons = [
  /** Nobody answered within the return time. */
  'noAnswer',
  'busy',
  'rejected',
  'unreachable',
  /** The target is gone: no such number, a group that has closed, a user who was removed. */
  'invalid',
  /** The target answered and hung up before the caller was connected. */
  'targetHungUp',
  /** Who held the caller hung up. */
  'leftOnHold',
  /** Nobody retrieved it from its park slot. */
  'parkTimeout',
] as const;

/** One of {@link returnReasons}. */
export type ReturnReason = (typeof returnReasons)[number];

/** A transfer that has not been answered yet; at most one a call. */
export interface PendingTransfer {
  readonly by: UserId;
  readonly target: TransferTarget;
  /** Whether it comes back to the one who transferred when nobody answers. */
  readonly isReturning: boolean;
  readonly beganAt: Instant;
}

/** What came of a transfer. */
export interface TransferRecord extends PendingTransfer {
  readonly endedAt: Instant;
  readonly result: 'answered' | 'abandoned' | 'unanswered' | { readonly returned: ReturnReason };
}

/** Why a call is back with the company, until somebody talks with the caller again. */
export interface CallReturn {
  readonly reason: ReturnReason;
  /** Who had moved, parked or held it. */
  readonly by: UserId | undefined;
  /** To whom it was to go; undefined: it was parked or on hold. */
  readonly target: TransferTarget | undefined;
}
