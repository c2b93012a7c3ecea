import type { HoursOverride } from '../hours/schedule.ts';
import type { CallbackId, CallId, ConferenceId, GroupId, UserId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * What may be asked of the switchboard. `by` is the user who asks: their access
 * is checked. A command without `by` comes from the program that embeds us.
 */
export type Command =
  /** End one call; its outcome is `released` when nobody had answered it. */
  | { readonly type: 'endCall'; readonly call: CallId; readonly by?: UserId }
  /** The company is as this file says from now on (E22). A file with a mistake changes nothing. */
  | { readonly type: 'configure'; readonly file: unknown; readonly by?: UserId }
  /**
   * Save a group's members as somebody has edited them (S106–S110). `version` is
   * the one that the edit began with: what somebody else has saved meanwhile is
   * not overwritten.
   */
  | {
      readonly type: 'saveMembers';
      readonly group: GroupId;
      readonly members: readonly { readonly user: UserId; readonly tier: number }[];
      readonly version: number;
      readonly by?: UserId;
    }
  /** End every call, because the switchboard is being stopped. */
  | { readonly type: 'endAllCalls' }
  /** Take calls of a group from now on, or no longer (S116). */
  | { readonly type: 'logIn' | 'logOut'; readonly user: UserId; readonly group: GroupId; readonly by?: UserId }
  /** Take no calls of groups for a while. */
  | { readonly type: 'pause'; readonly user: UserId; readonly reason: string; readonly by?: UserId }
  | { readonly type: 'resume'; readonly user: UserId; readonly by?: UserId }
  /** Times away of a user, in place of those before (S148–S151). */
  | {
      readonly type: 'setAbsences';
      readonly user: UserId;
      readonly absences: readonly AbsenceGiven[];
      readonly by?: UserId;
    }
  /** Set a schedule by hand, or let it follow its hours again. */
  | {
      readonly type: 'overrideHours';
      readonly schedule: string;
      /** `undefined`: follow the hours again. */
      readonly override: HoursOverride | undefined;
      readonly by?: UserId;
    }
  /** The work after a call is done before its time is over. */
  | { readonly type: 'endWrapUp'; readonly user: UserId; readonly by?: UserId }
  /** Move a call on. It comes back when nobody answers (S40), unless told otherwise (S42). */
  | {
      readonly type: 'transfer';
      readonly call: CallId;
      readonly to: TransferTo;
      readonly by: UserId;
      readonly isReturning?: boolean;
    }
  /** Speak with somebody while the caller waits (S43). */
  | { readonly type: 'consult'; readonly call: CallId; readonly to: TransferTo; readonly by: UserId }
  /** Leave the caller to the one consulted. `call` is the caller's. */
  | { readonly type: 'completeTransfer'; readonly call: CallId; readonly by: UserId }
  /** Back to the caller. */
  | { readonly type: 'cancelTransfer'; readonly call: CallId; readonly by: UserId }
  /** Speak with the other one of the two. */
  | { readonly type: 'swap'; readonly call: CallId; readonly by: UserId }
  | { readonly type: 'hold' | 'resumeCall'; readonly call: CallId; readonly by: UserId }
  /** Leave the call in a slot for anybody; the lowest free one, unless told otherwise. */
  | { readonly type: 'park'; readonly call: CallId; readonly by: UserId; readonly slot?: number }
  | { readonly type: 'retrieve'; readonly slot: number; readonly by: UserId }
  /**
   * Take part in a talk of others: unheard, heard by the colleague, or heard by both. One's own phone rings first. Asked
   * again, it changes how one takes part.
   */
  | { readonly type: 'listenIn' | 'whisper' | 'breakIn'; readonly call: CallId; readonly by: UserId }
  /** Leave the two to themselves. */
  | { readonly type: 'stopSupervising'; readonly call: CallId; readonly by: UserId }
  /** What is said is not recorded for a while, or is again: in a talk of one's own that the rule of recording is for. */
  | { readonly type: 'pauseRecording' | 'resumeRecording'; readonly call: CallId; readonly by: UserId }
  /** Take a waiting or ringing call, member of its group or not (S51). */
  | { readonly type: 'pickUp'; readonly call: CallId; readonly by: UserId }
  /** Call several for a meeting, the one who asks first (S166). */
  | { readonly type: 'startConference'; readonly by: UserId; readonly invite: readonly InviteeNamed[] }
  | { readonly type: 'invite'; readonly conference: ConferenceId; readonly who: InviteeNamed; readonly by: UserId }
  /** Let both parties of a talk into a meeting. */
  | { readonly type: 'bringIn'; readonly conference: ConferenceId; readonly call: CallId; readonly by: UserId }
  | {
      readonly type: 'mute';
      readonly conference: ConferenceId;
      readonly call: CallId;
      readonly isMuted: boolean;
      readonly by: UserId;
    }
  | { readonly type: 'remove'; readonly conference: ConferenceId; readonly call: CallId; readonly by: UserId }
  | { readonly type: 'endConference'; readonly conference: ConferenceId; readonly by: UserId }
  /** A customer was called back by hand, or need not be called back any more (S95). */
  | { readonly type: 'closeCallback'; readonly callback: CallbackId; readonly by?: UserId };

/** A time away, as people say it. */
export interface AbsenceGiven {
  /** `holiday`, `meeting`, `lunch`, `busy`, or words of one's own (S149). */
  readonly reason: string;
  readonly text?: string;
  /** An instant, or a local time of the company such as `2026-12-20T08:00`; absent: from now on. */
  readonly from?: Instant | string;
  /** The first instant that is no longer part of it; absent: until it is taken back. */
  readonly until?: Instant | string;
  /** Where calls straight to the user go meanwhile: a short number, or another, as dialled (S151). */
  readonly forwardTo?: string;
}

/** One to invite: a user, or a number as people write it. */
export type InviteeNamed = { readonly user: UserId } | { readonly number: string };

/** To whom a call is to be moved, as people say it: a user, a group, or a number as dialled. */
export type TransferTo = { readonly user: UserId } | { readonly group: GroupId } | { readonly number: string };

/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;
