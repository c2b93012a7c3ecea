import {
  sequenceDelta,
  sequenceOf,
  setMarker,
  setStream,
  ssrcOf,
  timestampDelta,
  timestampOf,
  writeHeader,
} from './rtp.ts';

/** Who speaks in an output: compared by identity only. */
export type Speaker = object;

/** Where a new output starts; random, so that streams cannot be guessed (RFC 3550 section 5.1). */
export interface StreamStart {
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
}

/** A packet of our own, to be given the next place in the stream. */
export interface OwnPacket {
  readonly speaker: Speaker;
  readonly payloadType: number;
  /** Samples since the speaker's packet before. */
  readonly advance: number;
  readonly nowMs: number;
}

const SAMPLES_PER_MS = 8;
const SAMPLES_PER_PACKET = 160;
/** Packets for which one that is older than the change of speaker is still recognised. */
const REORDER_WINDOW = 1000;

/**
 * The one stream that a receiver hears: a fixed SSRC, with sequence numbers and timestamps that go on when the speaker
 * changes between players and relayed parties. Relayed packets are rewritten in place by an offset, so that loss and
 * jitter stay as they were. Pure: time comes in.
 */
export class RtpOutput {
  readonly #ssrc: number;
  #sequence: number;
  #timestamp: number;
  #sentAtMs: number | undefined = undefined;
  #speaker: Speaker | undefined = undefined;
  #speakerSsrc = 0;
  #sequenceOffset = 0;
  #timestampOffset = 0;
  #floor = 0;
  #sinceChange = 0;

  constructor(start: StreamStart) {
    this.#ssrc = start.ssrc >>> 0;
    this.#sequence = start.sequence & 0xffff;
    this.#timestamp = start.timestamp >>> 0;
  }

  /** Rewrites a relayed packet in place. False when it is older than the change of speaker and must not be sent. */
  rewrite(bytes: Uint8Array, speaker: Speaker, nowMs: number): boolean {
    if (speaker !== this.#speaker || ssrcOf(bytes) !== this.#speakerSsrc) this.#follow(bytes, speaker, nowMs);
    const sequence = (sequenceOf(bytes) + this.#sequenceOffset) & 0xffff;
    const timestamp = (timestampOf(bytes) + this.#timestampOffset) >>> 0;
    if (this.#sinceChange < REORDER_WINDOW && sequenceDelta(this.#floor, sequence) <= 0) return false;
    this.#sinceChange += 1;
    setStream(bytes, { sequence, timestamp, ssrc: this.#ssrc });
    this.#advanceTo(sequence, timestamp);
    this.#sentAtMs = nowMs;
    return true;
  }

  /** Leaves out a relayed packet without a hole in the sequence, for one that the receiver cannot understand. */
  skip(speaker: Speaker): void {
    if (speaker === this.#speaker) this.#sequenceOffset -= 1;
  }

  /** Writes the header of a packet of our own. */
  stamp(bytes: Uint8Array, packet: OwnPacket): void {
    const changed = packet.speaker !== this.#speaker;
    const timestamp = changed ? this.#resumeTimestamp(packet.nowMs) : this.#timestamp + packet.advance;
    this.#speaker = packet.speaker;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = timestamp >>> 0;
    this.#sentAtMs = packet.nowMs;
    writeHeader(bytes, {
      marker: changed,
      payloadType: packet.payloadType,
      sequence: this.#sequence,
      timestamp: this.#timestamp,
      ssrc: this.#ssrc,
    });
  }

  /** Forgets the speaker, so that the next packet follows the last one sent without a gap in the sequence. */
  interrupt(): void {
    this.#speaker = undefined;
  }

  #follow(bytes: Uint8Array, speaker: Speaker, nowMs: number): void {
    this.#speaker = speaker;
    this.#speakerSsrc = ssrcOf(bytes);
    this.#floor = this.#sequence;
    this.#sinceChange = 0;
    this.#sequenceOffset = this.#sequence + 1 - sequenceOf(bytes);
    this.#timestampOffset = this.#resumeTimestamp(nowMs) - timestampOf(bytes);
    setMarker(bytes);
  }

  #resumeTimestamp(nowMs: number): number {
    if (this.#sentAtMs === undefined) return this.#timestamp;
    const silent = Math.round((nowMs - this.#sentAtMs) * SAMPLES_PER_MS);
    return this.#timestamp + Math.max(SAMPLES_PER_PACKET, silent);
  }

  #advanceTo(sequence: number, timestamp: number): void {
    if (sequenceDelta(this.#sequence, sequence) > 0) this.#sequence = sequence;
    if (timestampDelta(this.#timestamp, timestamp) > 0) this.#timestamp = timestamp;
  }
}
