import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RtpHeader, readHeader, sequenceDelta, timestampDelta, writeHeader } from './rtp.ts';
import { RtpOutput } from './rtp-output.ts';

const START = { ssrc: 0xabcdef01, sequence: 0xfffe, timestamp: 0xffffff00 };

const packet = (header: Partial<RtpHeader>): Uint8Array => {
  const bytes = new Uint8Array(172);
  writeHeader(bytes, { marker: false, payloadType: 8, sequence: 0, timestamp: 0, ssrc: 1, ...header });
  return bytes;
};

const relayed = (output: RtpOutput, bytes: Uint8Array, place: { speaker: object; nowMs: number }): RtpHeader => {
  expect(output.rewrite(bytes, place.speaker, place.nowMs)).toBe(true);
  return readHeader(bytes) ?? expect.fail('no longer RTP');
};

const stamped = (output: RtpOutput, speaker: object, nowMs: number): RtpHeader => {
  const bytes = new Uint8Array(172);
  output.stamp(bytes, { speaker, payloadType: 8, advance: 160, nowMs });
  return readHeader(bytes) ?? expect.fail('not RTP');
};

describe('RtpOutput', () => {
  it('goes on with one stream when the speaker changes from a player to a party and back', () => {
    const output = new RtpOutput(START);
    const player = {};
    const party = {};
    const heard = [
      stamped(output, player, 0),
      stamped(output, player, 20),
      relayed(output, packet({ sequence: 500, timestamp: 9000, ssrc: 7 }), { speaker: party, nowMs: 40 }),
      relayed(output, packet({ sequence: 501, timestamp: 9160, ssrc: 7 }), { speaker: party, nowMs: 60 }),
      stamped(output, player, 100),
    ];
    expect(heard.map((header) => header.ssrc)).toEqual(heard.map(() => START.ssrc));
    expect(heard.map((header) => header.sequence)).toEqual([0xffff, 0, 1, 2, 3]);
    const advances = heard
      .slice(1)
      .map((header, index) => timestampDelta(heard[index]?.timestamp ?? 0, header.timestamp));
    expect(advances).toEqual([160, 160, 160, 320]);
    expect(heard.map((header) => header.marker)).toEqual([true, false, true, false, true]);
  });

  it('follows a party that changes its own source in the middle', () => {
    const output = new RtpOutput(START);
    const speaker = {};
    const before = relayed(output, packet({ sequence: 10, timestamp: 100, ssrc: 1 }), { speaker, nowMs: 0 });
    const after = relayed(output, packet({ sequence: 60_000, timestamp: 5, ssrc: 2 }), { speaker, nowMs: 20 });
    expect(sequenceDelta(before.sequence, after.sequence)).toBe(1);
    expect(timestampDelta(before.timestamp, after.timestamp)).toBe(160);
  });

  it('keeps loss and order of one speaker as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2 }), fc.nat(0xffff), (sequences, first) => {
        const output = new RtpOutput(START);
        const speaker = {};
        const at = (step: number): Partial<RtpHeader> => ({ sequence: (first + step) & 0xffff, timestamp: step * 160 });
        const start = relayed(output, packet(at(0)), { speaker, nowMs: 0 });
        for (const step of sequences) {
          const header = relayed(output, packet(at(step)), { speaker, nowMs: step * 20 });
          expect(sequenceDelta(start.sequence, header.sequence)).toBe(step);
          expect(timestampDelta(start.timestamp, header.timestamp)).toBe(step * 160);
        }
      }),
    );
  });

  it('drops a late packet whose number the speaker before has used', () => {
    const output = new RtpOutput(START);
    const party = {};
    stamped(output, {}, 0);
    relayed(output, packet({ sequence: 100 }), { speaker: party, nowMs: 20 });
    expect(output.rewrite(packet({ sequence: 99 }), party, 21)).toBe(false);
  });

  it('leaves no hole for a packet that is left out', () => {
    const output = new RtpOutput(START);
    const speaker = {};
    const before = relayed(output, packet({ sequence: 1 }), { speaker, nowMs: 0 });
    output.skip(speaker);
    const after = relayed(output, packet({ sequence: 3, timestamp: 320 }), { speaker, nowMs: 40 });
    expect(sequenceDelta(before.sequence, after.sequence)).toBe(1);
    expect(timestampDelta(before.timestamp, after.timestamp)).toBe(320);
  });

  it('leaves no hole in the sequence after an interruption, and lets the time pass', () => {
    const output = new RtpOutput(START);
    const speaker = {};
    const before = relayed(output, packet({ sequence: 1 }), { speaker, nowMs: 0 });
    output.interrupt();
    const after = relayed(output, packet({ sequence: 501, timestamp: 80_000 }), { speaker, nowMs: 10_000 });
    expect(sequenceDelta(before.sequence, after.sequence)).toBe(1);
    expect(timestampDelta(before.timestamp, after.timestamp)).toBe(80_000);
  });
});
