import { randomFillSync } from 'node:crypto';

/** Drawn in one go: most requests are for a dozen bytes, and asking the system for each costs more than the bytes. */
const POOL_BYTES = 4_096;

const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** Unguessable bytes, each given out once. */
export function secureRandom(bytes: number): Uint8Array {
  if (bytes > POOL_BYTES) return randomFillSync(new Uint8Array(bytes));
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.slice(used - bytes, used);
}
