import { expect, it } from 'vitest';
import { ALAW_SILENCE } from './g711.ts';
import { ringingTone } from './tones.ts';

it('the ringing tone is 1 s of 425 Hz and 4 s of silence', () => {
  const [on, off] = ringingTone();
  expect([on?.length, off?.length]).toEqual([8_000, 32_000]);
  expect(off?.every((sample) => sample === ALAW_SILENCE)).toBe(true);
  // A-law codes have the sign in their top bit: 425 Hz changes it 850 times in a second, but for the very first.
  const signs = [...(on ?? [])].map((sample) => sample & 0x80);
  const changes = signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
  expect(Math.abs(changes - 850)).toBeLessThanOrEqual(2);
});
