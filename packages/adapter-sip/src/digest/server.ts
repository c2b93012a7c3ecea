import { type Algorithm, algorithms } from './algorithms.ts';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { type Attempt, FailureCounts } from './failure-counts.ts';
import { digestResponse, isEqual, keyedHash } from './hash.ts';
import { NonceCounts } from './nonce-counts.ts';

/** How a request proves itself, or is to be asked to. */
export type DigestVerdict =
  | { readonly kind: 'authorised'; readonly username: string }
  /** To be answered 401 with these `WWW-Authenticate` values. */
  | { readonly kind: 'challenge'; readonly challenges: readonly string[] };

/** Whom the server asks, and how much it remembers. */
export interface DigestServerOptions {
  readonly realm: string;
  readonly random: (bytes: number) => Uint8Array;
  /** The password of a user name; undefined when there is no such user. */
  readonly passwordOf: (username: string) => string | undefined;
  /** Offered in this order; both when absent. */
  readonly algorithms?: readonly Algorithm[];
  readonly nonceLifetimeMs?: number;
  /** Nonces whose use counts are remembered; see `NonceCounts`. */
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
/** Time, salt and seal. */
const NONCE = /^([0-9a-z]{1,11})-([0-9a-f]{16})-([0-9a-f]{32})$/;

/**
 * Digest access authentication for the side that asks (RFC 7616, RFC 8760).
 * Nonces carry their time and a keyed hash, so that a flood of requests leaves
 * nothing behind; a nonce's count may only rise, so that nothing can be played
 * again. Unknown users are treated like wrong passwords, work included. Whoever
 * fails too often is challenged without being looked at; see `failureLimits`.
 */
export class DigestServer {
  private readonly options: DigestServerOptions;
  private readonly key: Uint8Array;
  private readonly opaque: string;
  private readonly counts: NonceCounts;
  private readonly failures = new FailureCounts();

  constructor(options: DigestServerOptions) {
    this.options = options;
    this.key = options.random(32);
    this.opaque = keyedHash(this.key, 'opaque').slice(0, 32);
    this.counts = new NonceCounts(options.maxNonces ?? DEFAULT_MAX_NONCES);
  }

  /** Judges a request at an instant, in ms. */
  check(claim: DigestClaim, now: number): DigestVerdict {
    const fields = claim.authorization
      .map((value) => parseDigest(value))
      .find((read) => read?.get('realm') === this.options.realm);
    if (fields === undefined) return this.challenge(false, now);
    const attempt = { source: claim.source, username: fields.get('username') ?? '' };
    if (this.failures.isHeldBack(attempt, now)) return this.challenge(false, now);
    return this.judge(fields, { claim, attempt, now });
  }

  private judge(
    fields: ReadonlyMap<string, string>,
    { claim, attempt, now }: { readonly claim: DigestClaim; readonly attempt: Attempt; readonly now: number },
  ): DigestVerdict {
    const nonce = fields.get('nonce') ?? '';
    const issuedAt = this.issuedAt(nonce);
    // Looked at even for a foreign nonce, so that the time tells nothing.
    const isRight = this.isRight(fields, claim);
    if (issuedAt === undefined) return this.challenge(false, now);
    if (!isRight) {
      this.failures.failed(attempt, now);
      return this.challenge(false, now);
    }
    const isFresh = now - issuedAt < (this.options.nonceLifetimeMs ?? DEFAULT_LIFETIME_MS);
    const count = Number.parseInt(fields.get('nc') ?? '', 16);
    if (!isFresh || !this.counts.take({ nonce, issuedAt, count })) return this.challenge(true, now);
    this.failures.succeeded(attempt);
    return { kind: 'authorised', username: attempt.username };
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
    // Some phones leave it out; none changes it.
    const isOpaqueSame = (fields.get('opaque') ?? this.opaque) === this.opaque;
    const isOffered = algorithm !== undefined && (this.options.algorithms ?? algorithms).includes(algorithm);
    return isSame && isComplete && isOpaqueSame && isOffered;
  }

  private challenge(isStale: boolean, now: number): DigestVerdict {
    const time = Math.floor(now).toString(36);
    const salt = Buffer.from(this.options.random(8)).toString('hex');
    const nonce = `${time}-${salt}-${this.seal(time, salt)}`;
    const challenges = (this.options.algorithms ?? algorithms).map((algorithm) =>
      formatDigest(
        [
          ['realm', this.options.realm],
          ['nonce', nonce],
          ['opaque', this.opaque],
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

  /** When a nonce of ours was issued, in ms; undefined for any other. */
  private issuedAt(nonce: string): number | undefined {
    const [, time = '', salt = '', seal = ''] = NONCE.exec(nonce) ?? [];
    return isEqual(this.seal(time, salt), seal) ? Number.parseInt(time, 36) : undefined;
  }
}

function algorithmOf(text: string | undefined): Algorithm | undefined {
  // Without a name it is MD5 (RFC 7616 section 3.4).
  return text === undefined ? 'MD5' : algorithms.find((known) => known === text.toUpperCase());
}
