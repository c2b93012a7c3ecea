import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLinear } from './g711.ts';
import { readWav } from './wav.ts';

interface WavParts {
  readonly code: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits: number;
  readonly data: Uint8Array;
}

const chunk = (tag: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.write(tag, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};

const wav = ({ code, channels = 1, rateHz = 8000, bits, data }: WavParts): Uint8Array => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rateHz, 4);
  format.writeUInt16LE(bits, 14);
  const chunks = [chunk('fmt ', format), chunk('LIST', Buffer.from('odd')), chunk('data', data)];
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), ...chunks]);
};

describe('readWav', () => {
  it('reads A-law as it is', () => {
    expect(readWav(wav({ code: 6, bits: 8, data: Uint8Array.of(1, 2, 3) }))).toEqual({
      ok: true,
      samples: Uint8Array.of(1, 2, 3),
    });
  });

  it('converts µ-law and 16-bit PCM', () => {
    const levels = [0, 1000, -1000, 32_767, -32_768];
    const expected = { ok: true, samples: Uint8Array.from(levels, (level) => fromLinear(level, 'PCMA')) };
    const linear = Buffer.alloc(10);
    for (const [index, level] of levels.entries()) linear.writeInt16LE(level, 2 * index);
    expect(readWav(wav({ code: 1, bits: 16, data: linear }))).toEqual(expected);
    const mulaw = readWav(wav({ code: 7, bits: 8, data: Uint8Array.of(0xff, 0xce, 0x4e) }));
    expect(mulaw).toEqual({ ok: true, samples: Uint8Array.of(0xd5, 0xfb, 0x7b) });
  });

  it.each([
    [
      { code: 1, bits: 16, rateHz: 44_100, channels: 2, data: new Uint8Array(8) },
      'found 16-bit PCM, 2 channels, 44100 Hz',
    ],
    [{ code: 85, bits: 0, data: new Uint8Array(8) }, 'found 0-bit MP3, mono, 8000 Hz'],
    [{ code: 1, bits: 8, data: new Uint8Array(8) }, 'found 8-bit PCM, mono, 8000 Hz'],
  ])('names what it found and what is right', (parts, found) => {
    expect(readWav(wav(parts))).toEqual({
      ok: false,
      why: `${found}; right is mono at 8000 Hz as 16-bit PCM, A-law or µ-law`,
    });
  });

  it('says so when it is no WAV file', () => {
    expect(readWav(new TextEncoder().encode('ID3 something else'))).toMatchObject({
      ok: false,
      why: expect.stringContaining('not a WAV file'),
    });
  });

  it('takes any bytes without throwing, cut or changed anywhere', () => {
    const whole = wav({ code: 6, bits: 8, data: new Uint8Array(20) });
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (length, place, value) => {
        const bytes = Uint8Array.from(whole);
        bytes[place] = value;
        expect(typeof readWav(bytes.subarray(0, length)).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});
