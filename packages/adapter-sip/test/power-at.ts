const SAMPLES_PER_SECOND = 8_000;

/** The share of a sound's power that lies at one frequency (Goertzel): near 1 for a pure tone; 0 for less than 100 ms. */
export function powerAt(samples: readonly number[], frequencyHz: number): number {
  if (samples.length < SAMPLES_PER_SECOND / 10) return 0;
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / SAMPLES_PER_SECOND);
  let before = 0;
  let beforeThat = 0;
  let total = 0;
  for (const sample of samples) {
    const now = sample + coefficient * before - beforeThat;
    beforeThat = before;
    before = now;
    total += sample * sample;
  }
  const power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
  return total === 0 ? 0 : (2 * power) / (samples.length * total);
}
