import type { Command } from '../command/command.ts';
import type { DeviceId, GroupId, LegId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Cause } from '../port/cause.ts';
import type { Signal } from '../port/telephony.ts';
import type { EpisodeKind } from './episodes.ts';

/** Which end of a call does something. */
export type Side = 'caller' | 'callee';

/** A command, and what it named by the names that hold in every run. */
export interface BookedCommand {
  readonly command: Command;
  readonly call: string | undefined;
  readonly conference: string | undefined;
  readonly callback: string | undefined;
}

/** What somebody did in a call. */
export type Doing =
  | { readonly type: 'hangUp'; readonly side: Side; readonly cause: Cause }
  | { readonly type: 'press'; readonly side: Side; readonly digit: string }
  | { readonly type: 'askTransfer'; readonly side: Side; readonly to: string; readonly attended: string | undefined }
  | { readonly type: 'recorded'; readonly durationMs: number }
  | { readonly type: 'command'; readonly booked: BookedCommand };

/** Something that was done so long after an episode, a ring or a sound began. */
export interface Deed<Does> {
  readonly afterMs: number;
  /** Its place among all inputs. */
  readonly order: number;
  readonly does: Does;
}

/** What a phone that rang told. */
export type Reaction = Extract<Signal, { readonly type: 'legRinging' | 'legAnswered' | 'legEnded' }>;

/** One phone that rang for one caller. */
export interface BookedRing {
  readonly who: string;
  readonly isUser: boolean;
  readonly group: GroupId | undefined;
  /** Rings of one user on several devices count as one. */
  readonly together: string;
  readonly beganAt: Instant;
  readonly reactions: Deed<Reaction>[];
  /** From ring to answer. */
  answeredMs: number | undefined;
  /** How long it rang unanswered. */
  rangMs: number | undefined;
  /** Whether the phone itself ended it. */
  hasRefused: boolean;
}

/** How an episode ended: somebody hung up, something else came, or it had not ended when the stream did. */
export type EpisodeEnd = 'caller' | 'callee' | 'other' | 'open';

/** One stretch of a call as it was. */
export interface BookedEpisode {
  readonly kind: EpisodeKind;
  /** Whom the caller talked with. */
  readonly with: string;
  readonly beganAt: Instant;
  /** The place among all waits: decides who is how patient. */
  readonly place: number;
  /** Whether it is of one who has called us. */
  readonly isCallers: boolean;
  /** Had begun before the stream did. */
  readonly isCut: boolean;
  readonly deeds: Deed<Doing>[];
  /** What the user did when the talk was over. */
  readonly after: Deed<Doing>[];
  group: GroupId | undefined;
  lastsMs: number;
  end: EpisodeEnd;
}

/** Something that was done at an instant, whatever calls there were. */
export type AbsoluteDeed = { readonly at: Instant; readonly order: number } & (
  | { readonly type: 'signal'; readonly signal: Signal }
  /** A user calls from an own phone; whether they had a call already. */
  | { readonly type: 'dial'; readonly signal: Signal; readonly device: DeviceId; readonly hadCall: boolean }
  /** The network started anew. Legs by the names that they have in every run. */
  | { readonly type: 'restart'; readonly lost: ReadonlySet<string>; readonly unknown: readonly LegId[] }
  | { readonly type: 'command'; readonly booked: BookedCommand }
);

/** What people and the network did, as a saved stream tells it. */
export class Book {
  readonly absolute: AbsoluteDeed[] = [];
  readonly rings = new Map<string, BookedRing>();
  readonly episodes = new Map<string, BookedEpisode>();
  /** Keys that were pressed while something was heard, by its name. */
  readonly keys = new Map<string, Deed<string>[]>();
  /** When sounds had been heard to their end, by their name. */
  readonly played = new Map<string, Deed<undefined>>();
  /** How long sounds were heard that stopped before their end, by their name. */
  readonly cut = new Map<string, number>();
  /** The calls that had ended when the stream did. */
  readonly ended = new Set<string>();
  /** What has to be accounted for: each deed of a person, by its place among the inputs. */
  readonly owed = new Map<number, string>();
}

/** Adds to a list in a map. */
export function addTo<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
