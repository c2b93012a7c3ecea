import { payloadEnd, payloadStart, timestampDelta, timestampOf } from './rtp.ts';

/** Events 0 to 15 in their order (RFC 4733 section 3.2). */
const DIGITS = '0123456789*#ABCD';
const EVENT_BYTES = 4;

/** Reads keys from telephone-event packets. Each key counts once, at the first of its packets that arrives. */
export class DigitReader {
  #timestamp: number | undefined = undefined;

  /** The key that this packet starts; `undefined` for its repetitions, for other events, and for a packet too short. */
  read(bytes: Uint8Array): string | undefined {
    const start = payloadStart(bytes);
    if (payloadEnd(bytes) - start < EVENT_BYTES) return undefined;
    const timestamp = timestampOf(bytes);
    // All packets of one event carry the timestamp of its beginning (RFC 4733 section 2.2.2).
    if (this.#timestamp !== undefined && timestampDelta(this.#timestamp, timestamp) <= 0) return undefined;
    this.#timestamp = timestamp;
    return DIGITS[bytes[start] ?? DIGITS.length];
  }

  /** Forgets the last key, for a stream that starts anew. */
  reset(): void {
    this.#timestamp = undefined;
  }
}
