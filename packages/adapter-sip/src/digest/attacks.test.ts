import { describe, expect, test } from 'vitest';
import { formatDigest, parseDigest } from './challenge-text.ts';
import { answerChallenge } from './client.ts';
import { DigestServer, type DigestServerOptions, type DigestVerdict } from './server.ts';

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const passwords: ReadonlyMap<string, string> = new Map([
  ['anna', 'secret-anna'],
  ['eve', 'secret-eve'],
]);

class Desk {
  private readonly server: DigestServer;

  constructor(options: Partial<DigestServerOptions> = {}) {
    this.server = new DigestServer({ realm: 'test', random, passwordOf: (name) => passwords.get(name), ...options });
  }

  present(value: string | undefined, source = '192.0.2.1', now = 0): DigestVerdict {
    const authorization = value === undefined ? [] : [value];
    return this.server.check({ method: 'REGISTER', authorization, source }, now);
  }

  proof(username: string, password = passwords.get(username) ?? '', now = 0): string {
    const verdict = this.present(undefined, '192.0.2.9', now);
    const challenges = verdict.kind === 'challenge' ? verdict.challenges : [];
    const credentials = { username, password };
    const value = answerChallenge({ method: 'REGISTER', uri: 'sip:test', challenges, credentials, random });
    if (value === undefined) throw new Error('no answer');
    return value;
  }
}

const isStale = (verdict: DigestVerdict): boolean =>
  verdict.kind === 'challenge' && verdict.challenges.every((text) => parseDigest(text)?.get('stale') === 'true');

describe('DigestServer under attack', () => {
  test('what was overheard is no good after its nonce was pushed out of memory', () => {
    const desk = new Desk({ maxNonces: 3 });
    const overheard = desk.proof('anna');
    expect(desk.present(overheard).kind).toBe('authorised');
    for (let at = 0; at < 4; at += 1) desk.present(desk.proof('eve', undefined, 1 + at), undefined, 1 + at);
    expect(isStale(desk.present(overheard, undefined, 10))).toBe(true);
    expect(desk.present(desk.proof('anna', undefined, 10), undefined, 10).kind).toBe('authorised');
  });

  test("an account of one's own does not help to guess at another", () => {
    const desk = new Desk();
    for (let at = 0; at < 10; at += 1) {
      desk.present(desk.proof('anna', `guess-${at}`));
      desk.present(desk.proof('eve'));
    }
    expect(desk.present(desk.proof('anna')).kind).toBe('challenge');
    expect(desk.present(desk.proof('eve')).kind).toBe('authorised');
  });

  test('names that do not exist are held back like those that do', () => {
    const desk = new Desk();
    for (const name of ['anna', 'nobody']) {
      for (let at = 0; at < 10; at += 1) desk.present(desk.proof(name, 'wrong'), name);
      // An expired nonce with the right password says stale, but not while the name is held back.
      expect(isStale(desk.present(desk.proof(name), name, 1))).toBe(false);
    }
  });

  test('a wrong password with an expired nonce is not told from one with a fresh nonce', () => {
    const desk = new Desk({ nonceLifetimeMs: 100 });
    expect(isStale(desk.present(desk.proof('anna', 'wrong'), undefined, 100))).toBe(false);
    expect(isStale(desk.present(desk.proof('anna'), undefined, 100))).toBe(true);
  });

  test('the password that stands in for unknown users opens nothing', () => {
    expect(new Desk().present(new Desk().proof('nobody', 'no such user')).kind).toBe('challenge');
    const desk = new Desk();
    expect(desk.present(desk.proof('nobody', 'no such user')).kind).toBe('challenge');
  });

  test('a nonce is taken as it was issued, without anything added', () => {
    const desk = new Desk();
    const verdict = desk.present(undefined);
    const challenges = verdict.kind === 'challenge' ? verdict.challenges : [];
    const longer = challenges.map((text) => text.replace(/nonce="([^"]*)"/, 'nonce="$1-more"'));
    const credentials = { username: 'anna', password: 'secret-anna' };
    const value = answerChallenge({ method: 'REGISTER', uri: 'sip:test', challenges: longer, credentials, random });
    const verdictOfLonger = desk.present(value);
    // Nor does a right password with a nonce of one's own making get to hear that it is right.
    expect([verdictOfLonger.kind, isStale(verdictOfLonger)]).toEqual(['challenge', false]);
  });

  test('opaque may be left out but not changed', () => {
    const desk = new Desk();
    const withOpaque = (change: (fields: Map<string, string>) => void): string => {
      const fields = new Map(parseDigest(desk.proof('anna')));
      change(fields);
      return formatDigest([...fields], new Set(['algorithm', 'qop', 'nc']));
    };
    expect(desk.present(withOpaque((fields) => fields.delete('opaque'))).kind).toBe('authorised');
    expect(desk.present(withOpaque((fields) => fields.set('opaque', 'other'))).kind).toBe('challenge');
  });

  test('a proof for one method is none for another', () => {
    const server = new DigestServer({ realm: 'test', random, passwordOf: (name) => passwords.get(name) });
    const first = server.check({ method: 'INVITE', authorization: [], source: 'a' }, 0);
    const challenges = first.kind === 'challenge' ? first.challenges : [];
    const credentials = { username: 'anna', password: 'secret-anna' };
    const value = answerChallenge({ method: 'REGISTER', uri: 'sip:test', challenges, credentials, random }) ?? '';
    expect(server.check({ method: 'INVITE', authorization: [value], source: 'a' }, 1).kind).toBe('challenge');
    expect(server.check({ method: 'REGISTER', authorization: [value], source: 'a' }, 1).kind).toBe('authorised');
  });
});

test('the client passes over a challenge that it cannot answer', () => {
  const challenges = [
    'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth-int"',
    'Digest nonce="n", algorithm=SHA-256, qop="auth"',
    'Digest realm="r", nonce="n", algorithm=MD5, qop="auth"',
  ];
  const credentials = { username: 'u', password: 'p' };
  const value = answerChallenge({ method: 'INVITE', uri: 'sip:x', challenges, credentials, random });
  expect(parseDigest(value ?? '')?.get('algorithm')).toBe('MD5');
});
