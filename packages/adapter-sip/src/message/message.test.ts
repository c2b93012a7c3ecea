import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCSeq, parseCSeq } from './cseq.ts';
import { Headers } from './headers.ts';
import type { SipMessage, SipRequest } from './message.ts';
import { formatNameAddr, parseNameAddr, parseNameAddrList } from './name-addr.ts';
import { parseMessage } from './parse.ts';
import { responseTo } from './respond.ts';
import { serialiseMessage } from './serialise.ts';
import { StreamFramer, type StreamItem } from './stream-framer.ts';
import { formatUri, parseUri } from './uri-text.ts';
import { requestProblem } from './validate.ts';
import { formatVia, parseVia, topVia } from './via.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const INVITE = [
  'INVITE sip:+4757828600@sip.example.net SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.4:5060;branch=z9hG4bK1;rport',
  'Max-Forwards: 70',
  'From: "Kari Kunde" <sip:+4799887766@example.net>;tag=1',
  'To: <sip:+4757828600@sip.example.net>',
  'Call-ID: a@192.0.2.4',
  'CSeq: 1 INVITE',
  'Content-Length: 4',
  '',
  'v=0\n',
].join('\r\n');

function parsed(text: string): SipMessage {
  const result = parseMessage(bytes(text));
  if (!result.ok) throw new Error(result.why);
  return result.message;
}

function request(text = INVITE): SipRequest {
  const message = parsed(text);
  if (message.kind !== 'request') throw new Error('a response');
  return message;
}

/** The status that a wrong request is answered with; undefined when it is dropped. */
function answerTo(text: string): number | undefined {
  const result = parseMessage(bytes(text));
  return result.ok ? undefined : result.answer?.statusCode;
}

describe('parseMessage', () => {
  test('reads a request with its fields and body', () => {
    const { method, uri, headers, body } = request();
    expect([method, uri.user, uri.host, headers.get('Call-ID'), body.length]).toEqual([
      'INVITE',
      '+4757828600',
      'sip.example.net',
      'a@192.0.2.4',
      4,
    ]);
  });

  test('reads compact names, folded lines, space before the colon, and leading line breaks', () => {
    const text = INVITE.replace('Via:', 'v :').replace('From: ', 'f:\r\n ').replace('Call-ID', 'i');
    const { headers } = request(`\r\n\r\n${text}`);
    expect(topVia(headers)?.host).toBe('192.0.2.4');
    expect(parseNameAddr(headers.get('from') ?? '')?.displayName).toBe('Kari Kunde');
    expect(headers.get('call-id')).toBe('a@192.0.2.4');
  });

  test('a datagram longer than its Content-Length loses the rest (section 18.3)', () => {
    expect(request(`${INVITE}rubbish`).body).toEqual(bytes('v=0\n'));
  });

  test.each([
    ['a Content-Length beyond the datagram', INVITE.replace('Length: 4', 'Length: 400'), 400],
    ['a negative Content-Length', INVITE.replace('Length: 4', 'Length: -1'), 400],
    ['two different Content-Lengths', INVITE.replace('CSeq', 'Content-Length: 3\r\nCSeq'), 400],
    ['another version', INVITE.replace('SIP/2.0\r\nVia', 'SIP/7.0\r\nVia'), 505],
    ['a scheme we do not know', INVITE.replace('INVITE sip:+47', 'INVITE nobody:+47'), 416],
    ['a request URI that cannot be read', INVITE.replace('sip:+4757828600@sip.example.net SIP', 'sip:<a> SIP'), 400],
    ['a field without a name', INVITE.replace('Max-Forwards: 70', ': 70'), 400],
    ['a head without end', INVITE.slice(0, INVITE.indexOf('Content-Length')), 400],
  ])('answers %s', (_what, text, status) => {
    expect(answerTo(text)).toBe(status);
  });

  test.each([
    ['not SIP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an empty line', 'hello'],
    ['a wrong ACK, which is never answered', INVITE.replaceAll('INVITE', 'ACK').replace('Length: 4', 'Length: 400')],
    ['a response with a bad status', 'SIP/2.0 99 Odd\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n\r\n'],
  ])('drops %s', (_what, text) => {
    expect(parseMessage(bytes(text))).toMatchObject({ ok: false });
    expect(answerTo(text)).toBeUndefined();
  });

  test.each(['\r\n\r\n', '\r\n', '\0\0\0\0', ''])('knows a keep-alive %j', (text) => {
    expect(parseMessage(bytes(text))).toEqual({ ok: false, why: 'keep-alive' });
  });

  test('bounds fields and lines', () => {
    expect(parseMessage(bytes(INVITE.replace('CSeq', `${'X: y\r\n'.repeat(300)}CSeq`)))).toMatchObject({ ok: false });
    expect(answerTo(INVITE.replace('a@192.0.2.4', 'a'.repeat(10_000)))).toBe(400);
    expect(parseMessage(new Uint8Array(70_000))).toMatchObject({ ok: false, why: 'too large' });
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (random) => void parseMessage(random)));
  });

  test('never throws on a valid message with a few bytes changed, and what it accepts can be written', () => {
    const change = fc.record({ at: fc.nat(INVITE.length - 1), to: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const mutated = bytes(INVITE);
        for (const { at, to } of changes) mutated[at] = to;
        const result = parseMessage(mutated);
        if (!result.ok) return;
        serialiseMessage(result.message);
        if (result.message.kind === 'request') requestProblem(result.message);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is written is read as the same', () => {
    const first = serialiseMessage(request());
    const again = parseMessage(first);
    expect(again.ok && serialiseMessage(again.message)).toEqual(first);
  });
});

describe('requestProblem', () => {
  test('finds nothing wrong with a right request', () => {
    expect(requestProblem(request())).toBeUndefined();
  });

  test.each([
    ['no To', INVITE.replace('To:', 'X-To:'), 'no to'],
    ['no From', INVITE.replace('From:', 'X-From:'), 'no from'],
    ['no Call-ID', INVITE.replace('Call-ID:', 'X:'), 'no Call-ID'],
    ['no CSeq', INVITE.replace('CSeq:', 'X:'), 'no CSeq'],
    ['a CSeq of another method', INVITE.replace('1 INVITE', '1 BYE'), 'another method'],
    ['a CSeq beyond 2^31', INVITE.replace('1 INVITE', '4294967296 INVITE'), 'no CSeq'],
    ['a Via that cannot be read', INVITE.replace('SIP/2.0/UDP', 'HTTP'), 'no Via'],
    ['a Max-Forwards of 300', INVITE.replace('70', '300'), 'Max-Forwards'],
  ])('names %s', (_what, text, why) => {
    expect(requestProblem(request(text))?.why).toContain(why);
  });
});

describe('parts', () => {
  test.each([
    'sip:anna@example.net',
    'sips:example.net:5061',
    'sip:+47;ext=1@[2001:db8::1]:5060;transport=tcp;lr?Subject=hei',
    'tel:+4757828600;phone-context=x',
  ])('%s is written as it is read', (text) => {
    const uri = parseUri(text);
    expect(uri && formatUri(uri)).toBe(text);
  });

  test.each(['sip:', 'http://a', 'sip:@a', 'sip:a@', 'sip:a b@c', 'sip:a@b:99999', 'tel:abcx'])(
    '%s is no URI',
    (text) => {
      expect(parseUri(text)).toBeUndefined();
    },
  );

  test('any user part survives', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), (user) => {
        const uri = { scheme: 'sip', user, host: 'a', port: undefined, params: new Map(), headers: undefined } as const;
        expect(parseUri(formatUri(uri))?.user).toBe(user);
      }),
    );
  });

  test('a display name cannot break out of its quotes', () => {
    const uri = parseUri('sip:a@b');
    if (uri === undefined) throw new Error('no URI');
    fc.assert(
      fc.property(fc.string(), (name) => {
        const text = formatNameAddr({ displayName: name, uri, params: new Map([['tag', '1']]) });
        expect(text).not.toMatch(/[\r\n]/);
        const again = parseNameAddr(text);
        expect([again?.uri, again?.params.get('tag')]).toEqual([uri, '1']);
      }),
    );
  });

  test('lists of parties are split outside quotes and brackets', () => {
    const list = parseNameAddrList(['"a, b" <sip:x@y;a=1,2>;q=1, sip:z@y;expires=5']);
    expect(list?.map(({ uri, params }) => [uri.user, params.size])).toEqual([
      ['x', 1],
      ['z', 1],
    ]);
    expect(parseNameAddrList(['<sip:a@b>, rubbish'])).toBeUndefined();
  });

  test('Via and CSeq', () => {
    const text = 'SIP/2.0/TCP [2001:db8::9]:5070;branch=z9hG4bKx;rport';
    const via = parseVia(text);
    expect(via && formatVia(via)).toBe(text);
    expect(parseVia('SIP/2.0/UDP')).toBeUndefined();
    const seq = parseCSeq(' 314  OPTIONS ');
    expect(seq && formatCSeq(seq)).toBe('314 OPTIONS');
  });

  test('a response takes its identity from the request and adds a tag once', () => {
    const response = responseTo(request(), 180, { toTag: 'us', headers: [['contact', '<sip:us@a>']] });
    expect(response.headers.get('to')).toBe('<sip:+4757828600@sip.example.net>;tag=us');
    expect(response.headers.get('via')).toContain('z9hG4bK1');
    expect(
      responseTo({ ...request(), headers: response.headers }, 200, { toTag: 'other' }).headers.get('to'),
    ).toContain('tag=us');
    expect(new Headers().get('to')).toBeUndefined();
  });
});

describe('StreamFramer', () => {
  const other = INVITE.replace('Length: 4', 'Length: 0').replace('v=0\n', '');
  const stream = bytes(`${INVITE}\r\n\r\n${other}${INVITE}`);

  const textOf = (items: readonly StreamItem[]) =>
    items.map((item) => (item.type === 'message' ? new TextDecoder().decode(item.bytes) : item.type));

  test('gives the same messages however the stream is chopped', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const framer = new StreamFramer();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const items = edges.slice(1).flatMap((edge, at) => framer.push(stream.subarray(edges[at], edge)));
        expect(textOf(items)).toEqual([INVITE, 'ping', other, INVITE]);
      }),
    );
  });

  test('breaks off at a message without Content-Length, and stays broken', () => {
    const framer = new StreamFramer();
    expect(framer.push(bytes(INVITE.replace('Content-Length: 4\r\n', '')))).toMatchObject([{ type: 'error' }]);
    expect(framer.push(bytes(INVITE))).toEqual([]);
  });

  test('holds no more than one message', () => {
    const framer = new StreamFramer();
    expect(framer.push(bytes('X'.repeat(70_000)))).toMatchObject([{ type: 'error' }]);
  });
});
