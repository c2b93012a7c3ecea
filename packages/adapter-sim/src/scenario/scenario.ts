import type { Cause, CompanyFile, EntryOutcome, Outcome, RefusalCode } from '@sentralbord/core';
import type { Behaviour } from '../network/behaviour.ts';
import type { CallPlan } from '../network/sim-call.ts';
import type { Faults } from '../network/wire.ts';
import type { Asked, CommandName } from './command-file.ts';

/** Something that is asked of the switchboard itself. */
export type CommandDeed = {
  readonly [Name in CommandName]: {
    readonly kind: 'command';
    readonly name: Name;
    readonly asked: Asked[Name];
    /** Why it is refused; undefined: it is not. */
    readonly refused: RefusalCode | undefined;
  };
}[CommandName];

/** What happens at an instant of a scenario. `at` and `who`: the call of that name, else the telephone of that name. */
export type Deed =
  /** Somebody calls the company, or one of its phones calls. */
  | { readonly kind: 'call'; readonly call: CallPlan & { readonly as: string } }
  /** A person behaves otherwise from now on. */
  | { readonly kind: 'behave'; readonly phone: string; readonly behaviour: Behaviour }
  /** A person takes what rings. */
  | { readonly kind: 'answer'; readonly phone: string }
  /** A person turns away what rings. */
  | { readonly kind: 'reject'; readonly phone: string }
  | { readonly kind: 'hangUp'; readonly who: string }
  | { readonly kind: 'press'; readonly at: string; readonly keys: string }
  | { readonly kind: 'say'; readonly at: string; readonly forMs: number }
  /** The telephone itself puts us on hold, or takes us back. */
  | { readonly kind: 'hold' | 'unhold'; readonly at: string }
  | { readonly kind: 'requestTransfer'; readonly at: string; readonly to: string; readonly isAttended: boolean }
  /** The network can reach the telephone again, or no more. */
  | { readonly kind: 'register' | 'unregister'; readonly phone: string }
  /** The network starts anew and loses these calls. */
  | { readonly kind: 'restart'; readonly losing: 'all' | readonly string[] }
  /** The network is so bad from now on. */
  | { readonly kind: 'faults'; readonly faults: Faults }
  | CommandDeed;

/** One line of the timetable: `atMs` counts from the start of the scenario. */
export interface TimetableLine {
  readonly atMs: number;
  readonly deed: Deed;
  /** Where it stands in the file, such as `timetable[3]`; undefined when it was not read from one. */
  readonly path?: string | undefined;
}

/** What must have happened to a call; an absent field may be anything. */
export interface ExpectedCall {
  readonly outcome?: Outcome | undefined;
  /** The user who answered first; null: nobody of the company. */
  readonly answeredBy?: string | null | undefined;
  readonly endedBy?: 'caller' | 'callee' | 'switchboard' | undefined;
  /** How it ended, as the caller was told. */
  readonly told?: Cause | undefined;
  readonly class?: 'ordinary' | 'vip' | undefined;
  /** Everyone whom the caller talked with, in order: users, and numbers outside. */
  readonly talkedWith?: readonly string[] | undefined;
  readonly transfers?: readonly ExpectedTransfer[] | undefined;
  /** The places in the line that the caller was told, in order. */
  readonly toldPlaces?: readonly number[] | undefined;
  readonly waitingMs?: number | undefined;
  readonly ringingMs?: number | undefined;
  readonly messageMs?: number | undefined;
  readonly talkingMs?: number | undefined;
  readonly heldMs?: number | undefined;
}

/** One transfer of a call. */
export interface ExpectedTransfer {
  readonly by: string;
  /** A user, a group or a number. */
  readonly to: string;
  /** Why it came back, or what else came of it. */
  readonly result: string;
}

/** How often places in a line were left in each way. */
export type Counts = Partial<Readonly<Record<EntryOutcome, number | undefined>>>;

/** What is looked at while the scenario plays; times in ms from its start. */
export type Probe =
  /** What is heard at a call or a telephone: at that time, and until then where that is given. */
  | {
      readonly kind: 'hears';
      readonly who: string;
      readonly what: string;
      readonly fromMs: number;
      readonly untilMs?: number | undefined;
    }
  /** The line of a group in the order of service. */
  | { readonly kind: 'inLine'; readonly group: string; readonly atMs: number; readonly calls: readonly string[] }
  | { readonly kind: 'user'; readonly user: string; readonly atMs: number; readonly is: string }
  | { readonly kind: 'slot'; readonly slot: number; readonly atMs: number; readonly holds: string | null }
  | { readonly kind: 'meeting'; readonly of: string; readonly atMs: number; readonly participants: readonly string[] }
  | { readonly kind: 'callbacks'; readonly group: string; readonly atMs: number; readonly numbers: readonly string[] };

/** What must come of a scenario. */
export type Expectation =
  | { readonly kind: 'call'; readonly call: string; readonly fields: ExpectedCall }
  /** It rings from then on, and until then where that is given. */
  | { readonly kind: 'rings'; readonly phone: string; readonly fromMs: number; readonly untilMs?: number | undefined }
  /** Between these times, where they are given. */
  | {
      readonly kind: 'neverRings';
      readonly phone: string;
      readonly fromMs?: number | undefined;
      readonly untilMs?: number | undefined;
    }
  /** What its screen showed when it rang last, or in the ring that began then; null: nothing. */
  | {
      readonly kind: 'shows';
      readonly phone: string;
      readonly number?: string | null | undefined;
      readonly name?: string | null | undefined;
      readonly fromMs?: number | undefined;
    }
  | Probe
  /** How places in the line of a group were left; a way that is not named did not happen. */
  | { readonly kind: 'counts'; readonly group: string; readonly counts: Counts }
  | {
      readonly kind: 'mailbox';
      readonly of: string;
      readonly messages: number;
      readonly lengthsMs?: readonly number[] | undefined;
    }
  /** At the end nothing is alive, in the switchboard or in the network. */
  | { readonly kind: 'empty' };

/** A scenario, checked: plain data, for any driver. */
export interface Scenario {
  readonly title: string;
  readonly company: CompanyFile;
  /** When 0 ms is, in ms since the Unix epoch; absent: 0. */
  readonly startAt?: number | undefined;
  readonly seed: number;
  /** Every device of the company, and the numbers outside that the file names. */
  readonly phones: Readonly<Record<string, Behaviour>>;
  readonly trunk: { readonly maxCalls?: number | undefined };
  readonly faults: Faults;
  readonly sounds: Readonly<Record<string, number>>;
  /** In the order of time; lines of the same time in the order of the file. */
  readonly timetable: readonly TimetableLine[];
  readonly untilMs: number | undefined;
  readonly expect: readonly Expectation[];
}
