import type { Agreed } from '../session/sdp/agreement.ts';
import { addressFamily } from '../session/sdp/media-address.ts';
import { type G711Law, transcode, transcodeRange } from './g711.ts';
import type { MediaClock } from './media-clock.ts';
import {
  datagramKind,
  payloadEnd,
  payloadStart,
  payloadTypeOf,
  RTP_HEADER_BYTES,
  setPayloadType,
  ssrcOf,
} from './rtp.ts';
import { RtpOutput, type Speaker, type StreamStart } from './rtp-output.ts';
import type { MediaPort, MediaSource } from './rtp-port.ts';
import { DigitReader } from './telephone-event.ts';

/** What a received packet holds. */
export type PacketContent = G711Law | 'telephone-event';

/** Takes each accepted packet of a leg. The bytes may be changed in place. */
export type PacketSink = (bytes: Uint8Array, content: PacketContent) => void;

/** What a leg has seen and sent, since it was made. */
export interface MediaCounters {
  packetsIn: number;
  packetsOut: number;
  bytesIn: number;
  bytesOut: number;
  /** Not RTP: RTCP on the RTP port, STUN, noise. */
  droppedNotRtp: number;
  /** RTP of a payload type that was not agreed on, or before anything was. */
  droppedNotAgreed: number;
  /** RTP from another place than the latched one. */
  droppedForeign: number;
  /** Not sent: the party holds us, has no address yet, or does not take telephone events. */
  droppedUnwanted: number;
  /** Not relayed, because a sound plays to the party, or since it was older than the change of speaker. */
  droppedOverridden: number;
}

/** What a media leg is made of. */
export interface MediaLegOptions {
  readonly port: MediaPort;
  readonly clock: Pick<MediaClock, 'nowMs'>;
  readonly random: (bytes: number) => Uint8Array;
  /** Called once per key that the party presses (RFC 4733). */
  readonly onDigit?: (digit: string) => void;
  /** Silence of the latched source after which another one may take its place. 5000 when absent. */
  readonly relatchAfterMs?: number;
}

/** Something that plays to a leg and can be told to stop. */
export interface Playing extends Speaker {
  readonly stop: () => void;
}

const DEFAULT_RELATCH_AFTER_MS = 5000;

const randomStart = (random: (bytes: number) => Uint8Array): StreamStart => {
  const bytes = random(10);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { ssrc: view.getUint32(0), timestamp: view.getUint32(4), sequence: view.getUint16(8) & 0x7fff };
};

const noCounts = (): MediaCounters => ({
  packetsIn: 0,
  packetsOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  droppedNotRtp: 0,
  droppedNotAgreed: 0,
  droppedForeign: 0,
  droppedUnwanted: 0,
  droppedOverridden: 0,
});

/**
 * One party's media. Sends to the negotiated address until the party's first agreed RTP packet shows where it really
 * is; from then on to that source (symmetric RTP, RFC 4961), and packets from elsewhere are dropped. The latch is
 * released when a new description names another address or port, and another source may take it when the latched one
 * has been silent for `relatchAfterMs` although the party says that it sends. A description with the same address, such
 * as a session refresh, keeps it.
 */
export class MediaLeg {
  readonly #port: MediaPort;
  readonly #clock: Pick<MediaClock, 'nowMs'>;
  readonly #onDigit: ((digit: string) => void) | undefined;
  readonly #relatchAfterMs: number;
  readonly #output: RtpOutput;
  readonly #digits = new DigitReader();
  readonly #counters: MediaCounters = noCounts();
  #contents: readonly (PacketContent | undefined)[] = [];
  #agreed: Agreed | undefined = undefined;
  #negotiatedHost: string | undefined = undefined;
  #latched: MediaSource | undefined = undefined;
  #heardAtMs = 0;
  #heardSsrc: number | undefined = undefined;
  #sink: PacketSink | undefined = undefined;
  #playing: Playing | undefined = undefined;
  #isClosed = false;

  constructor(options: MediaLegOptions) {
    this.#port = options.port;
    this.#clock = options.clock;
    this.#onDigit = options.onDigit;
    this.#relatchAfterMs = options.relatchAfterMs ?? DEFAULT_RELATCH_AFTER_MS;
    this.#output = new RtpOutput(randomStart(options.random));
    this.#port.onPacket = (bytes, source) => this.#receive(bytes, source);
  }

  /** Where we receive: what our description names. */
  get local(): { readonly address: string; readonly port: number } {
    return { address: this.#port.address, port: this.#port.port };
  }

  /** What was last agreed on; `undefined` before the first description. */
  get agreed(): Agreed | undefined {
    return this.#agreed;
  }

  /** The source that media is taken from and sent to, once it is known. */
  get latched(): MediaSource | undefined {
    return this.#latched;
  }

  get counters(): Readonly<MediaCounters> {
    return this.#counters;
  }

  /** Takes over what a pair of descriptions agreed on; may be called again at any time. */
  setRemote(agreed: Agreed): void {
    const before = this.#agreed?.remote;
    const hasMoved = before?.address !== agreed.remote.address || before.port !== agreed.remote.port;
    const contents: (PacketContent | undefined)[] = new Array(128).fill(undefined);
    for (const format of agreed.receives) contents[format.payloadType & 0x7f] = format.encoding;
    this.#contents = contents;
    this.#agreed = agreed;
    if (!hasMoved) return;
    this.#latched = undefined;
    this.#locate(agreed.remote.address);
  }

  /** Sets who takes the party's packets; `undefined` for nobody. */
  hearWith(sink: PacketSink | undefined): void {
    this.#sink = sink;
  }

  /** Who takes the party's packets now. */
  get sink(): PacketSink | undefined {
    return this.#sink;
  }

  /** Makes `playing` the only one that the party hears; what played before is stopped. A closed leg stops it at once. */
  claim(playing: Playing): void {
    if (this.#isClosed) {
      playing.stop();
      return;
    }
    const before = this.#playing;
    this.#playing = playing;
    if (before !== playing) before?.stop();
  }

  /** Stops what plays to the party, if anything does. */
  silence(): void {
    this.#playing?.stop();
  }

  /** Lets relayed packets through again, if it is still `playing` that the party hears. */
  release(playing: Playing): void {
    if (this.#playing === playing) this.#playing = undefined;
  }

  /** Sends a packet of another party on to this one: rewritten in place, transcoded when the codecs differ. */
  relay(bytes: Uint8Array, content: PacketContent, speaker: Speaker): void {
    const agreed = this.#agreed;
    if (this.#playing !== undefined) {
      this.#counters.droppedOverridden += 1;
      return;
    }
    if (agreed === undefined || !this.#mayTransmit(agreed)) {
      this.#refuse();
      return;
    }
    const payloadType = content === 'telephone-event' ? agreed.telephoneEventPayloadType : agreed.payloadType;
    if (payloadType === undefined) {
      this.#counters.droppedUnwanted += 1;
      this.#output.skip(speaker);
      return;
    }
    if (!this.#output.rewrite(bytes, speaker, this.#clock.nowMs())) {
      this.#counters.droppedOverridden += 1;
      return;
    }
    setPayloadType(bytes, payloadType);
    if (content !== 'telephone-event' && content !== agreed.codec) {
      transcodeRange(bytes, { start: payloadStart(bytes), end: payloadEnd(bytes) }, content);
    }
    this.#transmit(bytes, agreed);
  }

  /**
   * Sends one frame of A-law samples as a packet of our own. `skippedFrames` frames of the same length before it were
   * given up.
   */
  sendFrame(samples: Uint8Array, speaker: Speaker, skippedFrames: number): void {
    const agreed = this.#agreed;
    if (agreed === undefined || !this.#mayTransmit(agreed)) {
      this.#refuse();
      return;
    }
    const bytes = new Uint8Array(RTP_HEADER_BYTES + samples.length);
    bytes.set(samples, RTP_HEADER_BYTES);
    if (agreed.codec !== 'PCMA') transcode(bytes.subarray(RTP_HEADER_BYTES), 'PCMA', agreed.codec);
    this.#output.stamp(bytes, {
      speaker,
      payloadType: agreed.payloadType,
      advance: samples.length * (1 + skippedFrames),
      nowMs: this.#clock.nowMs(),
    });
    this.#transmit(bytes, agreed);
  }

  /** Ends the leg's media: what plays is stopped and the port is given back. A second call does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#playing?.stop();
    this.#sink = undefined;
    this.#port.close();
  }

  #locate(host: string): void {
    this.#negotiatedHost = addressFamily(host) === undefined ? undefined : host;
    if (this.#negotiatedHost !== undefined) return;
    void this.#port.resolve(host).then((address) => {
      // A newer description may have come while the name was looked up.
      if (this.#agreed?.remote.address === host) this.#negotiatedHost = address;
    });
  }

  #receive(bytes: Uint8Array, source: MediaSource): void {
    if (datagramKind(bytes) !== 'rtp') {
      this.#counters.droppedNotRtp += 1;
      return;
    }
    const content = this.#contents[payloadTypeOf(bytes)];
    if (content === undefined) {
      this.#counters.droppedNotAgreed += 1;
      return;
    }
    const nowMs = this.#clock.nowMs();
    if (!this.#isFrom(source) && !this.#latch(source, nowMs)) {
      this.#counters.droppedForeign += 1;
      return;
    }
    this.#heardAtMs = nowMs;
    this.#counters.packetsIn += 1;
    this.#counters.bytesIn += bytes.length;
    if (content === 'telephone-event') this.#readDigit(bytes);
    this.#sink?.(bytes, content);
  }

  #readDigit(bytes: Uint8Array): void {
    const ssrc = ssrcOf(bytes);
    if (ssrc !== this.#heardSsrc) this.#digits.reset();
    this.#heardSsrc = ssrc;
    const digit = this.#digits.read(bytes);
    if (digit !== undefined) this.#onDigit?.(digit);
  }

  #isFrom(source: MediaSource): boolean {
    const latched = this.#latched;
    return latched !== undefined && latched.port === source.port && latched.address === source.address;
  }

  #latch(source: MediaSource, nowMs: number): boolean {
    // A party on hold is rightly silent: its place must not be open to whoever sends next.
    const isOpen = this.#latched === undefined || nowMs - this.#heardAtMs >= this.#relatchAfterMs;
    if (!isOpen || this.#agreed?.remoteSends !== true) return false;
    this.#latched = { address: source.address, port: source.port };
    return true;
  }

  #mayTransmit(agreed: Agreed): boolean {
    return agreed.remoteReceives && (this.#latched !== undefined || this.#negotiatedHost !== undefined);
  }

  #refuse(): void {
    this.#counters.droppedUnwanted += 1;
    this.#output.interrupt();
  }

  #transmit(bytes: Uint8Array, agreed: Agreed): void {
    this.#counters.packetsOut += 1;
    this.#counters.bytesOut += bytes.length;
    const latched = this.#latched;
    if (latched !== undefined) this.#port.send(bytes, latched.address, latched.port);
    else if (this.#negotiatedHost !== undefined) this.#port.send(bytes, this.#negotiatedHost, agreed.remote.port);
  }
}
