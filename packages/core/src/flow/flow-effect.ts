import type { Mailbox, QueueExit } from '../config/company.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import type { Sound } from '../port/telephony.ts';
import type { Language } from './elements/set-language.ts';
import type { Key, UserReturn } from './flow-input.ts';

/** How a call can end in a flow. */
export type FlowOutcome = 'answered' | 'released' | 'unanswered' | 'voicemail' | 'callback' | 'failed';

/** What a flow asks of the engine. Its fate comes back as inputs. */
export type FlowEffect =
  /** Instead of what the caller hears now. Not looped, `played` follows. */
  | { readonly type: 'play'; readonly sounds: readonly Sound[]; readonly isLooped: boolean }
  | { readonly type: 'stopPlaying' }
  /** `timeOver` follows after `ms`; a running timer of the flow is replaced. */
  | { readonly type: 'startTimer'; readonly ms: number }
  | { readonly type: 'stopTimer' }
  /** `queueLeft` follows for the exits and keys named here; at the others the group's own rule applies, and the flow is left. */
  | {
      readonly type: 'enterQueue';
      readonly group: GroupId;
      readonly exits: readonly (QueueExit | 'callbackTaken')[];
      readonly keys: readonly Key[];
    }
  /** `userEnded` follows for the ends named here; at the others the user's own rule applies, and the flow is left. */
  | {
      readonly type: 'ringUser';
      readonly user: UserId;
      /** Undefined: as long as the company rings its users. */
      readonly ringMs: number | undefined;
      readonly exits: readonly UserReturn[];
    }
  /** `number` is E.164. `externalEnded` follows when it is not answered. */
  | { readonly type: 'dialExternal'; readonly number: string; readonly ringMs: number }
  /** `callbackSettled` follows. `number` as the network told it, or as keyed in. */
  | {
      readonly type: 'promiseCallback';
      readonly group: GroupId;
      readonly mode: 'automatic' | 'manual';
      readonly number: string;
    }
  /** `messageLeft` follows. */
  | {
      readonly type: 'leaveMessage';
      readonly mailbox: Mailbox;
      readonly greeting: Sound | undefined;
      /** Also sent there. */
      readonly email: string | undefined;
      readonly maxMs: number;
    }
  /** `roomLeft` follows, unless the caller hangs up in the room. */
  | { readonly type: 'joinConference'; readonly room: string }
  /** From now on, for every queue (S102). */
  | { readonly type: 'setClass'; readonly callerClass: 'vip' }
  /** The language of what is spoken to this caller from now on. */
  | { readonly type: 'setLanguage'; readonly language: Language }
  /** The number that a withheld caller has keyed in, E.164. Not to be shown or logged as the caller's number (X13). */
  | { readonly type: 'setNumber'; readonly number: string }
  /** Something that the administrator should know. */
  | {
      readonly type: 'diagnose';
      readonly what: 'flow loop' | 'no such flow' | 'no such element';
      readonly flow: string;
      readonly element: string | undefined;
    }
  /** The sound is heard to its end, then the call ends. The flow is left, and its timer with it. */
  | {
      readonly type: 'release';
      readonly sound: Sound | undefined;
      readonly cause: Cause;
      readonly outcome: FlowOutcome;
    };
