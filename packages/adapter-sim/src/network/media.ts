import type { LegId, Signal, Sound } from '@sentralbord/core';
import { type Hears, hearsNow, lengthOf, type Playing } from './hearing.ts';
import type { ActionOf, RoomId, RoomRole } from './port-types.ts';
import type { SimClock } from './sim-clock.ts';
import type { NetworkLeg } from './telephone.ts';

/** How long a sound lasts whose length is not given, in ms. */
const SOUND_MS = 3_000;

/** What the media of a simulated network needs. */
export interface MediaOptions {
  readonly clock: SimClock;
  readonly live: ReadonlyMap<LegId, NetworkLeg>;
  /** Lengths of sounds in ms, by name. */
  readonly sounds: Readonly<Record<Sound, number>>;
  readonly send: (signal: Signal) => void;
  /** Something has begun to play to a leg. */
  readonly begun: (leg: NetworkLeg, playing: Playing) => void;
}

/** What each leg hears: sounds, ringing, another leg, a room. */
export class Media {
  private readonly options: MediaOptions;

  constructor(options: MediaOptions) {
    this.options = options;
  }

  /** What a leg hears now; a leg that is gone hears nothing. */
  hears(id: LegId): Hears {
    const leg = this.options.live.get(id);
    return leg === undefined ? 'nothing' : hearsNow(leg, this.options.clock.now());
  }

  /** Whether what is said at one leg is heard at the other. */
  carries(from: LegId, to: LegId): boolean {
    const [speaker, listener] = [this.options.live.get(from), this.options.live.get(to)];
    if (speaker === undefined || listener === undefined || from === to) return false;
    if ([speaker, listener].some((leg) => leg.phase !== 'up' || leg.isHolding)) return false;
    if (listener.connection?.kind === 'leg') return this.isBridged(from, to);
    return speaksTo(speaker, listener);
  }

  /** Whether two legs are bridged. */
  isBridged(a: LegId, b: LegId): boolean {
    return this.partnerOf(a) === b && this.partnerOf(b) === a;
  }

  /** The legs in a room, in the order in which they came to the network. */
  members(room: RoomId): readonly LegId[] {
    return [...this.options.live.values()].filter((leg) => roomOf(leg) === room).map(({ id }) => id);
  }

  ring(leg: NetworkLeg): void {
    if (leg.phase === 'calling') leg.phase = 'hearsRinging';
    if (leg.phase === 'up') this.begin(leg, { kind: 'ringing' });
  }

  play(leg: NetworkLeg, { play, sounds, loop }: ActionOf<'play'>): void {
    if (leg.phase !== 'up') return;
    const { clock, send } = this.options;
    const tape = sounds.map((sound) => ({ sound, ms: this.options.sounds[sound] ?? SOUND_MS }));
    const playing: Playing = { kind: 'sounds', play, tape, loop, fromAt: clock.now() };
    if (!loop) {
      clock.after(lengthOf(tape), () => {
        if (leg.playing !== playing) return;
        leg.playing = undefined;
        send({ type: 'played', leg: leg.id, play });
      });
    }
    this.begin(leg, playing);
  }

  bridge(a: LegId, b: LegId): void {
    const [one, other] = [this.options.live.get(a), this.options.live.get(b)];
    if (one === undefined || other === undefined) return;
    for (const leg of [one, other]) {
      this.disconnect(leg);
      leg.playing = undefined;
    }
    one.connection = { kind: 'leg', leg: b };
    other.connection = { kind: 'leg', leg: a };
  }

  unbridge(a: LegId, b: LegId): void {
    const leg = this.options.live.get(a);
    if (leg !== undefined && this.isBridged(a, b)) this.disconnect(leg);
  }

  joinRoom(leg: NetworkLeg, room: RoomId, role: RoomRole): void {
    this.disconnect(leg);
    leg.playing = undefined;
    leg.connection = { kind: 'room', room, role };
  }

  leaveRoom(leg: NetworkLeg, room: RoomId): void {
    if (roomOf(leg) === room) leg.connection = undefined;
  }

  setRole(leg: NetworkLeg, room: RoomId, role: RoomRole): void {
    if (roomOf(leg) === room) leg.connection = { kind: 'room', room, role };
  }

  /** Takes a leg out of what it is in; the one that it was bridged with hears nothing. */
  disconnect(leg: NetworkLeg): void {
    const partner = leg.connection?.kind === 'leg' ? this.options.live.get(leg.connection.leg) : undefined;
    leg.connection = undefined;
    if (partner !== undefined) partner.connection = undefined;
  }

  private begin(leg: NetworkLeg, playing: Playing): void {
    leg.playing = playing;
    this.options.begun(leg, playing);
  }

  private partnerOf(id: LegId): LegId | undefined {
    const connection = this.options.live.get(id)?.connection;
    return connection?.kind === 'leg' ? connection.leg : undefined;
  }
}

const roomOf = ({ connection }: NetworkLeg): RoomId | undefined =>
  connection?.kind === 'room' ? connection.room : undefined;

/** Whether one is heard by another in the room that both are in. */
function speaksTo({ connection }: NetworkLeg, listener: NetworkLeg): boolean {
  if (connection?.kind !== 'room' || connection.room !== roomOf(listener)) return false;
  const { role } = connection;
  return role.kind === 'speaks' || (role.kind === 'whispers' && role.to === listener.id);
}
