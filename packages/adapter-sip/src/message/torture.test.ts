import { describe, expect, test } from 'vitest';
import { parseCSeq } from './cseq.ts';
import type { SipMessage } from './message.ts';
import { parseNameAddr, parseNameAddrList } from './name-addr.ts';
import { parseMessage } from './parse.ts';
import { formatUri } from './uri-text.ts';
import { requestProblem } from './validate.ts';
import { topVia } from './via.ts';

// Messages after those of RFC 4475, which names most of them; the numbers are its sections.

const text = (lines: readonly string[], body = ''): Uint8Array =>
  new TextEncoder().encode([...lines, '', body].join('\r\n'));

const FIELDS = [
  'Via: SIP/2.0/UDP host.example.com;branch=z9hG4bKkdjuw',
  'Max-Forwards: 70',
  'From: <sip:caller@example.net>;tag=2039',
  'To: <sip:user@example.com>',
  'Call-ID: torture@192.0.2.1',
  'CSeq: 8 OPTIONS',
];
const replaced = (start: string, line: string): string[] =>
  FIELDS.map((field) => (field.startsWith(start) ? line : field));

function accepted(bytes: Uint8Array): SipMessage {
  const result = parseMessage(bytes);
  if (!result.ok) throw new Error(result.why);
  return result.message;
}

/** 200 for what is taken; the status of the answer; undefined for what is dropped. */
function verdict(lines: readonly string[], body = ''): number | undefined {
  const result = parseMessage(text(lines, body));
  if (!result.ok) return result.answer?.statusCode;
  return result.message.kind === 'request' ? (requestProblem(result.message)?.statusCode ?? 200) : 200;
}

describe('odd but right', () => {
  test('folding, white space and case everywhere (3.1.1.1)', () => {
    const message = accepted(
      text(
        [
          'INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0',
          'TO :',
          ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
          'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
          '  ;',
          '  tag = 98asjd8',
          'MaX-fOrWaRdS: 0068',
          'Call-ID: wsinv.ndaksdj@192.0.2.1',
          'Content-Length   : 4',
          'cseq: 0009',
          '  INVITE',
          'Via  : SIP  /   2.0',
          ' /UDP',
          '    192.0.2.2;branch=390skdjuw',
          's :',
          'NewFangledHeader:   newfangled value',
          ' continued newfangled value',
          'UnknownHeaderWithUnusualValue: ;;,,;;,;',
          'Route:',
          ' <sip:services.example.com;lr;unknownwith=value;unknown-no-value>',
          'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
          '  branch  =   z9hG4bK9ikj8  ,',
          ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
          ' z9hG4bK30239',
          'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =',
          '      newvalue ;',
          '  secondparam ; q = 0.33',
        ],
        'v=0\n',
      ),
    );
    if (message.kind !== 'request') throw new Error('a response');
    const { headers } = message;
    expect(requestProblem(message)).toBeUndefined();
    expect(parseNameAddr(headers.get('to') ?? '')?.params.get('tag')).toBe('1918181833n');
    expect(parseNameAddr(headers.get('from') ?? '')?.displayName).toBe('J Rosenberg \\"');
    expect(parseCSeq(headers.get('cseq') ?? '')).toEqual({ number: 9, method: 'INVITE' });
    expect(topVia(headers)).toMatchObject({ transport: 'UDP', host: '192.0.2.2' });
    expect(headers.get('subject')).toBe('');
    expect(headers.get('newfangledheader')).toBe('newfangled value continued newfangled value');
    expect(headers.getAll('via')).toHaveLength(2);
    const [contact] = parseNameAddrList(headers.getAll('contact')) ?? [];
    expect([contact?.displayName, [...(contact?.params ?? [])]]).toEqual([
      'Quoted string ""',
      [
        ['newparam', 'newvalue'],
        ['secondparam', true],
        ['q', '0.33'],
      ],
    ]);
  });

  test('every character that a token and a URI may have (3.1.1.2)', () => {
    const method = "!interesting-Method0123456789_*+`.%indeed'~";
    const user = "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*";
    const message = accepted(
      text([
        `${method} sip:${user}@example.com SIP/2.0`,
        "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~",
        `To: "BEL:\\\u0007 NUL:\\\0 DEL:\\\u007f" <sip:${user}@example.com>`,
        "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"работающий\";tag=_token~1'+`*%!-.",
        'Call-ID: intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
        `CSeq: 139122385 ${method}`,
        'Max-Forwards: 255',
        "extensionHeader-!.%*+_`'~:大停電",
      ]),
    );
    if (message.kind !== 'request') throw new Error('a response');
    expect(requestProblem(message)).toBeUndefined();
    expect([message.method, message.uri.user]).toEqual([method, user]);
    expect(message.headers.get("extensionheader-!.%*+_`'~")).toBe('大停電');
    expect(parseNameAddr(message.headers.get('to') ?? '')?.displayName).toBe('BEL:\u0007 NUL:\0 DEL:\u007f');
  });

  test.each([
    ['an escaped address as the user (3.1.1.3)', 'sip:sips%3Auser%40example.com@example.net', 'sips:user@example.com'],
    ['an escaped NUL (3.1.1.4)', 'sip:null-%00-null@example.com', 'null-\0-null'],
    ['parameters of the user (3.1.1.9)', 'sip:user;par=u%40example.net@example.com', 'user;par=u@example.net'],
  ])('%s', (_what, uri, user) => {
    const message = accepted(text([`OPTIONS ${uri} SIP/2.0`, ...FIELDS]));
    expect(message.kind === 'request' && message.uri.user).toBe(user);
    expect(message.kind === 'request' && formatUri(message.uri)).toBe(uri);
  });

  test('percents that escape nothing, in a method and in a name (3.1.1.5)', () => {
    const lines = replaced('CSeq', 'CSeq: 8 RE%47IST%45R');
    const message = accepted(
      text(['RE%47IST%45R sip:registrar.example.com SIP/2.0', ...lines, 'm: "%Z%45" <sip:a@b>']),
    );
    expect(message.kind === 'request' && message.method).toBe('RE%47IST%45R');
    expect(parseNameAddr(message.headers.get('contact') ?? '')?.displayName).toBe('%Z%45');
  });

  test('long values (3.1.1.7)', () => {
    const long = `amazinglylongcallername${'x'.repeat(1_500)}`;
    const vias = Array.from({ length: 100 }, (_, at) => `v: SIP/2.0/TCP sip${at}.example.com`);
    const message = accepted(
      text([`OPTIONS sip:${long}@b SIP/2.0`, ...vias, ...FIELDS, `Call-Info: ${'y'.repeat(8_000)}`]),
    );
    expect(message.kind === 'request' && message.uri.user).toBe(long);
    expect(message.headers.getAll('via')).toHaveLength(101);
  });

  test('two requests in one datagram: the first counts (3.1.1.8)', () => {
    const first = ['REGISTER sip:example.com SIP/2.0', ...replaced('CSeq', 'CSeq: 8 REGISTER'), 'Content-Length: 0'];
    const message = accepted(text(first, 'INVITE sip:joe@example.com SIP/2.0\r\nt: sip:joe@example.com\r\n\r\n'));
    expect([message.kind === 'request' && message.method, message.body.length]).toEqual(['REGISTER', 0]);
  });

  test.each([
    ['in another alphabet (3.1.1.12)', 'SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое'],
    ['empty (3.1.1.13)', 'SIP/2.0 100 '],
    ['left out with its space', 'SIP/2.0 100'],
    ['behind a version in small letters', 'sip/2.0 480 nobody'],
  ])('a reason phrase %s', (_what, line) => {
    const message = accepted(text([line, ...FIELDS]));
    expect(message.kind === 'response' && message.reasonPhrase).toBe(line.slice(12));
  });

  test('a request after RFC 2543: no branch, no tag, no Max-Forwards (3.4.1)', () => {
    const lines = ['Via: SIP/2.0/UDP iftgw.example.com', 'From: <sip:+13035551111@example.com;user=phone>'];
    expect(verdict(['OPTIONS sip:UserB@example.com SIP/2.0', ...lines, ...FIELDS.slice(3)])).toBe(200);
  });

  test.each(['constructor', '__proto__', 'toString'])('a field called %s is a field like any other', (name) => {
    const { headers } = accepted(text(['OPTIONS sip:a@b SIP/2.0', ...FIELDS, `${name}: x`]));
    expect([headers.get(name), [...headers.entries()].at(-1)]).toEqual(['x', [name.toLowerCase(), 'x']]);
  });

  test.each([
    ['two spaces around the URI (3.1.2.9)', 'OPTIONS  sip:user@example.com  SIP/2.0'],
    ['spaces at the end of the line (3.1.2.10)', 'OPTIONS sip:remote-target@example.com SIP/2.0  '],
  ])('%s do no harm', (_what, line) => {
    expect(verdict([line, ...FIELDS])).toBe(200);
  });
});

describe('wrong', () => {
  const line = 'OPTIONS sip:user@example.com SIP/2.0';

  test.each([
    ['numbers that are too large (3.1.2.4)', replaced('CSeq', 'CSeq: 36893488147419103232 OPTIONS')],
    ['a Max-Forwards of 300 (3.1.2.4)', replaced('Max', 'Max-Forwards: 300')],
    ['an open quote in the To (3.1.2.6)', replaced('To', 'To: "Mr. J. User <sip:j.user@example.com>')],
    ['a CSeq of another method (3.1.2.17)', replaced('CSeq', 'CSeq: 8 INVITE')],
    ['fields that are missing (3.3.1)', FIELDS.filter((field) => !/^(Call-ID|From|To)/.test(field))],
    ['two Call-IDs (3.3.8)', [...FIELDS, 'i: another']],
    ['two CSeqs', [...FIELDS, 'CSeq: 8 OPTIONS']],
    ['two Froms', [...FIELDS, 'From: <sip:other@example.net>;tag=1']],
    ['two Max-Forwards', [...FIELDS, 'Max-Forwards: 5']],
    ['Content-Lengths that differ (3.3.9)', [...FIELDS, 'Content-Length: 0', 'l: 1']],
    ['a carriage return within a line', [...FIELDS, 'Subject: a\rX-Other: b']],
    ['a folded first field', [' folded', ...FIELDS]],
  ])('%s', (_what, fields) => {
    // A folded first field leaves no Via to answer by.
    expect(verdict([line, ...fields], 'x')).toBe(_what.startsWith('a folded') ? undefined : 400);
  });

  test.each([
    ['brackets around the request URI (3.1.2.7)', 'OPTIONS <sip:user@example.com> SIP/2.0', 400],
    ['white space within it (3.1.2.8)', 'OPTIONS sip:user@example.com; lr SIP/2.0', 400],
    ['a version that nobody knows (3.1.2.16)', 'OPTIONS sip:t.watson@example.org SIP/7.0', 505],
    ['a scheme that nobody knows (3.3.2)', 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0', 416],
    ['a scheme of other things (3.3.3)', 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0', 416],
    ['a percent that escapes no text', 'OPTIONS sip:%ff@example.com SIP/2.0', 400],
  ])('%s', (_what, first, status) => {
    expect(verdict([first, ...FIELDS])).toBe(status);
  });

  test.each([
    ['a huge status (3.1.2.19)', 'SIP/2.0 4294967301 better not break the receiver'],
    ['a status with an exponent', 'SIP/2.0 5e2 OK'],
    ['a status of 700', 'SIP/2.0 700 OK'],
    ['a response of another version', 'SIP/3.0 200 OK'],
    ['a byte order mark', '\ufeffSIP/2.0 200 OK'],
  ])('%s is dropped', (_what, first) => {
    expect(parseMessage(text([first, ...FIELDS]))).toEqual({ ok: false, why: 'not SIP' });
  });

  test.each([
    ['long white space in a Via', `SIP/2.0/UDP a${' '.repeat(8_000)}b`],
    ['long white space before a Via', `SIP /${' '.repeat(8_000)}`],
  ])('%s costs no time', (_what, via) => {
    const begin = performance.now();
    for (let round = 0; round < 20; round += 1) {
      expect(verdict([line, ...replaced('Via', `Via: ${via}`)])).toBe(400);
    }
    // A pattern that goes back and forth took two seconds.
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
