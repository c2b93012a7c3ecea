import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  datagramKind,
  payloadEnd,
  payloadStart,
  type RtpHeader,
  readHeader,
  sequenceDelta,
  setPayloadType,
  timestampDelta,
  writeHeader,
} from './rtp.ts';

const header = fc.record({
  marker: fc.boolean(),
  // 64 to 95 with a marker look like RTCP, and are never agreed on.
  payloadType: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 96, max: 127 })),
  sequence: fc.integer({ min: 0, max: 0xffff }),
  timestamp: fc.integer({ min: 0, max: 0xffffffff }),
  ssrc: fc.integer({ min: 0, max: 0xffffffff }),
});
const EXAMPLE: RtpHeader = { marker: false, payloadType: 8, sequence: 1, timestamp: 2, ssrc: 3 };

const packet = (payloadBytes: number): Uint8Array => {
  const bytes = new Uint8Array(12 + payloadBytes);
  writeHeader(bytes, EXAMPLE);
  return bytes;
};

describe('RTP header', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(header, (written) => {
        const bytes = new Uint8Array(172);
        writeHeader(bytes, written);
        expect(readHeader(bytes)).toEqual(written);
      }),
    );
  });

  it('lays the fields out as the standard says', () => {
    const bytes = new Uint8Array(12);
    writeHeader(bytes, { marker: true, payloadType: 101, sequence: 0x0102, timestamp: 0x03040506, ssrc: 0x0708090a });
    expect([...bytes]).toEqual([0x80, 0xe5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('keeps the marker when the payload type changes', () => {
    const bytes = new Uint8Array(12);
    writeHeader(bytes, { ...EXAMPLE, marker: true });
    setPayloadType(bytes, 0);
    expect(readHeader(bytes)).toMatchObject({ marker: true, payloadType: 0 });
  });

  it('finds the payload behind contributing sources and an extension, and before the padding', () => {
    const bytes = packet(4 + 8 + 10 + 3);
    bytes[0] = 0x80 | 0x20 | 0x10 | 1;
    bytes[12 + 4 + 3] = 1;
    bytes[bytes.length - 1] = 3;
    expect(datagramKind(bytes)).toBe('rtp');
    expect([payloadStart(bytes), payloadEnd(bytes)]).toEqual([24, bytes.length - 3]);
  });

  it.each([
    ['too short', packet(0).subarray(0, 11)],
    ['STUN', Uint8Array.from({ length: 20 }, (_, index) => (index === 1 ? 1 : 0))],
    ['another version', packet(8).fill(0x40, 0, 1)],
    ['more contributing sources than bytes', packet(8).fill(0x8f, 0, 1)],
    ['more padding than payload', packet(8).fill(0xa0, 0, 1).fill(200, 19)],
    ['padding of no bytes', packet(8).fill(0xa0, 0, 1)],
    ['an extension past the end', packet(8).fill(0x90, 0, 1).fill(0xff, 14, 16)],
  ])('does not take for RTP: %s', (_, bytes) => {
    expect(datagramKind(bytes)).toBe('foreign');
    expect(readHeader(bytes)).toBeUndefined();
  });

  it('knows RTCP on the RTP port', () => {
    expect(datagramKind(packet(8).fill(200, 1, 2))).toBe('rtcp');
  });

  it('keeps every length of what it takes for RTP inside the datagram', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, isVersionTwo) => {
        if (isVersionTwo && bytes.length > 0) bytes[0] = 0x80 | ((bytes[0] ?? 0) & 0x3f);
        if (datagramKind(bytes) !== 'rtp') return;
        expect(payloadStart(bytes)).toBeLessThanOrEqual(payloadEnd(bytes));
        expect(payloadEnd(bytes)).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts through the wrap', () => {
    expect([sequenceDelta(0xffff, 0), sequenceDelta(0, 0xffff), sequenceDelta(5, 5)]).toEqual([1, -1, 0]);
    expect([timestampDelta(0xffffffff, 159), timestampDelta(159, 0xffffffff)]).toEqual([160, -160]);
  });
});
