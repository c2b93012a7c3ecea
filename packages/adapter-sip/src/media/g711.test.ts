import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALAW_SILENCE, fromLinear, type G711Law, toLinear, transcode } from './g711.ts';

const LAWS = ['PCMA', 'PCMU'] as const satisfies readonly G711Law[];
const otherLaw = (law: G711Law): G711Law => (law === 'PCMA' ? 'PCMU' : 'PCMA');
const everyCode = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, code) => code);

describe('G.711', () => {
  it('matches known values of the recommendation', () => {
    expect([0xd5, 0x55, 0xaa, 0x2a].map((code) => toLinear(code, 'PCMA'))).toEqual([8, -8, 32_256, -32_256]);
    expect([0xff, 0x7f, 0x80, 0x00].map((code) => toLinear(code, 'PCMU'))).toEqual([0, 0, 32_124, -32_124]);
    expect(fromLinear(0, 'PCMA')).toBe(ALAW_SILENCE);
    expect(fromLinear(0, 'PCMU')).toBe(0xff);
    expect([1000, -1000].map((sample) => fromLinear(sample, 'PCMA'))).toEqual([0xfa, 0x7a]);
    expect([1000, -1000].map((sample) => fromLinear(sample, 'PCMU'))).toEqual([0xce, 0x4e]);
  });

  it.each(LAWS)('encodes every decoded %s code as itself', (law) => {
    const again = everyCode().map((code) => fromLinear(toLinear(code, law), law));
    // µ-law has two zeros, and linear has one.
    const expected = everyCode().map((code) => (law === 'PCMU' && code === 0x7f ? 0xff : code));
    expect(again).toEqual(expected);
  });

  it.each(LAWS)('stays within half a step, and the bits that are cut, for %s', (law) => {
    // Half a step is a 32nd of the amplitude with µ-law's bias of 132; the lowest bits are cut, and µ-law ends at 32,635.
    fc.assert(
      fc.property(fc.integer({ min: -32_635, max: 32_635 }), (sample) => {
        const error = Math.abs(toLinear(fromLinear(sample, law), law) - sample);
        return error <= (Math.abs(sample) + 132) / 32 + 12;
      }),
      { numRuns: 2000 },
    );
  });

  it.each(LAWS)('never falls when the input to %s rises', (law) => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 39_999 }), fc.nat(5000), (sample, rise) => {
        const [low, high] = [sample, sample + rise].map((value) => toLinear(fromLinear(value, law), law));
        return (low ?? 0) <= (high ?? 0);
      }),
    );
  });

  it.each(LAWS)('loses nothing more after the first passage from %s to the other law and back', (law) => {
    const once = everyCode();
    transcode(once, law, otherLaw(law));
    const again = once.slice();
    transcode(again, otherLaw(law), law);
    transcode(again, law, otherLaw(law));
    expect(again).toEqual(once);
  });

  it.each(LAWS)('keeps the level through a passage from %s', (law) => {
    const codes = everyCode();
    transcode(codes, law, otherLaw(law));
    for (const [code, other] of codes.entries()) {
      const before = toLinear(code, law);
      expect(Math.abs(toLinear(other, otherLaw(law)) - before)).toBeLessThanOrEqual(Math.abs(before) / 32 + 16);
    }
  });

  it('leaves a payload alone between equal laws', () => {
    const payload = everyCode();
    transcode(payload, 'PCMA', 'PCMA');
    expect(payload).toEqual(everyCode());
  });
});
