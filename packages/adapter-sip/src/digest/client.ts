import { type Algorithm, algorithms } from './algorithms.ts';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { digestResponse } from './hash.ts';

/** What we prove ourselves with. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What is asked for, and by whom. */
export interface ChallengedRequest {
  readonly method: string;
  /** The request URI, as written. */
  readonly uri: string;
  /** The values of `WWW-Authenticate` or `Proxy-Authenticate`. */
  readonly challenges: readonly string[];
  readonly credentials: Credentials;
  readonly random: (bytes: number) => Uint8Array;
}

const BARE = new Set(['algorithm', 'qop', 'nc']);

/**
 * The value that answers a challenge (RFC 7616 section 3.4), for the strongest
 * algorithm among those that can be answered; undefined when none can.
 */
export function answerChallenge(request: ChallengedRequest): string | undefined {
  const known = request.challenges
    .map((text) => parseDigest(text))
    .filter((fields) => fields !== undefined)
    .filter(isAnswerable)
    .sort((a, b) => rankOf(a) - rankOf(b))[0];
  return known === undefined ? undefined : answer(request, known);
}

const isAnswerable = (fields: ReadonlyMap<string, string>): boolean =>
  rankOf(fields) >= 0 && fields.has('realm') && fields.has('nonce') && offersOf(fields)?.includes('auth') !== false;

function answer(request: ChallengedRequest, fields: ReadonlyMap<string, string>): string {
  const { method, uri, credentials, random } = request;
  const algorithm: Algorithm = algorithms[rankOf(fields)] ?? 'MD5';
  const realm = fields.get('realm') ?? '';
  const nonce = fields.get('nonce') ?? '';
  const qop =
    offersOf(fields) === undefined
      ? undefined
      : { count: '00000001', clientNonce: Buffer.from(random(12)).toString('hex') };
  const parts = { algorithm, ...credentials, realm, method, uri, nonce };
  const response = digestResponse(qop === undefined ? parts : { ...parts, qop });
  const opaque = fields.get('opaque');
  return formatDigest(
    [
      ['username', credentials.username],
      ['realm', realm],
      ['nonce', nonce],
      ['uri', uri],
      ['response', response],
      ...(fields.has('algorithm') ? ([['algorithm', algorithm]] as const) : []),
      ...(opaque === undefined ? [] : ([['opaque', opaque]] as const)),
      ...(qop === undefined
        ? []
        : ([
            ['qop', 'auth'],
            ['nc', qop.count],
            ['cnonce', qop.clientNonce],
          ] as const)),
    ],
    BARE,
  );
}

/** The protections offered; undefined by a server that does not know `qop` (RFC 2069). */
function offersOf(fields: ReadonlyMap<string, string>): readonly string[] | undefined {
  return fields
    .get('qop')
    ?.split(',')
    .map((text) => text.trim().toLowerCase());
}

/** 0 for the strongest algorithm; below 0 for one that we do not know. */
function rankOf(fields: ReadonlyMap<string, string>): number {
  const name = (fields.get('algorithm') ?? 'MD5').toUpperCase();
  const names: readonly string[] = algorithms;
  return names.indexOf(name);
}
