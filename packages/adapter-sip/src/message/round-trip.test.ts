import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Headers } from './headers.ts';
import type { SipMessage, SipRequest } from './message.ts';
import { parseMessage } from './parse.ts';
import { serialiseMessage } from './serialise.ts';
import { parseUri } from './uri-text.ts';
import { requestProblem } from './validate.ts';
import { topVia } from './via.ts';

const token = fc.string({
  unit: fc.constantFrom(..."!%'*+-.0123456789ABCXYZ_`abcxyz~"),
  minLength: 1,
  maxLength: 20,
});
/** Any text of one line; what stands around it is not part of a value. */
const line = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[\r\n]/g, '').trim());
const params = fc
  .array(fc.tuple(token, fc.oneof(token, fc.constant(true as const))), { maxLength: 4 })
  .map((pairs) => new Map(pairs.map(([name, value]) => [name.toLowerCase(), value])));
const uri = fc.record({
  scheme: fc.constantFrom('sip' as const, 'sips' as const),
  user: fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), { nil: undefined }),
  host: fc.constantFrom('example.net', '192.0.2.1', '[2001:db8::1]'),
  port: fc.option(fc.nat(65_535), { nil: undefined }),
  params,
  headers: fc.option(fc.constantFrom('Subject=hei', 'a=b&c=%20d'), { nil: undefined }),
});
const headers = fc
  .array(fc.tuple(fc.oneof(token, fc.constantFrom('constructor', '__proto__', 'Via', 'f')), line), { maxLength: 12 })
  .map((fields) => {
    const made = new Headers();
    for (const [name, value] of fields) if (!/^(l|content-length)$/i.test(name)) made.append(name, value);
    return made;
  });
const body = fc.uint8Array({ maxLength: 100 });
const message: fc.Arbitrary<SipMessage> = fc.oneof(
  fc.record({ kind: fc.constant('request' as const), method: token, uri, headers, body }),
  fc.record({
    kind: fc.constant('response' as const),
    statusCode: fc.integer({ min: 100, max: 699 }),
    reasonPhrase: line,
    headers,
    body,
  }),
);

const plain = ({ headers: fields, ...rest }: SipMessage) => ({
  ...rest,
  body: [...rest.body],
  fields: [...fields.entries()].filter(([name]) => name !== 'content-length'),
});

describe('a message', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const result = parseMessage(serialiseMessage(sent));
        if (!result.ok) throw new Error(result.why);
        expect(plain(result.message)).toEqual(plain(sent));
        expect(result.message.headers.get('content-length')).toBe(String(sent.body.length));
      }),
      { numRuns: 500 },
    );
  });

  test('with half a surrogate pair in its URI is written nevertheless', () => {
    const sent = { ...example(), uri: { ...example().uri, user: 'a\ud800b' } };
    const result = parseMessage(serialiseMessage(sent));
    expect(result.ok && result.message.kind === 'request' && result.message.uri.user).toBe('a\ufffdb');
  });

  test('cannot be given a field or a body by a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', ':', 'a', ' ') }), (value) => {
        const made = new Headers().append('subject', `x${value}y`).append('via', 'SIP/2.0/UDP a');
        const sent = { kind: 'response', statusCode: 200, reasonPhrase: `x${value}y`, headers: made } as const;
        const result = parseMessage(serialiseMessage({ ...sent, body: new Uint8Array(0) }));
        if (!result.ok) throw new Error(result.why);
        expect([...result.message.headers.entries()].map(([name]) => name)).toEqual([
          'subject',
          'via',
          'content-length',
        ]);
      }),
    );
  });

  test('that is read from changed bytes can be looked into and written, and is then read as the same', () => {
    const valid = serialiseMessage(example());
    const change = fc.record({
      at: fc.nat(valid.length - 1),
      remove: fc.nat(3),
      insert: fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.constantFrom(...SPECIAL)),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const result = parseMessage(changes.reduce(applied, valid));
        if (!result.ok) return;
        topVia(result.message.headers);
        if (result.message.kind === 'request') requestProblem(result.message);
        const again = parseMessage(serialiseMessage(result.message));
        expect(again.ok && plain(again.message)).toEqual(plain(result.message));
      }),
      { numRuns: 2_000 },
    );
  });
});

const SPECIAL = ['\r', '\n', '\r\n ', '"', '\\', '<', '>', '%', ',', ';', ':', '@'].map((text) =>
  new TextEncoder().encode(text),
);

function applied(bytes: Uint8Array, change: { at: number; remove: number; insert: Uint8Array }): Uint8Array {
  return Uint8Array.from([
    ...bytes.subarray(0, change.at),
    ...change.insert,
    ...bytes.subarray(change.at + change.remove),
  ]);
}

function example(): SipRequest {
  const target = parseUri('sip:+47;ext=1@example.net:5060;transport=tcp?Subject=hei');
  if (target === undefined) throw new Error('no URI');
  const fields = new Headers()
    .append('via', 'SIP/2.0/UDP 192.0.2.4:5060;branch=z9hG4bK1;rport')
    .append('max-forwards', '70')
    .append('from', '"Kari \\"K\\" Kunde" <sip:kari@example.net>;tag=1')
    .append('to', '<sip:+47@example.net>')
    .append('call-id', 'a@192.0.2.4')
    .append('cseq', '1 INVITE');
  return { kind: 'request', method: 'INVITE', uri: target, headers: fields, body: new TextEncoder().encode('v=0\r\n') };
}
