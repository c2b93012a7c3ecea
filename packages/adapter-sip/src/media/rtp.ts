/** The fixed header of an RTP packet (RFC 3550 section 5.1). */
export interface RtpHeader {
  readonly marker: boolean;
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

/** Bytes of the header without contributing sources or extension. */
export const RTP_HEADER_BYTES = 12;

/** What a datagram on a media port is. */
export type DatagramKind = 'rtp' | 'rtcp' | 'foreign';

const VERSION = 2;
const MARKER_BIT = 0x80;
const PADDING_BIT = 0x20;
const EXTENSION_BIT = 0x10;

const byteAt = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

const uint16At = (bytes: Uint8Array, index: number): number => (byteAt(bytes, index) << 8) | byteAt(bytes, index + 1);

const uint32At = (bytes: Uint8Array, index: number): number =>
  ((uint16At(bytes, index) << 16) | uint16At(bytes, index + 2)) >>> 0;

const setUint16 = (bytes: Uint8Array, index: number, value: number): void => {
  bytes[index] = (value >>> 8) & 0xff;
  bytes[index + 1] = value & 0xff;
};

const setUint32 = (bytes: Uint8Array, index: number, value: number): void => {
  setUint16(bytes, index, value >>> 16);
  setUint16(bytes, index + 2, value & 0xffff);
};

/** Where the payload starts, behind contributing sources and extension; may lie past the end of a broken packet. */
export const payloadStart = (bytes: Uint8Array): number => {
  const first = byteAt(bytes, 0);
  const start = RTP_HEADER_BYTES + 4 * (first & 0x0f);
  if ((first & EXTENSION_BIT) === 0) return start;
  return start + 4 + 4 * uint16At(bytes, start + 2);
};

/** Where the payload ends: the packet's end without its padding. */
export const payloadEnd = (bytes: Uint8Array): number => {
  const padded = (byteAt(bytes, 0) & PADDING_BIT) !== 0;
  return bytes.length - (padded ? byteAt(bytes, bytes.length - 1) : 0);
};

const hasSoundLengths = (bytes: Uint8Array): boolean => {
  const padded = (byteAt(bytes, 0) & PADDING_BIT) !== 0;
  if (padded && byteAt(bytes, bytes.length - 1) === 0) return false;
  return payloadStart(bytes) <= payloadEnd(bytes);
};

/**
 * Tells RTP from RTCP and from everything else (STUN, keep-alives, noise). RTCP on the RTP port is known by its packet
 * type, which takes the place of marker and payload type (RFC 5761 section 4). For `rtp` all lengths lie inside the packet.
 */
export const datagramKind = (bytes: Uint8Array): DatagramKind => {
  if (bytes.length < 8 || byteAt(bytes, 0) >> 6 !== VERSION) return 'foreign';
  const second = byteAt(bytes, 1);
  if (second >= 192 && second <= 223) return 'rtcp';
  return bytes.length >= RTP_HEADER_BYTES && hasSoundLengths(bytes) ? 'rtp' : 'foreign';
};

/** Payload type of a packet that is known to be RTP. */
export const payloadTypeOf = (bytes: Uint8Array): number => byteAt(bytes, 1) & 0x7f;

/** Sequence number of a packet that is known to be RTP. */
export const sequenceOf = (bytes: Uint8Array): number => uint16At(bytes, 2);

/** Timestamp, in samples, of a packet that is known to be RTP. */
export const timestampOf = (bytes: Uint8Array): number => uint32At(bytes, 4);

/** Synchronization source of a packet that is known to be RTP. */
export const ssrcOf = (bytes: Uint8Array): number => uint32At(bytes, 8);

/** Replaces the payload type and leaves the marker as it is. */
export const setPayloadType = (bytes: Uint8Array, payloadType: number): void => {
  bytes[1] = (byteAt(bytes, 1) & MARKER_BIT) | (payloadType & 0x7f);
};

/** Sets the marker bit, which starts a talk spurt (RFC 3551 section 4.1). */
export const setMarker = (bytes: Uint8Array): void => {
  bytes[1] = byteAt(bytes, 1) | MARKER_BIT;
};

/** Replaces sequence number, timestamp and source, and nothing else. */
export const setStream = (bytes: Uint8Array, stream: Pick<RtpHeader, 'sequence' | 'timestamp' | 'ssrc'>): void => {
  setUint16(bytes, 2, stream.sequence);
  setUint32(bytes, 4, stream.timestamp);
  setUint32(bytes, 8, stream.ssrc);
};

/** Reads the header, or `undefined` when the datagram is not RTP. */
export const readHeader = (bytes: Uint8Array): RtpHeader | undefined => {
  if (datagramKind(bytes) !== 'rtp') return undefined;
  return {
    marker: (byteAt(bytes, 1) & MARKER_BIT) !== 0,
    payloadType: payloadTypeOf(bytes),
    sequence: sequenceOf(bytes),
    timestamp: timestampOf(bytes),
    ssrc: ssrcOf(bytes),
  };
};

/** Writes a header without contributing sources, extension or padding into the first twelve bytes. */
export const writeHeader = (bytes: Uint8Array, header: RtpHeader): void => {
  bytes[0] = VERSION << 6;
  bytes[1] = (header.marker ? MARKER_BIT : 0) | (header.payloadType & 0x7f);
  setStream(bytes, header);
};

/** How far `to` is ahead of `from`, -32,768 to 32,767, through the wrap at 65,536. */
export const sequenceDelta = (from: number, to: number): number => ((to - from) << 16) >> 16;

/** How far `to` is ahead of `from` in samples, through the wrap at 2^32. */
export const timestampDelta = (from: number, to: number): number => (to - from) | 0;
