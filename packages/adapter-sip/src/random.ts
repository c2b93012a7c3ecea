import { randomBytes } from 'node:crypto';

/** Unguessable bytes. */
export const secureRandom = (bytes: number): Uint8Array => randomBytes(bytes);
