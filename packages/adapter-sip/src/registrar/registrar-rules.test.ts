import { describe, expect, test } from 'vitest';
import { answerChallenge } from '../digest/client.ts';
import { DigestServer } from '../digest/server.ts';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipResponse } from '../message/message.ts';
import { parseNameAddr } from '../message/name-addr.ts';
import { sipUri } from '../session/new-invite.ts';
import type { Peer } from '../transaction/peer.ts';
import { LocationService, MAX_BINDINGS } from './location.ts';
import { Registrar } from './registrar.ts';

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const source: Peer = { transport: 'UDP', host: '192.0.2.7', port: 40_000, connection: undefined };

interface Asked {
  readonly contacts: readonly string[];
  readonly sequence: number;
  readonly callId?: string;
  readonly to?: string;
  readonly password?: string;
  readonly more?: readonly (readonly [string, string])[];
}

class Desk {
  readonly location = new LocationService();
  private readonly registrar = new Registrar({
    digest: new DigestServer({ realm: 'test', random, passwordOf: (name) => (name === 'anna' ? 'secret' : undefined) }),
    location: this.location,
    deviceOf: (username) => (username === 'anna' ? 'anna-desk' : undefined),
    minSeconds: 60,
    maxSeconds: 600,
  });

  /** Asks twice: without proof, and with it. */
  ask(asked: Asked): readonly [first: SipResponse, second: SipResponse] {
    const headers = new Headers()
      .append('from', '<sip:anna-desk@test>;tag=1')
      .append('to', asked.to ?? '<sip:anna-desk@test>')
      .append('call-id', asked.callId ?? 'a')
      .append('cseq', `${asked.sequence} REGISTER`);
    for (const contact of asked.contacts) headers.append('contact', contact);
    for (const [name, value] of asked.more ?? []) headers.append(name, value);
    const request = {
      kind: 'request',
      method: 'REGISTER',
      uri: sipUri(undefined, 'test'),
      headers,
      body: NO_BODY,
    } as const;
    const first = this.registrar.register(request, source, 0).response;
    const value = answerChallenge({
      method: 'REGISTER',
      uri: 'sip:test',
      challenges: first.headers.getAll('www-authenticate'),
      credentials: { username: 'anna', password: asked.password ?? 'secret' },
      random,
    });
    headers.append('authorization', value ?? '');
    return [first, this.registrar.register(request, source, 0).response];
  }

  keys(): readonly string[] {
    return this.location.bindings('anna-desk', 0).map(({ key }) => key);
  }
}

const tagOf = (response: SipResponse): unknown => parseNameAddr(response.headers.get('to') ?? '')?.params.get('tag');

describe('Registrar', () => {
  test('every response has a To tag (RFC 3261 section 8.2.6.2)', () => {
    const desk = new Desk();
    const responses = [
      ...desk.ask({ contacts: ['<sip:a@192.0.2.7>'], sequence: 1 }),
      ...desk.ask({ contacts: ['<sip:a@192.0.2.7>;expires=1'], sequence: 2 }),
      ...desk.ask({ contacts: ['nonsense'], sequence: 3 }),
      ...desk.ask({ contacts: [], sequence: 4, to: '<sip:ola-desk@test>' }),
    ];
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([401, 200, 401, 423, 401, 400, 401, 403]);
    for (const response of responses) expect(tagOf(response)).toMatch(/^[0-9a-f]{20}$/);
    expect(tagOf(desk.ask({ contacts: [], sequence: 5, to: '<sip:anna-desk@test>;tag=own' })[1])).toBe('own');
  });

  test('without proof nobody learns which addresses exist', () => {
    const desk = new Desk();
    const codes = ['<sip:anna-desk@test>', '<sip:nobody@test>', 'nonsense'].map((to) =>
      desk.ask({ contacts: [], sequence: 1, to, password: 'wrong' }).map(({ statusCode }) => statusCode),
    );
    expect(codes).toEqual([
      [401, 401],
      [401, 401],
      [401, 401],
    ]);
  });

  test('a late request does not remove what a later one has registered', () => {
    const desk = new Desk();
    desk.ask({ contacts: ['<sip:a@192.0.2.7>'], sequence: 5 });
    const remove = { contacts: ['*'], more: [['expires', '0']] } as const;
    expect(desk.ask({ ...remove, sequence: 4 })[1].statusCode).toBe(500);
    expect(desk.keys()).toEqual(['sip:a@192.0.2.7']);
    expect(desk.ask({ ...remove, sequence: 1, callId: 'after-restart' })[1].statusCode).toBe(200);
    expect(desk.keys()).toEqual([]);
  });

  test('a contact that stands twice in a request counts once, as it stands last', () => {
    const desk = new Desk();
    const twice = ['<sip:a@192.0.2.7>;expires=100', '<sip:a@192.0.2.7>;expires=200'];
    const [, response] = desk.ask({ contacts: twice, sequence: 1 });
    expect([response.statusCode, response.headers.getAll('contact')]).toEqual([200, ['<sip:a@192.0.2.7>;expires=200']]);
  });

  test('answers with the contacts that are kept, when the oldest had to give way', () => {
    const desk = new Desk();
    for (let at = 0; at < MAX_BINDINGS; at += 1) desk.ask({ contacts: [`<sip:a${at}@192.0.2.7>`], sequence: 1 + at });
    const [, response] = desk.ask({ contacts: ['<sip:new@192.0.2.7>'], sequence: 20 });
    expect(response.headers.getAll('contact')).toHaveLength(MAX_BINDINGS);
    expect(desk.keys()).toEqual([1, 2, 3, 4].map((at) => `sip:a${at}@192.0.2.7`).concat('sip:new@192.0.2.7'));
  });

  test('nothing is done for a request that needs an extension', () => {
    const desk = new Desk();
    const [, response] = desk.ask({ contacts: ['<sip:a@192.0.2.7>'], sequence: 1, more: [['require', 'path']] });
    expect([response.statusCode, response.headers.get('unsupported'), desk.keys()]).toEqual([420, 'path', []]);
  });

  test('one contact that asks for too little leaves all others as they were', () => {
    const desk = new Desk();
    desk.ask({ contacts: ['<sip:a@192.0.2.7>'], sequence: 1 });
    const contacts = ['<sip:a@192.0.2.7>;expires=0', '<sip:b@192.0.2.7>;expires=59'];
    expect(desk.ask({ contacts, sequence: 2 })[1].statusCode).toBe(423);
    expect(desk.keys()).toEqual(['sip:a@192.0.2.7']);
  });
});
