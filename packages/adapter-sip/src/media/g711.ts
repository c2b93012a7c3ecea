/** The two laws of ITU-T G.711 by their names in SDP: A-law and µ-law. */
export type G711Law = 'PCMA' | 'PCMU';

/** The A-law code for silence: the smallest positive level. */
export const ALAW_SILENCE = 0xd5;

const ALAW_EVEN_BITS = 0x55;
const SIGN_BIT = 0x80;
const MULAW_BIAS = 33;
const MULAW_CLIP = 8158;

/** Segment of a magnitude: how often it must be halved until it fits below `limit`. */
const segmentOf = (magnitude: number, limit: number): number => {
  let segment = 0;
  while (magnitude >>> segment >= limit) segment += 1;
  return segment;
};

/** One A-law code for a signed 13-bit sample. */
const encodeAlaw13 = (sample: number): number => {
  const magnitude = sample >= 0 ? sample : -sample - 1;
  const segment = segmentOf(magnitude, 32);
  const mantissa = segment === 0 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f;
  const code = ((magnitude < 16 * 2 ? 0 : segment) << 4) | mantissa;
  return (code | (sample >= 0 ? SIGN_BIT : 0)) ^ ALAW_EVEN_BITS;
};

/** One µ-law code for a signed 14-bit sample. */
const encodeMulaw14 = (sample: number): number => {
  const magnitude = Math.min(Math.abs(sample), MULAW_CLIP) + MULAW_BIAS;
  const segment = segmentOf(magnitude, 64);
  const code = (segment << 4) | ((magnitude >> (segment + 1)) & 0x0f);
  return ~(code | (sample < 0 ? SIGN_BIT : 0)) & 0xff;
};

const decodeAlaw = (code: number): number => {
  const plain = code ^ ALAW_EVEN_BITS;
  const segment = (plain >> 4) & 0x07;
  const step = ((plain & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return plain & SIGN_BIT ? magnitude : -magnitude;
};

const decodeMulaw = (code: number): number => {
  const plain = ~code & 0xff;
  const bias = MULAW_BIAS << 2;
  const magnitude = ((((plain & 0x0f) << 3) + bias) << ((plain >> 4) & 0x07)) - bias;
  return plain & SIGN_BIT ? -magnitude : magnitude;
};

const everyCode = <T>(convert: (code: number) => T): readonly T[] =>
  Array.from({ length: 256 }, (_, code) => convert(code));

const linearTables = {
  PCMA: Int16Array.from(everyCode(decodeAlaw)),
  PCMU: Int16Array.from(everyCode(decodeMulaw)),
} as const satisfies Record<G711Law, Int16Array>;

const encodeTables = {
  PCMA: Uint8Array.from({ length: 1 << 13 }, (_, index) => encodeAlaw13(index - (1 << 12))),
  PCMU: Uint8Array.from({ length: 1 << 14 }, (_, index) => encodeMulaw14(index - (1 << 13))),
} as const satisfies Record<G711Law, Uint8Array>;

const LOST_BITS = { PCMA: 3, PCMU: 2 } as const satisfies Record<G711Law, number>;

/** The linear 16-bit value of one code. */
export const toLinear = (code: number, law: G711Law): number => linearTables[law][code & 0xff] ?? 0;

/** The code for one linear sample; values outside 16 bits are clipped. */
export const fromLinear = (sample: number, law: G711Law): number => {
  const clipped = Math.max(-32_768, Math.min(32_767, Math.round(sample)));
  return encodeTables[law][(clipped + 32_768) >> LOST_BITS[law]] ?? ALAW_SILENCE;
};

const crossTables = {
  PCMA: Uint8Array.from(everyCode((code) => fromLinear(decodeAlaw(code), 'PCMU'))),
  PCMU: Uint8Array.from(everyCode((code) => fromLinear(decodeMulaw(code), 'PCMA'))),
} as const satisfies Record<G711Law, Uint8Array>;

/** One part of a buffer: from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Rewrites a range of G.711 codes in place from one law to the other. Nothing is allocated. */
export const transcodeRange = (bytes: Uint8Array, range: ByteRange, from: G711Law): void => {
  const table = crossTables[from];
  const end = Math.min(range.end, bytes.length);
  for (let index = range.start; index < end; index += 1) bytes[index] = table[bytes[index] ?? 0] ?? 0;
};

/** Rewrites a payload in place from one law to another; equal laws leave it as it is. */
export const transcode = (payload: Uint8Array, from: G711Law, to: G711Law): void => {
  if (from !== to) transcodeRange(payload, { start: 0, end: payload.length }, from);
};
