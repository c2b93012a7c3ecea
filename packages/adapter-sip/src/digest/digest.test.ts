import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { answerChallenge } from './client.ts';
import { digestResponse } from './hash.ts';
import { type DigestClaim, DigestServer, type DigestVerdict } from './server.ts';

let seed = 0;
const random = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, () => {
    seed += 7;
    return seed % 256;
  });
const passwords = new Map([
  ['anna', 'secret-anna'],
  ['ola', 'secret-ola'],
]);
const makeServer = () => new DigestServer({ realm: 'test', random, passwordOf: (name) => passwords.get(name) });
const claim = (authorization: readonly string[], source = 'a'): DigestClaim => ({
  method: 'REGISTER',
  authorization,
  source,
});

function challengesOf(verdict: DigestVerdict): readonly string[] {
  if (verdict.kind !== 'challenge') throw new Error('no challenge');
  return verdict.challenges;
}

function proof(server: DigestServer, credentials: { username: string; password: string }, now = 0): string {
  const challenges = challengesOf(server.check(claim([]), now));
  const value = answerChallenge({ method: 'REGISTER', uri: 'sip:test', challenges, credentials, random });
  if (value === undefined) throw new Error('no answer');
  return value;
}

describe('digestResponse', () => {
  const mufasa = {
    username: 'Mufasa',
    method: 'GET',
    uri: '/dir/index.html',
  };

  test('the example of RFC 2617 section 3.5', () => {
    const response = digestResponse({
      ...mufasa,
      algorithm: 'MD5',
      realm: 'testrealm@host.com',
      password: 'Circle Of Life',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      qop: { count: '00000001', clientNonce: '0a4f113b' },
    });
    expect(response).toBe('6629fae49393a05397450978507c4ef1');
  });

  test('the examples of RFC 7616 section 3.9.1', () => {
    const common = {
      ...mufasa,
      realm: 'http-auth@example.org',
      password: 'Circle of Life',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      qop: { count: '00000001', clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' },
    } as const;
    expect(digestResponse({ ...common, algorithm: 'MD5' })).toBe('8ca523f5e9506fed4657c9700eebdbec');
    const sha = '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1';
    expect(digestResponse({ ...common, algorithm: 'SHA-256' })).toBe(sha);
  });
});

describe('DigestServer', () => {
  test('offers SHA-256 before MD5, and takes the answer to it', () => {
    const server = makeServer();
    const challenges = challengesOf(server.check(claim([]), 0));
    expect(challenges.map((text) => parseDigest(text)?.get('algorithm'))).toEqual(['SHA-256', 'MD5']);
    expect(proof(server, { username: 'anna', password: 'secret-anna' })).toContain('algorithm=SHA-256');
    const authorised = server.check(claim([proof(server, { username: 'anna', password: 'secret-anna' })]), 10);
    expect(authorised).toEqual({ kind: 'authorised', username: 'anna' });
  });

  test('does not tell an unknown user from a wrong password', () => {
    const server = makeServer();
    const shapes = [
      { username: 'anna', password: 'wrong' },
      { username: 'nobody', password: 'wrong' },
    ].map((credentials) =>
      challengesOf(server.check(claim([proof(server, credentials)]), 10)).map((text) => [
        ...(parseDigest(text)?.keys() ?? []),
      ]),
    );
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test('the same answer twice is stale; a nonce expires at its very instant', () => {
    const server = makeServer();
    const value = proof(server, { username: 'anna', password: 'secret-anna' }, 0);
    expect(server.check(claim([value]), 1).kind).toBe('authorised');
    expect(parseDigest(challengesOf(server.check(claim([value]), 2))[0] ?? '')?.get('stale')).toBe('true');
    const fresh = proof(server, { username: 'anna', password: 'secret-anna' }, 0);
    expect(parseDigest(challengesOf(server.check(claim([fresh]), 300_000))[0] ?? '')?.get('stale')).toBe('true');
    const justInTime = proof(server, { username: 'anna', password: 'secret-anna' }, 0);
    expect(server.check(claim([justInTime]), 299_999).kind).toBe('authorised');
  });

  test('a nonce of another server is no good', () => {
    const value = proof(makeServer(), { username: 'anna', password: 'secret-anna' });
    expect(makeServer().check(claim([value]), 1).kind).toBe('challenge');
  });

  test('any change to a right answer makes it wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('username', 'realm', 'nonce', 'uri', 'response', 'cnonce', 'nc'),
        fc.nat(50),
        (name, at) => {
          const server = makeServer();
          const fields = new Map(parseDigest(proof(server, { username: 'anna', password: 'secret-anna' })));
          const value = fields.get(name) ?? '';
          const place = at % value.length;
          fields.set(name, `${value.slice(0, place)}${value[place] === '1' ? '2' : '1'}${value.slice(place + 1)}`);
          const text = formatDigest([...fields], new Set(['algorithm', 'qop', 'nc']));
          expect(server.check(claim([text]), 1).kind).toBe('challenge');
        },
      ),
    );
  });

  test('after ten wrong passwords a source has to wait a minute; others do not', () => {
    const server = makeServer();
    for (let tries = 0; tries < 10; tries += 1)
      server.check(claim([proof(server, { username: 'anna', password: 'wrong' })]), 0);
    const right = { username: 'anna', password: 'secret-anna' };
    expect(server.check(claim([proof(server, right)]), 59_999).kind).toBe('challenge');
    expect(server.check(claim([proof(server, right)], 'b'), 59_999).kind).toBe('authorised');
    expect(server.check(claim([proof(server, right)]), 60_000).kind).toBe('authorised');
  });
});

describe('client and server', () => {
  test('agree for any realm, user name and password', () => {
    const text = fc.string({ minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, (realm, username, password) => {
        const server = new DigestServer({
          realm,
          random,
          passwordOf: (name) => (name === username ? password : undefined),
        });
        const challenges = challengesOf(server.check(claim([]), 0));
        const value = answerChallenge({
          method: 'REGISTER',
          uri: 'sip:x',
          challenges,
          credentials: { username, password },
          random,
        });
        expect(server.check(claim([value ?? '']), 1)).toEqual({ kind: 'authorised', username });
      }),
    );
  });

  test('the client takes the strongest it knows, and gives up on what it does not', () => {
    const challenges = [
      'Digest realm="a", nonce="b", algorithm=MD5',
      'Digest realm="a", nonce="b", algorithm=SHA-512-256',
    ];
    const request = { method: 'INVITE', uri: 'sip:x', credentials: { username: 'u', password: 'p' }, random };
    expect(answerChallenge({ ...request, challenges })).toContain('algorithm=MD5');
    expect(answerChallenge({ ...request, challenges: challenges.slice(1) })).toBeUndefined();
    expect(
      answerChallenge({ ...request, challenges: ['Digest realm="a", nonce="b", qop="auth-int"'] }),
    ).toBeUndefined();
  });

  test('parseDigest never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDigest(`Digest ${text}`)));
  });
});
