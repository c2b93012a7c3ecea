import type { Country, E164 } from '../directory/numbers.ts';
import type { DeviceId, GroupId, UserId } from '../kernel/ids.ts';

/** Where a number leads. */
export type Destination =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'group'; readonly group: GroupId };

/** A person with a line in the company. */
export interface User {
  readonly id: UserId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  readonly devices: readonly DeviceId[];
  readonly displayNumber: E164 | undefined;
  /** The groups that the user is a member of, in the order of the file. */
  readonly groups: readonly GroupId[];
}

/** The members of a group that ring together. */
export interface Tier {
  /** The number that stands in the file; 0 rings first. */
  readonly number: number;
  readonly ringMs: number;
  readonly members: readonly UserId[];
}

/** Members who answer together, with one queue. */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly shortNumber: string | undefined;
  /** The best tier first; none is empty. */
  readonly tiers: readonly Tier[];
  /** The place in `tiers` of each member. */
  readonly tierOf: ReadonlyMap<UserId, number>;
  /** How many times the tiers are gone through; undefined: until somebody answers. */
  readonly rounds: number | undefined;
  readonly roundPauseMs: number;
  readonly keepRinging: boolean;
  /** What a caller hears before the call is released; undefined releases at once. */
  readonly unansweredSound: string | undefined;
}

/** A checked company with what the engine looks up, made once from the company file. Never changes. */
export interface Company {
  readonly name: string;
  readonly country: Country;
  readonly users: ReadonlyMap<UserId, User>;
  readonly groups: ReadonlyMap<GroupId, Group>;
  readonly numbers: ReadonlyMap<E164, Destination>;
  readonly shortNumbers: ReadonlyMap<string, Destination>;
  readonly userOfDevice: ReadonlyMap<DeviceId, UserId>;
  readonly emergencyNumbers: ReadonlySet<string>;
  readonly userRingMs: number;
  readonly unansweredSound: string | undefined;
  /** Shown on outgoing calls of users without a display number; undefined when the company has no number. */
  readonly mainNumber: E164 | undefined;
}
