/** A stream of numbers in (0, 1), the same for the same seed (mulberry32). */
export function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** A stream of exponential times of a mean, in whole milliseconds. */
export const exponential = (random: () => number, meanMs: number): (() => number) => {
  return () => Math.round(-Math.log(random()) * meanMs);
};
