import type { LegId, PlayId, RecordingId, RoomId } from '../src/kernel/ids.ts';
import type { Action, Signal } from '../src/port/telephony.ts';

/** What a leg hears. Undefined where it is used: nothing at all. */
export type FarHears =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'sounds'; readonly play: PlayId; readonly loop: boolean }
  | { readonly kind: 'recording'; readonly recording: RecordingId }
  | { readonly kind: 'leg'; readonly leg: LegId }
  | { readonly kind: 'room'; readonly room: RoomId };

type ActionOf<Type extends Action['type']> = Extract<Action, { readonly type: Type }>;
/** The actions that change what legs hear; `ring` only for a leg that is up. */
export type TalkAction = ActionOf<
  'ring' | 'bridge' | 'unbridge' | 'play' | 'stopPlaying' | 'record' | 'joinRoom' | 'leaveRoom' | 'setRole'
>;

/**
 * What each leg hears, as far as the engine can know: what ends of itself goes
 * on until the engine has been told. Notes what no engine may ask.
 */
export class NetworkTalk {
  private readonly hearing = new Map<LegId, FarHears>();
  private readonly recording = new Map<LegId, RecordingId>();
  private readonly used = new Set<PlayId | RecordingId>();
  private readonly breach: (text: string) => void;
  private readonly isExcused: (leg: LegId) => boolean;

  /** `isExcused`: whether a leg's end is known, or being told in this step: what was decided before may still be asked of it. */
  constructor(rules: { readonly breach: (text: string) => void; readonly isExcused: (leg: LegId) => boolean }) {
    this.breach = rules.breach;
    this.isExcused = rules.isExcused;
  }

  hears(leg: LegId): FarHears | undefined {
    return this.hearing.get(leg);
  }

  /** The recording that is made of a leg. */
  recordingOf(leg: LegId): RecordingId | undefined {
    return this.recording.get(leg);
  }

  asked(action: TalkAction): void {
    switch (action.type) {
      case 'bridge':
        this.bridge(action.a, action.b);
        return;
      case 'unbridge':
        this.unbridge(action.a, action.b);
        return;
      case 'ring':
        this.give('ring', action.leg, { kind: 'ringing' });
        return;
      case 'play':
        this.mustBeNew(action.play);
        this.give('play', action.leg, { kind: 'sounds', play: action.play, loop: action.loop });
        return;
      case 'stopPlaying':
        if (this.connectionOf(action.leg) === undefined) this.hearing.delete(action.leg);
        return;
      case 'record':
        this.record(action);
        return;
      case 'joinRoom':
        this.joinRoom(action);
        return;
      case 'setRole':
        this.mustBeIn(action.leg, action.room);
        return;
      case 'leaveRoom':
        this.mustBeIn(action.leg, action.room);
        this.leave(action.leg, action.room);
    }
  }

  /** The engine has ended a recording: it knows at once, and may ask for another. */
  stopped(leg: LegId, recording: RecordingId): void {
    if (this.recording.get(leg) === recording) this.recording.delete(leg);
  }

  /** The engine learns that something has ended of itself. */
  told(signal: Signal): void {
    if (signal.type === 'played') {
      const heard = this.hearing.get(signal.leg);
      if (heard?.kind === 'sounds' && heard.play === signal.play) this.hearing.delete(signal.leg);
    }
    if (signal.type === 'recorded') this.hasRecorded(signal.leg, signal.recording);
  }

  /** A leg is over for the engine; the one that it was bridged with hears nothing. */
  over(leg: LegId): void {
    this.part(leg);
    this.hearing.delete(leg);
    this.recording.delete(leg);
  }

  private bridge(a: LegId, b: LegId): void {
    this.mustBeAlone('bridge', a);
    this.mustBeAlone('bridge', b);
    for (const leg of [a, b]) this.clear(leg);
    // With one that is gone there is nobody to hear: the other is left in silence.
    if (this.isExcused(a) || this.isExcused(b)) return;
    this.hearing.set(a, { kind: 'leg', leg: b });
    this.hearing.set(b, { kind: 'leg', leg: a });
  }

  private unbridge(a: LegId, b: LegId): void {
    if (this.partnerOf(a) === b) this.part(a);
    else if (!this.isExcused(a) && !this.isExcused(b)) this.breach(`unbridge of ${a} and ${b}, which are not bridged`);
  }

  private record({ leg, recording }: ActionOf<'record'>): void {
    this.mustBeNew(recording);
    if (this.recording.has(leg)) this.breach(`record of ${leg}, which is being recorded`);
    if (this.isExcused(leg)) return;
    this.recording.set(leg, recording);
    if (this.connectionOf(leg) === undefined) this.hearing.set(leg, { kind: 'recording', recording });
  }

  /** A leg that is bridged may go straight into a room; it cannot be in two. */
  private joinRoom({ leg, room }: ActionOf<'joinRoom'>): void {
    if (this.hearing.get(leg)?.kind === 'room') this.breach(`joinRoom of ${leg}, which is in a room`);
    this.clear(leg);
    if (!this.isExcused(leg)) this.hearing.set(leg, { kind: 'room', room });
  }

  private leave(leg: LegId, room: RoomId): void {
    const heard = this.hearing.get(leg);
    if (heard?.kind === 'room' && heard.room === room) this.hearing.delete(leg);
  }

  private hasRecorded(leg: LegId, recording: RecordingId): void {
    if (this.recording.get(leg) === recording) this.recording.delete(leg);
    const heard = this.hearing.get(leg);
    if (heard?.kind === 'recording' && heard.recording === recording) this.hearing.delete(leg);
  }

  private give(what: Action['type'], leg: LegId, heard: FarHears): void {
    this.mustBeAlone(what, leg);
    this.clear(leg);
    if (!this.isExcused(leg)) this.hearing.set(leg, heard);
  }

  private clear(leg: LegId): void {
    this.part(leg);
    this.hearing.delete(leg);
  }

  private part(leg: LegId): void {
    const partner = this.partnerOf(leg);
    if (partner === undefined) return;
    this.hearing.delete(leg);
    this.hearing.delete(partner);
  }

  private partnerOf(leg: LegId): LegId | undefined {
    const heard = this.hearing.get(leg);
    return heard?.kind === 'leg' ? heard.leg : undefined;
  }

  private connectionOf(leg: LegId): FarHears | undefined {
    const heard = this.hearing.get(leg);
    return heard?.kind === 'leg' || heard?.kind === 'room' ? heard : undefined;
  }

  private mustBeAlone(what: Action['type'], leg: LegId): void {
    const connection = this.connectionOf(leg);
    if (connection?.kind === 'leg') this.breach(`${what} of ${leg}, which is bridged with ${connection.leg}`);
    if (connection?.kind === 'room') this.breach(`${what} of ${leg}, which is in ${connection.room}`);
  }

  private mustBeIn(leg: LegId, room: RoomId): void {
    const heard = this.hearing.get(leg);
    const isIn = heard?.kind === 'room' && heard.room === room;
    if (!isIn && !this.isExcused(leg)) this.breach(`${leg} is not in ${room}`);
  }

  private mustBeNew(id: PlayId | RecordingId): void {
    if (this.used.has(id)) this.breach(`${id} is used twice`);
    this.used.add(id);
  }
}
