import { createHash } from 'node:crypto';
import type { Action, LegId, Signal } from '@sentralbord/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSipFile } from '../src/config/read-sip-file.ts';
import { SipTelephony } from '../src/sip-telephony.ts';
import { field, RawPeer } from './raw-peer.ts';

// Ports of this file: 36000 to 36999.
const BOARD = { host: '127.0.0.1', port: 36_000 } as const;
const TRUNK_PORT = 36_010;
const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 36020 RTP/AVP 8',
  '',
].join('\r\n');

let board: SipTelephony;
let peer: RawPeer;
let signals: Signal[];
let faults: unknown[];
let branches = 0;

beforeEach(async () => {
  signals = [];
  faults = [];
  const reading = readSipFile({
    listen: [{ transport: 'udp', ...BOARD }],
    realm: 'wire.test',
    devices: [{ id: 'anna-desk', password: 'secret-anna' }],
    trunks: [
      {
        id: 'carrier',
        host: '127.0.0.1',
        port: TRUNK_PORT,
        allowedSources: ['127.0.0.1'],
        credentials: { username: 'fjord', password: 'secret-fjord' },
        register: { registrar: 'carrier.test', expiresSeconds: 60 },
        maxCalls: 2,
      },
    ],
    media: { hosts: ['127.0.0.1'], portMin: 36_100, portMax: 36_199 },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  board = new SipTelephony({ config: reading.config, sounds: new Map(), onFault: (error) => faults.push(error) });
  await board.open();
  peer = new RawPeer(BOARD);
  await peer.open(TRUNK_PORT);
  board.start((signal) => signals.push(signal));
});

afterEach(async () => {
  await board.close(0);
  await peer.close();
  expect(faults).toEqual([]);
});

interface Text {
  readonly method?: string;
  readonly uri?: string;
  readonly callId?: string;
  readonly sequence?: number;
  readonly toTag?: string;
  readonly branch?: string;
  readonly more?: readonly string[];
  readonly without?: string;
}

function request({
  method = 'INVITE',
  uri = 'sip:+4757828600@a',
  callId = 'c1',
  sequence = 1,
  toTag,
  branch,
  more = [],
  without,
}: Text = {}): string[] {
  branches += 1;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${TRUNK_PORT};branch=${branch ?? `z9hG4bK${branches}`};rport`,
    'Max-Forwards: 70',
    'From: <sip:+4799887766@carrier.test>;tag=f',
    `To: <sip:+4757828600@a>${toTag === undefined ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} ${method}`,
    `Contact: <sip:caller@127.0.0.1:${TRUNK_PORT}>`,
    ...more,
  ].filter((line) => without === undefined || !line.startsWith(`${without}:`));
}

const withSdp = ['Content-Type: application/sdp'];
const legArrived = async (): Promise<LegId> => {
  await expect.poll(() => signals.some(({ type }) => type === 'callArrived')).toBe(true);
  const arrived = signals.findLast((signal) => signal.type === 'callArrived');
  return arrived?.leg ?? ('' as LegId);
};
const reply = (text: string, status: string, more: readonly string[] = [], body = ''): void => {
  const to = field(text, 'To');
  const lines = [
    `SIP/2.0 ${status}`,
    `Via: ${field(text, 'Via')}`,
    `From: ${field(text, 'From')}`,
    `To: ${to.includes('tag=') ? to : `${to};tag=t`}`,
    `Call-ID: ${field(text, 'Call-ID')}`,
    `CSeq: ${field(text, 'CSeq')}`,
    ...more,
  ];
  peer.send(lines, body);
};
const startLeg: Action = {
  type: 'startLeg',
  leg: 'l1' as LegId,
  to: { kind: 'external', number: '+4740000001' },
  shown: { number: '+4757828600' },
  diversion: 'allowed',
  confirm: 'no',
};

/** A caller who is up, and its tag on our side. */
async function callerUp(): Promise<{ leg: LegId; toTag: string; answer: string }> {
  const invite = request({ more: withSdp });
  peer.send(invite, SDP);
  const leg = await legArrived();
  board.perform({ type: 'answer', leg });
  const answer = await peer.next('SIP/2.0 200');
  const toTag = /tag=(.*)/.exec(field(answer, 'To'))?.[1] ?? '';
  peer.send(request({ method: 'ACK', toTag }));
  return { leg, toTag, answer };
}

describe('what is refused, and how', () => {
  test.each([
    ['an extension that we lack', { more: ['Require: gruu'] }, '420', 'Unsupported: gruu'],
    ['a body that is no SDP', { more: ['Content-Type: text/plain'] }, '415', 'Accept: application/sdp'],
    ['a method that we lack', { method: 'SUBSCRIBE' }, '405', 'Allow: INVITE'],
    ['a method that nobody knows', { method: 'FROBNICATE' }, '501', ''],
    ['a BYE to no dialog', { method: 'BYE', toTag: 'nobody' }, '481', ''],
    ['a re-INVITE to no dialog', { toTag: 'nobody' }, '481', ''],
    ['a CANCEL of nothing', { method: 'CANCEL' }, '481', ''],
    ['a request without Call-ID', { without: 'Call-ID' }, '400', ''],
    ['a CSeq of another method', { method: 'OPTIONS', without: 'CSeq', more: ['CSeq: 1 BYE'] }, '400', ''],
  ])('%s', async (_what, text: Text, status, line) => {
    peer.send(request(text), text.method === undefined ? SDP : '');
    expect(await peer.next(`SIP/2.0 ${status}`)).toContain(line);
    expect(signals.filter(({ type }) => type === 'callArrived')).toEqual([]);
  });

  test('another version of SIP gets 505', async () => {
    const [first = '', ...rest] = request();
    peer.send([first.replace('SIP/2.0', 'SIP/3.0'), ...rest]);
    await peer.next('SIP/2.0 505');
  });

  test('no common codec gets 488, and nothing is left', async () => {
    peer.send(request({ more: withSdp }), SDP.replace('AVP 8', 'AVP 18'));
    await peer.next('SIP/2.0 488');
    expect(board.figures().size).toMatchObject({ legs: 0, dialogs: 0, mediaPorts: 0 });
  });

  test('more calls than the trunk carries get 503', async () => {
    for (const callId of ['c1', 'c2', 'c3']) peer.send(request({ callId, more: withSdp }), SDP);
    expect(await peer.next('SIP/2.0 503')).toContain('Call-ID: c3');
    expect(board.legs()).toHaveLength(2);
  });

  test('OPTIONS is answered with what we take', async () => {
    peer.send(request({ method: 'OPTIONS' }));
    expect(await peer.next('SIP/2.0 200')).toMatch(/Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO/);
  });

  test('no header of ours tells a product or version', async () => {
    await callerUp();
    expect(peer.received.join('\n')).not.toMatch(/^(Server|User-Agent):/im);
  });
});

describe('a call that came to us', () => {
  test('a late offer: ours is in the 200, its answer in the ACK', async () => {
    peer.send(request());
    const leg = await legArrived();
    board.perform({ type: 'answer', leg });
    const answer = await peer.next('SIP/2.0 200');
    expect(answer).toContain('m=audio');
    const toTag = /tag=(.*)/.exec(field(answer, 'To'))?.[1] ?? '';
    peer.send(request({ method: 'ACK', toTag, more: withSdp }), SDP);
    peer.send(request({ method: 'BYE', sequence: 2, toTag }));
    await peer.next('SIP/2.0 200');
    await expect.poll(() => signals.at(-1)).toEqual({ type: 'legEnded', leg, cause: 'hungUp' });
  });

  test('hold and resume by re-INVITE are answered in kind; the version of our description rises', async () => {
    const { toTag, answer } = await callerUp();
    peer.send(request({ sequence: 2, toTag, more: withSdp }), `${SDP}a=sendonly\r\n`);
    const held = await peer.next('SIP/2.0 200');
    expect(held).toContain('a=recvonly');
    peer.send(request({ method: 'ACK', sequence: 2, toTag }));
    peer.send(request({ sequence: 3, toTag, more: withSdp }), SDP);
    const resumed = await peer.next('SIP/2.0 200');
    expect(resumed).toContain('a=sendrecv');
    peer.send(request({ method: 'ACK', sequence: 3, toTag }));
    const versionOf = (text: string) => Number(/o=- [0-9]+ ([0-9]+)/.exec(text)?.[1]);
    expect([versionOf(held) - versionOf(answer), versionOf(resumed) - versionOf(held)]).toEqual([1, 1]);
    expect(board.legs()).toHaveLength(1);
  });

  test('a re-INVITE that cannot be served gets 488, and the call goes on', async () => {
    const { toTag } = await callerUp();
    peer.send(request({ sequence: 2, toTag, more: withSdp }), SDP.replace('AVP 8', 'AVP 18'));
    await peer.next('SIP/2.0 488');
    expect(board.legs()).toHaveLength(1);
  });

  test('a request out of order gets 500', async () => {
    const { toTag } = await callerUp();
    peer.send(request({ method: 'BYE', sequence: 1, toTag }));
    await peer.next('SIP/2.0 500');
  });

  test('our BYE waits for the ACK to our 200', async () => {
    peer.send(request({ more: withSdp }), SDP);
    const leg = await legArrived();
    board.perform({ type: 'answer', leg });
    const answer = await peer.next('SIP/2.0 200');
    board.perform({ type: 'hangUp', leg, cause: 'hungUp' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(peer.received.some((text) => text.startsWith('BYE'))).toBe(false);
    peer.send(request({ method: 'ACK', toTag: /tag=(.*)/.exec(field(answer, 'To'))?.[1] ?? '' }));
    const bye = await peer.next('BYE');
    expect(bye.split('\r\n')[0]).toBe(`BYE sip:caller@127.0.0.1:${TRUNK_PORT} SIP/2.0`);
    reply(bye, '200 OK');
    await expect.poll(() => board.figures().size.dialogs).toBe(0);
  });

  test('an INVITE that comes twice is one call, answered the same', async () => {
    const invite = request({ more: withSdp });
    peer.send(invite, SDP);
    peer.send(invite, SDP);
    const leg = await legArrived();
    board.perform({ type: 'ring', leg });
    await peer.next('SIP/2.0 180');
    peer.send(invite, SDP);
    await peer.next('SIP/2.0 180');
    expect(signals.filter(({ type }) => type === 'callArrived')).toHaveLength(1);
  });
});

describe('a call that we make', () => {
  test('a challenge of the trunk is answered with its credentials', async () => {
    board.perform(startLeg);
    const first = await peer.next('INVITE');
    reply(first, '407 Proxy Authentication Required', [
      'Proxy-Authenticate: Digest realm="carrier", nonce="n1", qop="auth", algorithm=MD5',
    ]);
    await peer.next('ACK');
    const second = await peer.next('INVITE');
    expect(field(second, 'CSeq')).toBe('2 INVITE');
    const proof = field(second, 'Proxy-Authorization');
    const part = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(proof)?.[1] ?? '';
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const right = md5(
      `${md5('fjord:carrier:secret-fjord')}:n1:${part(' nc')}:${part('cnonce')}:auth:${md5(`INVITE:${part(' uri')}`)}`,
    );
    expect(part('response')).toBe(right);
    reply(second, '486 Busy Here');
    await expect.poll(() => signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l1', cause: 'busy' });
  });

  test('a second challenge after that is given up on', async () => {
    board.perform(startLeg);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      reply(await peer.next('INVITE'), '401 Unauthorized', [
        `WWW-Authenticate: Digest realm="carrier", nonce="n${rounds}", qop="auth"`,
      ]);
    }
    await expect.poll(() => signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l1', cause: 'forbidden' });
  });

  test.each([
    ['486 Busy Here', [], 'busy'],
    ['603 Decline', [], 'rejected'],
    ['404 Not Found', [], 'notFound'],
    ['480 Temporarily Unavailable', [], 'unreachable'],
    ['480 Temporarily Unavailable', ['Reason: Q.850;cause=19;text="no answer"'], 'noAnswer'],
    ['408 Request Timeout', [], 'noAnswer'],
    ['503 Service Unavailable', [], 'congestion'],
    ['488 Not Acceptable Here', [], 'incompatible'],
    ['302 Moved Temporarily', ['Contact: <sip:elsewhere@example.net>'], 'unreachable'],
    ['500 Server Internal Error', [], 'failed'],
  ])('%s %j ends it as %s', async (status, more, cause) => {
    board.perform(startLeg);
    reply(await peer.next('INVITE'), status, more);
    await peer.next('ACK');
    await expect.poll(() => signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l1', cause });
    expect(board.figures().size).toMatchObject({ legs: 0, closingLegs: 0, mediaPorts: 0 });
  });

  test('an answer that comes again is acknowledged again, the same', async () => {
    board.perform(startLeg);
    const invite = await peer.next('INVITE');
    const more = [`Contact: <sip:callee@127.0.0.1:${TRUNK_PORT}>`, ...withSdp];
    reply(invite, '200 OK', more, SDP);
    const first = await peer.next('ACK');
    reply(invite, '200 OK', more, SDP);
    expect(await peer.next('ACK')).toBe(first);
    expect(signals.filter(({ type }) => type === 'legAnswered')).toHaveLength(1);
  });

  test('a fork: the first answer is the call, the second is acknowledged and ended', async () => {
    board.perform(startLeg);
    const invite = await peer.next('INVITE');
    const more = [`Contact: <sip:callee@127.0.0.1:${TRUNK_PORT}>`, ...withSdp];
    reply(invite, '200 OK', more, SDP);
    await peer.next('ACK');
    const other = [
      `SIP/2.0 200 OK`,
      `Via: ${field(invite, 'Via')}`,
      `From: ${field(invite, 'From')}`,
      `To: ${field(invite, 'To')};tag=other`,
    ];
    peer.send([...other, `Call-ID: ${field(invite, 'Call-ID')}`, 'CSeq: 1 INVITE', ...more], SDP);
    expect(field(await peer.next('ACK'), 'To')).toContain('tag=other');
    expect(field(await peer.next('BYE'), 'To')).toContain('tag=other');
    expect(board.legs()).toEqual(['l1']);
    expect(board.figures().size.mediaPorts).toBe(1);
  });

  test('an answer without a description that we can use is acknowledged and ended', async () => {
    board.perform(startLeg);
    reply(await peer.next('INVITE'), '200 OK', [`Contact: <sip:callee@127.0.0.1:${TRUNK_PORT}>`]);
    await peer.next('ACK');
    await peer.next('BYE');
    await expect.poll(() => signals.at(-1)).toEqual({ type: 'legEnded', leg: 'l1', cause: 'incompatible' });
  });

  test('hung up before any response: CANCEL goes out with the first one', async () => {
    board.perform(startLeg);
    const invite = await peer.next('INVITE');
    board.perform({ type: 'hangUp', leg: 'l1' as LegId, cause: 'answeredElsewhere' });
    expect(peer.received.some((text) => text.startsWith('CANCEL'))).toBe(false);
    reply(invite, '180 Ringing');
    expect(field(await peer.next('CANCEL'), 'Reason')).toBe('SIP;cause=200;text="Call completed elsewhere"');
    expect(signals.filter((signal) => 'leg' in signal)).toEqual([]);
  });

  test('hung up while its ports were being opened: nothing is sent', async () => {
    board.perform(startLeg);
    board.perform({ type: 'hangUp', leg: 'l1' as LegId, cause: 'cancelled' });
    await expect.poll(() => board.figures().size).toMatchObject({ legs: 0, closingLegs: 0, mediaPorts: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(peer.received.some((text) => text.startsWith('INVITE'))).toBe(false);
  });
});

describe('registering with a provider', () => {
  test('answers the challenge, and tells when it is refused', async () => {
    const first = await peer.next('REGISTER');
    reply(first, '401 Unauthorized', [
      'WWW-Authenticate: Digest realm="carrier", nonce="n", qop="auth", algorithm=SHA-256',
    ]);
    const second = await peer.next('REGISTER');
    expect(field(second, 'Authorization')).toContain('algorithm=SHA-256');
    expect([field(second, 'Call-ID'), field(second, 'CSeq')]).toEqual([field(first, 'Call-ID'), '2 REGISTER']);
    expect(field(second, 'From')).toContain('sip:fjord@carrier.test');
    reply(second, '200 OK', ['Contact: <sip:sentralbord@127.0.0.1>;expires=60']);
  });
});

describe('a hostile network', () => {
  test('random and broken datagrams change nothing and throw nothing; calls go on meanwhile', async () => {
    const { leg, toTag } = await callerUp();
    const valid = Buffer.from([...request({ method: 'OPTIONS' }), 'Content-Length: 0', '', ''].join('\r\n'));
    const mutations = fc.sample(
      fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      { numRuns: 1_500, seed: 7 },
    );
    for (const changes of mutations) {
      const bytes = Buffer.from(valid);
      for (const [at, value] of changes) bytes[at] = value;
      peer.sendBytes(bytes);
    }
    for (const bytes of fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 500, seed: 8 })) peer.sendBytes(bytes);
    await expect.poll(() => Object.keys(board.figures().transport.malformed).length).toBeGreaterThan(3);
    peer.send(request({ method: 'BYE', sequence: 900, toTag }));
    await expect.poll(() => signals.at(-1), { timeout: 10_000 }).toEqual({ type: 'legEnded', leg, cause: 'hungUp' });
    expect(faults).toEqual([]);
  });
});
