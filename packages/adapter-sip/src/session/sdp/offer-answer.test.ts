import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from './description.ts';
import { answerOffer, type LocalMedia, makeOffer, readAnswer } from './offer-answer.ts';

const US: LocalMedia = {
  address: '192.0.2.10',
  port: 20_000,
  sessionId: '4711',
  version: 1,
  codecs: ['PCMA', 'PCMU'],
  direction: 'sendrecv',
};
const THEM: LocalMedia = { ...US, address: '198.51.100.7', port: 30_000, sessionId: '99' };

const sdp = (...lines: readonly string[]): string => {
  const head = ['v=0', 'o=- 5 7 IN IP4 198.51.100.7', 's=-', 'c=IN IP4 198.51.100.7', 't=0 0'];
  return `${[...head, ...lines].join('\r\n')}\r\n`;
};

const mediaLines = (text: string): readonly string[] => text.split('\r\n').filter((line) => line.startsWith('m='));

const answered = (offer: string, local: LocalMedia = US) => {
  const result = answerOffer(offer, local);
  return result.ok ? result : expect.fail(result.why);
};

const reason = (offer: string, local: LocalMedia = US): string => {
  const result = answerOffer(offer, local);
  return result.ok ? 'agreed' : result.why;
};

describe('makeOffer', () => {
  it('offers both laws and telephone events', () => {
    expect(makeOffer(US)).toBe(
      [
        'v=0',
        'o=- 4711 1 IN IP4 192.0.2.10',
        's=-',
        'c=IN IP4 192.0.2.10',
        't=0 0',
        'm=audio 20000 RTP/AVP 8 0 101',
        'a=rtpmap:8 PCMA/8000',
        'a=rtpmap:0 PCMU/8000',
        'a=rtpmap:101 telephone-event/8000',
        'a=fmtp:101 0-16',
        'a=ptime:20',
        'a=sendrecv',
        '',
      ].join('\r\n'),
    );
  });

  it('names an IPv6 address as such', () => {
    expect(makeOffer({ ...US, address: '2001:db8::1' })).toContain('c=IN IP6 2001:db8::1\r\n');
  });

  it('raises the version by one when something changed, and only then', () => {
    const first = makeOffer(US);
    expect(makeOffer({ ...US, version: 50, previous: first })).toBe(first);
    const held = makeOffer({ ...US, direction: 'sendonly', previous: first });
    expect(held).toContain('o=- 4711 2 IN');
    expect(makeOffer({ ...US, previous: held })).toContain('o=- 4711 3 IN');
  });

  it('keeps the lines, their order and the numbers of the description before', () => {
    const offer = sdp(
      'm=video 5000 RTP/AVP 96',
      'm=audio 6000 RTP/AVP 97 100',
      'a=rtpmap:97 PCMU/8000',
      'a=rtpmap:100 telephone-event/8000',
    );
    const previous = answered(offer).answer;
    expect(mediaLines(makeOffer({ ...US, previous }))).toEqual([
      'm=video 0 RTP/AVP 96',
      'm=audio 20000 RTP/AVP 8 97 100',
    ]);
  });
});

describe('answerOffer', () => {
  it('answers our own offer, and both sides agree on the same', () => {
    const offer = makeOffer(THEM);
    const { answer, agreed } = answered(offer);
    expect(agreed).toEqual({
      codec: 'PCMA',
      payloadType: 8,
      remote: { address: '198.51.100.7', port: 30_000 },
      remoteSends: true,
      remoteReceives: true,
      ptimeMs: 20,
      telephoneEventPayloadType: 101,
      receives: [
        { payloadType: 8, encoding: 'PCMA' },
        { payloadType: 101, encoding: 'telephone-event' },
      ],
    });
    expect(readAnswer(answer, offer)).toEqual({
      ok: true,
      agreed: { ...agreed, remote: { address: '192.0.2.10', port: 20_000 } },
    });
  });

  it('refuses every other line with port 0, at its own place', () => {
    const offer = sdp(
      'm=video 5000 RTP/SAVPF 96 97',
      'm=audio 6000/2 RTP/AVP 0 8',
      'm=x-strange 7000 X-A/B-C some thing',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'm=audio 6002 RTP/AVP 8',
    );
    expect(mediaLines(answered(offer).answer)).toEqual([
      'm=video 0 RTP/SAVPF 96',
      'm=audio 20000 RTP/AVP 0',
      'm=x-strange 0 X-A/B-C some',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
      'm=audio 0 RTP/AVP 8',
    ]);
  });

  it('passes over an audio line that it cannot speak', () => {
    const offer = sdp('m=audio 6000 RTP/SAVP 8', 'm=audio 6002 RTP/AVP 18 9', 'm=audio 6004 RTP/AVP 8');
    expect(answered(offer).agreed.remote.port).toBe(6004);
  });

  it('takes the codec that the other side prefers, of those that we take', () => {
    expect(answered(sdp('m=audio 6000 RTP/AVP 9 0 8')).agreed.codec).toBe('PCMU');
    expect(answered(sdp('m=audio 6000 RTP/AVP 9 0 8'), { ...US, codecs: ['PCMA'] }).agreed.codec).toBe('PCMA');
  });

  it('uses the numbers of the other side, and reads names in any case', () => {
    const offer = sdp(
      'm=audio 6000 RTP/AVP 98 99',
      'a=rtpmap:98 pcma/8000/1',
      'a=rtpmap:99 TELEPHONE-event/8000',
      'a=ptime:30',
    );
    const { agreed, answer } = answered(offer);
    expect(agreed).toMatchObject({ codec: 'PCMA', payloadType: 98, telephoneEventPayloadType: 99, ptimeMs: 30 });
    expect(answer).toContain('m=audio 20000 RTP/AVP 98 99\r\na=rtpmap:98 PCMA/8000\r\n');
  });

  it('does not take for G.711 or for telephone events what runs at another rate', () => {
    expect(reason(sdp('m=audio 6000 RTP/AVP 98', 'a=rtpmap:98 PCMA/16000'))).toBe('noCommonCodec');
    expect(reason(sdp('m=audio 6000 RTP/AVP 98', 'a=rtpmap:98 PCMA/8000/2'))).toBe('noCommonCodec');
    const { agreed } = answered(sdp('m=audio 6000 RTP/AVP 8 99', 'a=rtpmap:99 telephone-event/48000'));
    expect(agreed).not.toHaveProperty('telephoneEventPayloadType');
  });

  it.each([
    ['sendrecv', 'sendrecv', true, true],
    ['sendonly', 'recvonly', true, false],
    ['recvonly', 'sendonly', false, true],
    ['inactive', 'inactive', false, false],
  ])('answers %s with %s', (offered, expected, remoteSends, remoteReceives) => {
    const { agreed, answer } = answered(sdp('m=audio 6000 RTP/AVP 8', `a=${offered}`));
    expect(answer).toContain(`a=${expected}\r\n`);
    expect(agreed).toMatchObject({ remoteSends, remoteReceives });
  });

  it('reads the direction of the session for a line without one', () => {
    expect(answered(sdp('a=inactive', 'm=audio 6000 RTP/AVP 8')).agreed.remoteSends).toBe(false);
    expect(answered(sdp('a=inactive', 'm=audio 6000 RTP/AVP 8', 'a=sendrecv')).agreed.remoteSends).toBe(true);
  });

  it('answers only as far as we want to', () => {
    const directions: readonly Direction[] = ['sendonly', 'recvonly', 'inactive'];
    for (const direction of directions) {
      expect(answered(makeOffer(THEM), { ...US, direction }).answer).toContain(`a=${direction}\r\n`);
    }
  });

  it.each(['IP4 0.0.0.0', 'IP6 ::'])('understands %s as hold', (address) => {
    const { agreed, answer } = answered(sdp('m=audio 6000 RTP/AVP 8', `c=IN ${address}`));
    expect([agreed.remoteReceives, answer.includes('a=recvonly')]).toEqual([false, true]);
  });

  it('counts the version of its answers from the description before', () => {
    const first = answered(makeOffer(THEM)).answer;
    const local = { ...US, previous: first };
    expect(answered(makeOffer(THEM), local).answer).toBe(first);
    expect(answered(makeOffer({ ...THEM, direction: 'sendonly' }), local).answer).toContain('o=- 4711 2 IN');
  });

  it.each([
    ['', 'malformed'],
    ['hello', 'malformed'],
    [sdp(), 'noAudio'],
    [sdp('m=video 5000 RTP/AVP 96'), 'noAudio'],
    [sdp('m=audio 0 RTP/AVP 8'), 'noAudio'],
    [sdp('m=audio 6000 RTP/SAVP 8'), 'noAudio'],
    [sdp('m=audio 6000 RTP/AVP 18 9 101'), 'noCommonCodec'],
    [sdp('m=audio 99999 RTP/AVP 8'), 'malformed'],
    [sdp('m=audio 6000 RTP/AVP'), 'malformed'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP4 224.2.1.1'), 'badAddress'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP4 198.51.100.7/127'), 'badAddress'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP4 300.1.1.1'), 'badAddress'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP4 host_name;rm'), 'badAddress'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP6 2001:db8::9'), 'otherAddressFamily'],
    [sdp('m=audio 6000 RTP/AVP 8', `a=x:${'y'.repeat(10_000)}`), 'tooLarge'],
    [sdp(...new Array(17).fill('m=audio 6000 RTP/AVP 8')), 'tooLarge'],
  ])('refuses what it cannot use (%#)', (offer, why) => {
    expect(reason(offer)).toBe(why);
  });

  it('takes a host name, and an offer without carriage returns', () => {
    const offer = sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP4 media-1.example.com').replaceAll('\r', '');
    expect(answered(offer).agreed.remote.address).toBe('media-1.example.com');
  });
});

describe('readAnswer', () => {
  const offer = makeOffer(US);

  it('hears the answer’s own numbers and ours', () => {
    const result = readAnswer(sdp('m=audio 6000 RTP/AVP 0 96', 'a=rtpmap:96 telephone-event/8000'), offer);
    expect(result).toMatchObject({
      ok: true,
      agreed: {
        codec: 'PCMU',
        payloadType: 0,
        telephoneEventPayloadType: 96,
        receives: [
          { payloadType: 0, encoding: 'PCMU' },
          { payloadType: 101, encoding: 'telephone-event' },
          { payloadType: 96, encoding: 'telephone-event' },
        ],
      },
    });
  });

  it.each([
    [sdp('m=audio 0 RTP/AVP 8'), 'noAudio'],
    [sdp('m=video 6000 RTP/AVP 8'), 'noAudio'],
    [sdp('m=audio 6000 RTP/AVP 18'), 'noCommonCodec'],
    [sdp('m=audio 6000 RTP/AVP 8', 'm=video 0 RTP/AVP 96'), 'malformed'],
    [sdp(), 'malformed'],
    [sdp('m=audio 6000 RTP/AVP 8', 'c=IN IP6 2001:db8::9'), 'otherAddressFamily'],
  ])('refuses what it cannot use (%#)', (answer, why) => {
    expect(readAnswer(answer, offer)).toEqual({ ok: false, why });
  });

  it('takes no codec that was not offered', () => {
    const onlyAlaw = makeOffer({ ...US, codecs: ['PCMA'] });
    expect(readAnswer(sdp('m=audio 6000 RTP/AVP 0'), onlyAlaw)).toEqual({ ok: false, why: 'noCommonCodec' });
  });
});

describe('any text', () => {
  const token = fc.constantFrom('audio', 'video', 'image', 'x-1', '5');
  const mediaLine = fc
    .tuple(
      token,
      fc.nat(70_000),
      fc.constantFrom('RTP/AVP', 'RTP/SAVP', 'udptl', 'A-B/C'),
      fc.array(fc.nat(140), { maxLength: 5 }),
    )
    .map(([type, port, protocol, formats]) => `m=${type} ${port} ${protocol} ${formats.join(' ')}`);
  const attribute = fc.constantFrom(
    'a=sendonly',
    'a=inactive',
    'c=IN IP4 0.0.0.0',
    'c=IN IP4 10.0.0.1',
    'c=IN IP6 ::1',
    'c=x',
    'a=ptime:abc',
    'a=ptime:20',
    'a=rtpmap:96 PCMA/8000',
    'a=rtpmap:8 G729/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=rtpmap: /',
    'a=__proto__:1',
    'v=1',
    'o=x',
    'a=candidate:1 1 udp 1 1.2.3.4 5 typ host',
  );
  const offers = fc.array(fc.oneof(mediaLine, attribute), { maxLength: 12 }).map((lines) => sdp(...lines));
  const audioLine = fc
    .tuple(
      fc.integer({ min: 1, max: 65_535 }),
      fc.array(fc.constantFrom(0, 8, 9, 18, 96, 101), { minLength: 1, maxLength: 5 }),
    )
    .map(([port, formats]) => `m=audio ${port} RTP/AVP ${formats.join(' ')}`);
  const soundLine = fc.oneof(
    audioLine,
    fc.constantFrom('m=video 5000 RTP/AVP 96', 'm=audio 0 RTP/AVP 8', 'a=sendonly'),
  );
  const soundOffers = fc.array(soundLine, { maxLength: 6 }).map((lines) => sdp(...lines));
  const anyText = fc.oneof(
    offers,
    fc.string({ unit: 'binary' }),
    fc.string().map((line) => sdp(line)),
  );

  it('is answered or refused, and never throws', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(typeof answerOffer(one, US).ok).toBe('boolean');
        expect(typeof readAnswer(one, other).ok).toBe('boolean');
        expect(typeof makeOffer({ ...US, previous: one })).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });

  it('gets an answer with its own lines in their order, and a codec that both sides name', () => {
    let agreements = 0;
    fc.assert(
      fc.property(fc.oneof(offers, soundOffers), (offer) => {
        const result = answerOffer(offer, US);
        if (!result.ok) return;
        agreements += 1;
        const [theirs, ours] = [mediaLines(offer), mediaLines(result.answer)];
        const typesOf = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);
        expect(typesOf(ours)).toEqual(typesOf(theirs));
        const portOf = (line: string) => Number(line.split(' ')[1]);
        const at = ours.findIndex((line) => portOf(line) !== 0);
        for (const line of [ours[at], theirs[at]]) {
          expect(line?.split(' ').slice(3)).toContain(String(result.agreed.payloadType));
        }
        expect(ours.map(portOf)).toEqual(ours.map((_, index) => (index === at ? US.port : 0)));
      }),
      { numRuns: 2000 },
    );
    expect(agreements).toBeGreaterThan(50);
  });
});
