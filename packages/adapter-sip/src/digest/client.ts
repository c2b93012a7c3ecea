import { type Algorithm, algorithms } from './algorithms.ts';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { digestResponse } from './hash.ts';

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
 * algorithm among those we know; undefined when there is none.
 */
export function answerChallenge(request: ChallengedRequest): string | undefined {
  const known = request.challenges
    .map((text) => parseDigest(text))
    .filter((fields) => fields !== undefined)
    .map((fields) => ({ fields, rank: rankOf(fields.get('algorithm')) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)[0];
  return known === undefined ? undefined : answer(request, known.fields, algorithms[known.rank] ?? 'MD5');
}

function answer(
  request: ChallengedRequest,
  fields: ReadonlyMap<string, string>,
  algorithm: Algorithm,
): string | undefined {
  const { method, uri, credentials, random } = request;
  const realm = fields.get('realm');
  const nonce = fields.get('nonce');
  if (realm === undefined || nonce === undefined) return undefined;
  const offers = fields
    .get('qop')
    ?.split(',')
    .map((text) => text.trim().toLowerCase());
  if (offers !== undefined && !offers.includes('auth')) return undefined;
  const qop =
    offers === undefined ? undefined : { count: '00000001', clientNonce: Buffer.from(random(12)).toString('hex') };
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

function rankOf(algorithm: string | undefined): number {
  return algorithms.findIndex((known) => known === (algorithm ?? 'MD5').toUpperCase());
}
