/** A mean, and how far the true mean may lie from it with 99 % confidence. */
export interface Estimate {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Batches: many enough for a small quantile, few enough that each forgets the one before. */
export const BATCHES = 20;
/** Student's t for 19 degrees of freedom, 99 % two-sided. */
const QUANTILE = 2.861;

/**
 * Waits of neighbours depend on each other, so single waits tell too narrow an
 * interval: the means of long batches hardly do. A rest that fills no batch is
 * left out.
 */
export function estimate(values: readonly number[]): Estimate {
  const size = Math.floor(values.length / BATCHES);
  if (size === 0) throw new Error(`at least ${BATCHES} values are needed`);
  const means = Array.from({ length: BATCHES }, (_, batch) => mean(values.slice(batch * size, (batch + 1) * size)));
  const all = mean(means);
  const variance = means.reduce((sum, one) => sum + (one - all) ** 2, 0) / (BATCHES - 1);
  return { mean: all, halfWidth: QUANTILE * Math.sqrt(variance / BATCHES) };
}

/** Whether a value can be the true one. */
export const isInside = ({ mean: middle, halfWidth }: Estimate, value: number): boolean =>
  Math.abs(value - middle) <= halfWidth;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
