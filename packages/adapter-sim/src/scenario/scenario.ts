import type { Cause, CompanyFile, Outcome } from '@sentralbord/core';
import type { Behaviour } from '../network/behaviour.ts';
import type { CallPlan } from '../network/sim-call.ts';
import type { Faults } from '../network/wire.ts';

/** What happens at an instant of a scenario. */
export type Deed =
  /** Somebody calls the company, or one of its phones calls. */
  | { readonly kind: 'call'; readonly call: CallPlan & { readonly as: string } }
  /** A person behaves otherwise from now on. */
  | { readonly kind: 'behave'; readonly phone: string; readonly behaviour: Behaviour }
  /** A person takes what rings. */
  | { readonly kind: 'answer'; readonly phone: string }
  /** A person turns away what rings. */
  | { readonly kind: 'reject'; readonly phone: string }
  /** The call of that name, else the telephone of that name, hangs up. */
  | { readonly kind: 'hangUp'; readonly who: string }
  /** The network starts anew and loses these calls. */
  | { readonly kind: 'restart'; readonly losing: 'all' | readonly string[] };

/** One line of the timetable: `atMs` counts from the start of the scenario. */
export interface TimetableLine {
  readonly atMs: number;
  readonly deed: Deed;
}

/** What must have happened to a call; an absent field may be anything. */
export interface ExpectedCall {
  readonly outcome?: Outcome | undefined;
  /** The user who took it; null: nobody of the company. */
  readonly answeredBy?: string | null | undefined;
  readonly endedBy?: 'caller' | 'callee' | 'switchboard' | undefined;
  /** How it ended, as the caller was told. */
  readonly told?: Cause | undefined;
  readonly waitingMs?: number | undefined;
  readonly ringingMs?: number | undefined;
  readonly messageMs?: number | undefined;
  readonly talkingMs?: number | undefined;
}

/** What must come of a scenario. */
export type Expectation =
  | { readonly kind: 'call'; readonly call: string; readonly fields: ExpectedCall }
  /** It rings from then on, and until then where that is given. */
  | { readonly kind: 'rings'; readonly phone: string; readonly fromMs: number; readonly untilMs?: number | undefined }
  | { readonly kind: 'neverRings'; readonly phone: string }
  /** What its screen showed when it rang last; null: nothing. */
  | {
      readonly kind: 'shows';
      readonly phone: string;
      readonly number?: string | null | undefined;
      readonly name?: string | null | undefined;
    }
  /** At the end nothing is alive, in the switchboard or in the network. */
  | { readonly kind: 'empty' };

/** A scenario, checked: plain data, for any driver. */
export interface Scenario {
  readonly title: string;
  readonly company: CompanyFile;
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
