import type { Action, LegId, Signal } from '@sentralbord/core';
import type { ActionOf, PlayId, RecordingId, RoomId } from './port-types.ts';

/** Whom the switchboard believes to be together: what {@link TalkAudit.mirror} holds against what it has asked. */
export interface TalkOfEngine {
  /** The legs that are up. */
  readonly up?: Iterable<LegId>;
  /** The legs of those who keep another on hold: they alone may hear nothing (law 7). */
  readonly holders?: Iterable<LegId>;
  readonly bridges?: Iterable<readonly [LegId, LegId]>;
  readonly rooms?: Iterable<readonly [RoomId, Iterable<LegId>]>;
}

/**
 * Knows what the switchboard has asked to be heard at each leg, and what it has
 * been told of that: the same as the network does, but for what is under way.
 */
export class TalkAudit {
  private readonly violate: (breach: string) => void;
  private readonly partners = new Map<LegId, LegId>();
  private readonly rooms = new Map<LegId, RoomId>();
  private readonly playing = new Map<LegId, PlayId | 'ringing'>();
  private readonly recording = new Map<LegId, RecordingId>();
  private readonly used = new Set<PlayId | RecordingId>();

  constructor(violate: (breach: string) => void) {
    this.violate = violate;
  }

  /** The switchboard asks something about legs that are not gone. */
  asked(action: Action): void {
    switch (action.type) {
      case 'bridge':
        this.bridge(action.a, action.b);
        return;
      case 'unbridge':
        this.unbridge(action.a, action.b);
        return;
      case 'play':
        this.play(action);
        return;
      case 'stopPlaying':
        this.playing.delete(action.leg);
        return;
      case 'record':
        this.record(action);
        return;
      case 'stopRecording':
        // Known at once: another may begin before its end is told.
        if (this.recording.get(action.leg) === action.recording) this.recording.delete(action.leg);
        return;
      case 'joinRoom':
        this.joinRoom(action);
        return;
      case 'setRole':
        this.mustBeIn(action.leg, action.room);
        return;
      case 'leaveRoom':
        this.mustBeIn(action.leg, action.room);
        this.rooms.delete(action.leg);
        return;
      default:
    }
  }

  /** Ringing tone for a leg that is up. */
  ring(leg: LegId): void {
    this.mustBeAlone('ring', leg);
    this.playing.set(leg, 'ringing');
  }

  /** A signal has reached the switchboard. */
  told(signal: Signal): void {
    if (signal.type === 'played' && this.playing.get(signal.leg) === signal.play) this.playing.delete(signal.leg);
    if (signal.type === 'recorded' && this.recording.get(signal.leg) === signal.recording)
      this.recording.delete(signal.leg);
  }

  /** A leg is over for the switchboard. */
  over(leg: LegId): void {
    this.part(leg);
    for (const each of [this.rooms, this.playing, this.recording]) each.delete(leg);
  }

  /** Whether nothing is to be heard at a leg (law 7). */
  isSilent(leg: LegId): boolean {
    return ![this.partners, this.rooms, this.playing, this.recording].some((each) => each.has(leg));
  }

  /** Where the switchboard believes something else of who is together than it has asked, in words. */
  mirror({ bridges, rooms }: TalkOfEngine): readonly string[] {
    const asked = [...this.partners].map(pairText);
    const legs = [...this.rooms].map(([leg, room]) => `${leg} in ${room}`);
    return [
      ...(bridges === undefined ? [] : differences(new Set([...bridges].map(pairText)), new Set(asked))),
      ...(rooms === undefined ? [] : differences(new Set(membersOf(rooms)), new Set(legs))),
    ];
  }

  private bridge(a: LegId, b: LegId): void {
    this.mustBeAlone('bridge', a);
    this.mustBeAlone('bridge', b);
    for (const leg of [a, b]) {
      this.part(leg);
      this.rooms.delete(leg);
      this.playing.delete(leg);
    }
    this.partners.set(a, b);
    this.partners.set(b, a);
  }

  private unbridge(a: LegId, b: LegId): void {
    if (this.partners.get(a) === b) this.part(a);
    else this.violate(`unbridge of ${a} and ${b}, which are not bridged`);
  }

  private play({ leg, play }: ActionOf<'play'>): void {
    this.mustBeAlone('play', leg);
    this.mustBeNew(play);
    this.playing.set(leg, play);
  }

  private record({ leg, recording }: ActionOf<'record'>): void {
    if (this.recording.has(leg)) this.violate(`record of ${leg}, which is being recorded`);
    this.mustBeNew(recording);
    this.playing.delete(leg);
    this.recording.set(leg, recording);
  }

  /** A leg that is bridged may go straight into a room; it cannot be in two. */
  private joinRoom({ leg, room }: ActionOf<'joinRoom'>): void {
    if (this.rooms.has(leg)) this.violate(`joinRoom of ${leg}, which is in a room`);
    this.part(leg);
    this.playing.delete(leg);
    this.rooms.set(leg, room);
  }

  private part(leg: LegId): void {
    const partner = this.partners.get(leg);
    this.partners.delete(leg);
    if (partner !== undefined) this.partners.delete(partner);
  }

  private mustBeAlone(what: Action['type'], leg: LegId): void {
    if (this.partners.has(leg)) this.violate(`${what} of ${leg}, which is bridged`);
    if (this.rooms.has(leg)) this.violate(`${what} of ${leg}, which is in a room`);
  }

  private mustBeIn(leg: LegId, room: RoomId): void {
    if (this.rooms.get(leg) !== room) this.violate(`${leg} is not in ${room}`);
  }

  private mustBeNew(id: PlayId | RecordingId): void {
    if (this.used.has(id)) this.violate(`${id} is used twice`);
    this.used.add(id);
  }
}

const pairText = ([a, b]: readonly [LegId, LegId]): string => `the bridge of ${[a, b].sort().join(' and ')}`;

const membersOf = (rooms: Iterable<readonly [RoomId, Iterable<LegId>]>): readonly string[] =>
  [...rooms].flatMap(([room, legs]) => [...legs].map((leg) => `${leg} in ${room}`));

function differences(held: ReadonlySet<string>, asked: ReadonlySet<string>): readonly string[] {
  return [
    ...[...held]
      .filter((text) => !asked.has(text))
      .map((text) => `the switchboard holds ${text}, and has not asked it`),
    ...[...asked]
      .filter((text) => !held.has(text))
      .map((text) => `${text} stands, and the switchboard knows nothing of it`),
  ];
}
