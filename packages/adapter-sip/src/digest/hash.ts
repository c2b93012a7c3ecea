import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Algorithm } from './algorithms.ts';

const names: Readonly<Record<Algorithm, string>> = { 'SHA-256': 'sha256', MD5: 'md5' };

/** Hex digest of a text in UTF-8. */
export const hash = (algorithm: Algorithm, text: string): string =>
  createHash(names[algorithm]).update(text, 'utf8').digest('hex');

/** Hex keyed hash of a text. */
export const keyedHash = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

/** Whether two texts are equal, in a time that does not depend on where they differ. */
export function isEqual(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** What goes into a digest. */
export interface DigestInput {
  readonly algorithm: Algorithm;
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** Absent for a server that does not know `qop` (RFC 2069). */
  readonly qop?: { readonly count: string; readonly clientNonce: string };
}

/** The `response` of a digest (RFC 7616 section 3.4.1). */
export function digestResponse(input: DigestInput): string {
  const { algorithm, username, realm, password, method, uri, nonce, qop } = input;
  const secret = hash(algorithm, `${username}:${realm}:${password}`);
  const request = hash(algorithm, `${method}:${uri}`);
  const middle = qop === undefined ? nonce : `${nonce}:${qop.count}:${qop.clientNonce}:auth`;
  return hash(algorithm, `${secret}:${middle}:${request}`);
}
