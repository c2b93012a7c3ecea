import type { Cause, LegId } from '@sentralbord/core';
import type { Manners } from './behaviour.ts';
import type { Telephone } from './telephone.ts';

/** Who calls, and how long they bear with us. */
export interface CallPlan extends Manners {
  /** A name for the call, one of a kind; absent: a number in order. */
  readonly as?: string | undefined;
  /** A number outside as the network writes it, or one of the company's devices. */
  readonly from: string | { readonly device: string };
  /** As dialled. */
  readonly to: string;
  /** The name that the network tells, from outside. */
  readonly name?: string | undefined;
  /** The caller asks that the number be hidden. */
  readonly isWithheld?: boolean | undefined;
  /** Gives up when nothing has answered after so long; absent: waits for ever. */
  readonly patienceMs?: number | undefined;
  /** Hangs up so long after the answer, by a person or a message; absent: never hangs up first. */
  readonly talkMs?: number | undefined;
}

/** A call that somebody makes to the switchboard, as the one who makes it sees it. */
export interface SimCall {
  readonly name: string;
  /** Undefined when the network did not even carry it to the switchboard. */
  readonly leg: LegId | undefined;
  readonly telephone: Telephone;
  /** How it ended, as the caller was told; undefined while it lives. */
  told: Cause | undefined;
}
