import { describe, expect, test } from 'vitest';
import { answerChallenge } from '../digest/client.ts';
import { DigestServer } from '../digest/server.ts';
import { Headers } from '../message/headers.ts';
import { NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts';
import { sipUri } from '../session/new-invite.ts';
import type { Peer } from '../transaction/peer.ts';
import { LocationService } from './location.ts';
import { Registrar, type Registration } from './registrar.ts';

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const source: Peer = { transport: 'UDP', host: '192.0.2.7', port: 40_000, connection: undefined };

class Desk {
  readonly location = new LocationService();
  private readonly registrar: Registrar;
  private sequence = 0;

  constructor() {
    const passwordOf = (username: string) => (username.endsWith('-desk') ? `secret-${username}` : undefined);
    this.registrar = new Registrar({
      digest: new DigestServer({ realm: 'test', random, passwordOf }),
      location: this.location,
      deviceOf: (username) => (username.endsWith('-desk') ? username : undefined),
      minSeconds: 60,
      maxSeconds: 600,
    });
  }

  /** Registers with proof. */
  register(
    contacts: readonly string[],
    options: { now?: number; expires?: string; user?: string; as?: string; callId?: string; sequence?: number } = {},
  ): Registration {
    const { now = 0, user = 'anna-desk', as = user } = options;
    this.sequence += 1;
    const headers = new Headers()
      .append('via', 'SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK1')
      .append('from', `<sip:${as}@test>;tag=1`)
      .append('to', `<sip:${as}@test>`)
      .append('call-id', options.callId ?? 'a')
      .append('cseq', `${options.sequence ?? this.sequence} REGISTER`);
    for (const contact of contacts) headers.append('contact', contact);
    if (options.expires !== undefined) headers.append('expires', options.expires);
    const request: SipRequest = {
      kind: 'request',
      method: 'REGISTER',
      uri: sipUri(undefined, 'test'),
      headers,
      body: NO_BODY,
    };
    const challenges = this.registrar.register(request, source, now).response.headers.getAll('www-authenticate');
    const credentials = { username: user, password: `secret-${user}` };
    headers.append(
      'authorization',
      answerChallenge({ method: 'REGISTER', uri: 'sip:test', challenges, credentials, random }) ?? '',
    );
    return this.registrar.register(request, source, now);
  }
}

const contactsOf = ({ headers }: SipResponse): readonly string[] => headers.getAll('contact');

describe('Registrar', () => {
  test('a phone is reachable from its first binding to the end of its time', () => {
    const desk = new Desk();
    const first = desk.register(['<sip:anna-desk@192.0.2.7:5070>'], { expires: '300' });
    expect([first.response.statusCode, first.change]).toEqual([200, { device: 'anna-desk', isReachable: true }]);
    expect(contactsOf(first.response)).toEqual(['<sip:anna-desk@192.0.2.7:5070>;expires=300']);
    expect(desk.register(['<sip:anna-desk@192.0.2.7:5070>'], { expires: '300' }).change).toBeUndefined();
    expect(desk.location.expire(299_999)).toEqual([]);
    expect(desk.location.expire(300_000)).toEqual([{ device: 'anna-desk', isReachable: false }]);
  });

  test('requests go to the contact; behind NAT to where the registration came from', () => {
    const desk = new Desk();
    desk.register(['<sip:anna-desk@192.0.2.7:5070>']);
    expect(desk.location.bindings('anna-desk', 0)[0]?.target.port).toBe(5070);
    desk.register(['<sip:ola-desk@10.0.0.4:5060>'], { user: 'ola-desk' });
    expect(desk.location.bindings('ola-desk', 0)[0]?.target).toEqual(source);
  });

  test('asks for at least the least time, and grants at most the most', () => {
    const desk = new Desk();
    const brief = desk.register(['<sip:a@192.0.2.7>;expires=59']);
    expect([brief.response.statusCode, brief.response.headers.get('min-expires')]).toEqual([423, '60']);
    expect(contactsOf(desk.register(['<sip:a@192.0.2.7>;expires=9999']).response)).toEqual([
      '<sip:a@192.0.2.7>;expires=600',
    ]);
  });

  test('removes one, or all', () => {
    const desk = new Desk();
    desk.register(['<sip:a@192.0.2.7>', '<sip:b@192.0.2.7>']);
    const one = desk.register(['<sip:a@192.0.2.7>;expires=0']);
    expect([contactsOf(one.response).length, one.change]).toEqual([1, undefined]);
    expect(desk.register(['*'], { expires: '0' }).change).toEqual({ device: 'anna-desk', isReachable: false });
    expect(desk.register(['*']).response.statusCode).toBe(400);
  });

  test('a query changes nothing', () => {
    const desk = new Desk();
    desk.register(['<sip:a@192.0.2.7>']);
    const query = desk.register([]);
    expect([query.response.statusCode, contactsOf(query.response).length, query.change]).toEqual([200, 1, undefined]);
  });

  test('nobody registers for another, and an older request undoes nothing', () => {
    const desk = new Desk();
    expect(desk.register(['<sip:a@192.0.2.7>'], { user: 'anna-desk', as: 'ola-desk' }).response.statusCode).toBe(403);
    desk.register(['<sip:a@192.0.2.7>'], { sequence: 10 });
    expect(desk.register(['<sip:a@192.0.2.7>;expires=0'], { sequence: 9 }).response.statusCode).toBe(500);
    expect(desk.location.bindings('anna-desk', 0)).toHaveLength(1);
  });

  test('more contacts than a phone has are refused', () => {
    const contacts = Array.from({ length: 6 }, (_, at) => `<sip:a${at}@192.0.2.7>`);
    expect(new Desk().register(contacts).response.statusCode).toBe(400);
  });
});
