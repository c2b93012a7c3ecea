import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StreamFramer, type StreamItem } from './stream-framer.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const withLength = (line: string, body = ''): string =>
  `MESSAGE sip:a@b SIP/2.0\r\nCSeq: 1 MESSAGE\r\n${line}\r\n\r\n${body}`;
const EMPTY = withLength('Content-Length: 0');

const textOf = (items: readonly StreamItem[]) =>
  items.map((item) => (item.type === 'message' ? new TextDecoder().decode(item.bytes) : item.type));
const items = (text: string) => textOf(new StreamFramer().push(bytes(text)));

describe('StreamFramer', () => {
  test.each([
    ['the compact name', withLength('l:4', 'abcd')],
    ['space before the colon and other case', withLength('CONTENT-length \t:  4  ', 'abcd')],
    ['a folded value', withLength('Content-Length:\r\n  4', 'abcd')],
    ['the same length twice', withLength('Content-Length: 4\r\nl: 4', 'abcd')],
    ['line feeds alone', withLength('Content-Length: 4', 'abcd').replaceAll('\r', '')],
    ['a body that looks like a head', withLength('Content-Length: 24', '\r\n\r\nContent-Length: 99\r\n')],
  ])('reads %s', (_what, message) => {
    expect(items(message + EMPTY)).toEqual([message, EMPTY]);
  });

  test.each([
    ['no length', withLength('Subject: Content-Length: 4')],
    ['a length in a folded line of another field', withLength('Subject: x\r\n Content-Length: 4')],
    ['a negative length', withLength('Content-Length: -1')],
    ['no number', withLength('Content-Length: 4x')],
    ['two lengths', withLength('Content-Length: 4\r\nl: 0', 'abcd')],
    ['a length beyond all bounds', withLength('Content-Length: 65535')],
    ['a length of many digits', withLength('Content-Length: 9999999999999999999')],
  ])('breaks off at %s', (_what, message) => {
    expect(items(EMPTY + message + EMPTY)).toEqual([EMPTY, 'error']);
  });

  test('tells pings from pongs and padding', () => {
    expect(items('\r\n\r\n')).toEqual(['ping']);
    expect(items('\r\n')).toEqual([]);
    expect(items(`\r\n${EMPTY}`)).toEqual([EMPTY]);
    expect(items(`\r\n\r\n\r\n\r\n\r\n${EMPTY}`)).toEqual(['ping', 'ping', EMPTY]);
  });

  test('knows whether a message has begun', () => {
    const framer = new StreamFramer();
    const states = [EMPTY, '\r\n', '\r', '\n', 'MESS'].map((chunk) => {
      framer.push(bytes(chunk));
      return framer.isMidMessage;
    });
    expect(states).toEqual([false, false, false, false, true]);
  });

  test('gives the same however the stream is chopped', () => {
    const piece = fc.constantFrom(
      EMPTY,
      withLength('Content-Length: 9', 'ab\r\n\r\ncd\n'),
      withLength('l: 3', '\n\n\n').replaceAll('\r', ''),
      '\r\n',
      '\r\n\r\n',
      '\r',
      withLength('Subject: no length'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(600), { maxLength: 30 }), (pieces, cuts) => {
        const stream = pieces.join('');
        const framer = new StreamFramer();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const chopped = edges.slice(1).flatMap((edge, at) => framer.push(bytes(stream.slice(edges[at], edge))));
        expect(textOf(chopped)).toEqual(items(stream));
      }),
      { numRuns: 500 },
    );
  });

  test('does not keep what it is given', () => {
    const framer = new StreamFramer();
    const chunk = bytes(withLength('Content-Length: 4', 'ab'));
    framer.push(chunk);
    chunk.fill(0);
    expect(textOf(framer.push(bytes('cd')))).toEqual([withLength('Content-Length: 4', 'abcd')]);
  });

  test('looks at each byte once, however they trickle in', () => {
    const framer = new StreamFramer();
    const stream = bytes('a\n'.repeat(32_000));
    const begin = performance.now();
    for (let at = 0; at < stream.length; at += 1) framer.push(stream.subarray(at, at + 1));
    // Searching from the beginning each time took twenty seconds.
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(textOf(framer.push(bytes('a\n'.repeat(1_000))))).toEqual(['error']);
  });
});
