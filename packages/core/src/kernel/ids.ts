import { limits } from './limits.ts';

/** A name that only one kind of thing may carry: a plain string at run time. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/** Made by the engine: `c1`, `c2` … */
export type CallId = Branded<'call'>;
/** Made by the engine (`l1` …) or, for an arrived leg, by the adapter (`in-…`). */
export type LegId = Branded<'leg'>;
/** Made by the engine: `o1`, `o2` … */
export type OfferId = Branded<'offer'>;
/** Made by the engine: `e1`, `e2` … */
export type EntryId = Branded<'entry'>;
/** Made by the engine: `b1`, `b2` … */
export type CallbackId = Branded<'callback'>;
/** Made by the engine: `f1`, `f2` … */
export type ConferenceId = Branded<'conference'>;
/** Made by the engine: `p1`, `p2` … One asking for sounds. */
export type PlayId = Branded<'play'>;
/** Made by the engine: `r1`, `r2` … One recording, of a voicemail message or a call. */
export type RecordingId = Branded<'recording'>;
/** Made by the engine: `m1`, `m2` … A room of a conference, or of a call that somebody listens in on. */
export type RoomId = Branded<'room'>;
/** From the company file. */
export type UserId = Branded<'user'>;
/** From the company file. */
export type GroupId = Branded<'group'>;
/** From the company file. */
export type DeviceId = Branded<'device'>;
/** From the configuration of the adapter. */
export type TrunkId = Branded<'trunk'>;

/** What the engine counts, so that every id it makes is new and the same in every run. */
export interface Counters {
  calls: number;
  legs: number;
  offers: number;
  entries: number;
  callbacks: number;
  conferences: number;
  plays: number;
  /** Who became free, was rung or served after whom: the order of fairness. */
  turns: number;
  recordings: number;
  rooms: number;
  timers: number;
}

/** The id that the next call will get. The counter moves when the event with the id is applied. */
export const nextCallId = (ids: Counters): CallId => `c${ids.calls + 1}` as CallId;
/** The id that the next leg of ours will get. */
export const nextLegId = (ids: Counters): LegId => `l${ids.legs + 1}` as LegId;
/** The id that the next offer will get. */
export const nextOfferId = (ids: Counters): OfferId => `o${ids.offers + 1}` as OfferId;
/** The id that the next callback will get. */
export const nextCallbackId = (ids: Counters): CallbackId => `b${ids.callbacks + 1}` as CallbackId;
/** The id that the next conference will get. */
export const nextConferenceId = (ids: Counters): ConferenceId => `f${ids.conferences + 1}` as ConferenceId;
/** The id that the next asking for sounds will get. */
export const nextPlayId = (ids: Counters): PlayId => `p${ids.plays + 1}` as PlayId;
/** The id that the next recording will get. */
export const nextRecordingId = (ids: Counters): RecordingId => `r${ids.recordings + 1}` as RecordingId;
/** The id that the next room will get. */
export const nextRoomId = (ids: Counters): RoomId => `m${ids.rooms + 1}` as RoomId;
/** The id that the next queue entry will get. */
export const nextEntryId = (ids: Counters): EntryId => `e${ids.entries + 1}` as EntryId;

/** Numbered ids in the order in which they were given; total for any two ids. */
export function byId(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * A leg that came from the network has an id chosen by the adapter. The prefix
 * keeps those ids apart from the engine's own, so that neither can be taken for
 * the other.
 */
export const ARRIVED_LEG_PREFIX = 'in-';

/** Whether an id can be an arrived leg's: untrusted input. */
export const isArrivedLegId = (id: string): boolean =>
  id.startsWith(ARRIVED_LEG_PREFIX) && id.length <= limits.legIdLength;

/** Names an arrived leg: `name` must be unique for as long as the company runs, also over restarts of the adapter. */
export const arrivedLegId = (name: string): LegId => `${ARRIVED_LEG_PREFIX}${name}` as LegId;
