import { type Algorithm, algorithms } from './algorithms.ts';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { digestResponse, isEqual, keyedHash } from './hash.ts';

/** How a request proves itself, or is to be asked to. */
export type DigestVerdict =
  | { readonly kind: 'authorised'; readonly username: string }
  /** To be answered 401 with these `WWW-Authenticate` values. */
  | { readonly kind: 'challenge'; readonly challenges: readonly string[] };

export interface DigestServerOptions {
  readonly realm: string;
  readonly random: (bytes: number) => Uint8Array;
  /** The password of a user name; undefined when there is no such user. */
  readonly passwordOf: (username: string) => string | undefined;
  /** Offered in this order; both when absent. */
  readonly algorithms?: readonly Algorithm[];
  readonly nonceLifetimeMs?: number;
  /** Nonces whose use counts are remembered, the oldest forgotten first. */
  readonly maxNonces?: number;
}

/** A request as it asks to be let in. */
export interface DigestClaim {
  readonly method: string;
  readonly authorization: readonly string[];
  /** From where; failures are counted for each. */
  readonly source: string;
}

const DEFAULT_LIFETIME_MS = 300_000;
const DEFAULT_MAX_NONCES = 20_000;
const BARE = new Set(['algorithm', 'stale']);

/** Failures after which a source has to wait, for how long, and how many sources are remembered. */
const slowDown = { failures: 10, windowMs: 60_000, sources: 10_000 } as const;

/**
 * Digest access authentication for the side that asks (RFC 7616, RFC 8760).
 * Nonces carry their time and a keyed hash, so that a flood of requests leaves
 * nothing behind; a nonce's count may only rise, so that nothing can be played
 * again. Unknown users are treated like wrong passwords, work included.
 */
export class DigestServer {
  private readonly options: DigestServerOptions;
  private readonly key: Uint8Array;
  private readonly counts = new Map<string, number>();
  private readonly failures = new Map<string, { count: number; since: number }>();

  constructor(options: DigestServerOptions) {
    this.options = options;
    this.key = options.random(32);
  }

  /** Judges a request at an instant, in ms. */
  check(claim: DigestClaim, now: number): DigestVerdict {
    if (this.isSlowedDown(claim.source, now)) return this.challenge(false, now);
    const fields = claim.authorization
      .map((value) => parseDigest(value))
      .find((read) => read?.get('realm') === this.options.realm);
    if (fields === undefined) return this.challenge(false, now);
    const username = fields.get('username') ?? '';
    const nonce = fields.get('nonce') ?? '';
    const isRight = this.isRight(fields, claim);
    if (!isRight || !this.isOurs(nonce)) {
      if (this.isOurs(nonce)) this.countFailure(claim.source, now);
      return this.challenge(false, now);
    }
    if (!this.isFresh(nonce, now) || !this.takeCount(nonce, Number.parseInt(fields.get('nc') ?? '', 16))) {
      return this.challenge(true, now);
    }
    this.failures.delete(claim.source);
    return { kind: 'authorised', username };
  }

  private isRight(fields: ReadonlyMap<string, string>, claim: DigestClaim): boolean {
    const algorithm = algorithmOf(fields.get('algorithm'));
    const username = fields.get('username') ?? '';
    const password = this.options.passwordOf(username);
    const count = fields.get('nc') ?? '';
    const expected = digestResponse({
      algorithm: algorithm ?? 'SHA-256',
      username,
      realm: this.options.realm,
      // The same work for a user that does not exist, so that the time tells nothing.
      password: password ?? 'no such user',
      method: claim.method,
      uri: fields.get('uri') ?? '',
      nonce: fields.get('nonce') ?? '',
      qop: { count, clientNonce: fields.get('cnonce') ?? '' },
    });
    const isSame = isEqual(expected, (fields.get('response') ?? '').toLowerCase());
    // The URI is not compared: proxies and phones write it in other ways, and the count forbids a second use anyway.
    const isComplete = password !== undefined && fields.get('qop') === 'auth' && /^[0-9a-f]{8}$/i.test(count);
    return (
      isSame && isComplete && algorithm !== undefined && (this.options.algorithms ?? algorithms).includes(algorithm)
    );
  }

  private challenge(isStale: boolean, now: number): DigestVerdict {
    const time = now.toString(36);
    const salt = Buffer.from(this.options.random(8)).toString('hex');
    const nonce = `${time}-${salt}-${this.seal(time, salt)}`;
    const challenges = (this.options.algorithms ?? algorithms).map((algorithm) =>
      formatDigest(
        [
          ['realm', this.options.realm],
          ['nonce', nonce],
          ['qop', 'auth'],
          ['algorithm', algorithm],
          ...(isStale ? ([['stale', 'true']] as const) : []),
        ],
        BARE,
      ),
    );
    return { kind: 'challenge', challenges };
  }

  private seal(time: string, salt: string): string {
    return keyedHash(this.key, `${time}-${salt}`).slice(0, 32);
  }

  private isOurs(nonce: string): boolean {
    const [time = '', salt = '', seal = ''] = nonce.split('-');
    return isEqual(this.seal(time, salt), seal);
  }

  private isFresh(nonce: string, now: number): boolean {
    const made = Number.parseInt(nonce.split('-')[0] ?? '', 36);
    return now - made < (this.options.nonceLifetimeMs ?? DEFAULT_LIFETIME_MS);
  }

  private takeCount(nonce: string, count: number): boolean {
    if (count <= (this.counts.get(nonce) ?? 0)) return false;
    this.counts.delete(nonce);
    this.counts.set(nonce, count);
    forgetOldest(this.counts, this.options.maxNonces ?? DEFAULT_MAX_NONCES);
    return true;
  }

  private isSlowedDown(source: string, now: number): boolean {
    const failed = this.failures.get(source);
    return failed !== undefined && failed.count >= slowDown.failures && now - failed.since < slowDown.windowMs;
  }

  private countFailure(source: string, now: number): void {
    const before = this.failures.get(source);
    const isOld = before === undefined || now - before.since >= slowDown.windowMs;
    this.failures.set(source, isOld ? { count: 1, since: now } : { ...before, count: before.count + 1 });
    forgetOldest(this.failures, slowDown.sources);
  }
}

function algorithmOf(text: string | undefined): Algorithm | undefined {
  // Without a name it is MD5 (RFC 7616 section 3.4).
  return text === undefined ? 'MD5' : algorithms.find((known) => known === text.toUpperCase());
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
