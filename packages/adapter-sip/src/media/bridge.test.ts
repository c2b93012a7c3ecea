import { describe, expect, it, onTestFinished } from 'vitest';
import type { Agreed } from '../session/sdp/agreement.ts';
import { bridge } from './bridge.ts';
import { type G711Law, toLinear, transcode } from './g711.ts';
import { MediaLeg } from './media-leg.ts';
import { play } from './player.ts';
import { PlayoutClock } from './playout-clock.ts';
import { type RtpHeader, readHeader, writeHeader } from './rtp.ts';
import { type RtpPort, RtpPortPool } from './rtp-port.ts';
import { tone } from './tones.ts';
import { VirtualMediaClock } from './virtual-media-clock.ts';

const PACKET_SAMPLES = 160;
const EVENT = { PCMA: 101, PCMU: 96 } as const satisfies Record<G711Law, number>;
const NUMBER = { PCMA: 8, PCMU: 0 } as const satisfies Record<G711Law, number>;

/** Share of the sound's power at one frequency, by Goertzel's algorithm: 1 for a pure tone. */
const shareAt = (linear: readonly number[], frequencyHz: number): number => {
  const factor = 2 * Math.cos((2 * Math.PI * frequencyHz) / 8000);
  let [last, before] = [0, 0];
  for (const sample of linear) [last, before] = [sample + factor * last - before, last];
  const power = last * last + before * before - factor * last * before;
  const total = linear.reduce((sum, sample) => sum + sample * sample, 0);
  return (2 * power) / (linear.length * total);
};

const setUp = async (address: '127.0.0.1' | '::1' = '127.0.0.1') => {
  const time = new VirtualMediaClock();
  const firstPort = address === '::1' ? 23_200 : 23_000;
  const pool = new RtpPortPool({ address, firstPort, lastPort: firstPort + 100 });
  const allocate = async (): Promise<RtpPort> => {
    const result = await pool.allocate();
    if (!result.ok) return expect.fail(result.why);
    onTestFinished(() => result.port.close());
    return result.port;
  };
  const party = async (law: G711Law, more: Partial<Agreed> = {}) => {
    const phone = await allocate();
    const heard: Uint8Array[] = [];
    phone.onPacket = (bytes) => heard.push(bytes);
    const leg = new MediaLeg({ port: await allocate(), clock: time, random: (n) => new Uint8Array(n).fill(n) });
    const agreed: Agreed = {
      codec: law,
      payloadType: NUMBER[law],
      remote: { address, port: phone.port },
      remoteSends: true,
      remoteReceives: true,
      ptimeMs: 20,
      telephoneEventPayloadType: EVENT[law],
      receives: [
        { payloadType: NUMBER[law], encoding: law },
        { payloadType: EVENT[law], encoding: 'telephone-event' },
      ],
      ...more,
    };
    leg.setRemote(agreed);
    let sequence = 1000 * NUMBER[law];
    const say = (payload: Uint8Array, header: Partial<RtpHeader> = {}): void => {
      const bytes = new Uint8Array(12 + payload.length);
      sequence += 1;
      const place = { sequence, timestamp: sequence * PACKET_SAMPLES, ssrc: 77 };
      writeHeader(bytes, { marker: false, payloadType: NUMBER[law], ...place, ...header });
      bytes.set(payload, 12);
      phone.send(bytes, address, leg.local.port);
    };
    const sayTone = (frequencyHz: number, ms: number): void => {
      const samples = tone({ frequencyHz, ms });
      transcode(samples, 'PCMA', law);
      for (let at = 0; at < samples.length; at += PACKET_SAMPLES) say(samples.subarray(at, at + PACKET_SAMPLES));
    };
    const linear = (): number[] => heard.flatMap((bytes) => [...bytes.subarray(12)].map((code) => toLinear(code, law)));
    const headers = (): RtpHeader[] => heard.map((bytes) => readHeader(bytes) ?? expect.fail('not RTP'));
    return { leg, agreed, heard, say, sayTone, linear, headers };
  };
  return { time, party };
};

describe('bridge', () => {
  it.each([
    ['127.0.0.1', 'PCMA', 'PCMA'],
    ['127.0.0.1', 'PCMA', 'PCMU'],
    ['::1', 'PCMU', 'PCMA'],
  ] as const)('carries a tone each way on %s from %s to %s', async (address, lawA, lawB) => {
    const { party } = await setUp(address);
    const [a, b] = [await party(lawA), await party(lawB)];
    bridge(a.leg, b.leg);
    a.sayTone(1000, 200);
    b.sayTone(440, 200);
    await expect.poll(() => [a.heard.length, b.heard.length]).toEqual([10, 10]);
    expect(shareAt(b.linear(), 1000)).toBeGreaterThan(0.98);
    expect(shareAt(b.linear(), 440)).toBeLessThan(0.01);
    expect(shareAt(a.linear(), 440)).toBeGreaterThan(0.98);
    expect(new Set(b.headers().map((header) => header.payloadType))).toEqual(new Set([NUMBER[lawB]]));
  });

  it('leaves the payload untouched between equal codecs', async () => {
    const { party } = await setUp();
    const [a, b] = [await party('PCMA'), await party('PCMA')];
    bridge(a.leg, b.leg);
    const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);
    a.say(everyCode);
    await expect.poll(() => b.heard.length).toBe(1);
    expect(b.heard[0]?.subarray(12)).toEqual(Buffer.from(everyCode));
  });

  it('lets the receiver hear one stream through sound, relay and sound', async () => {
    const { time, party } = await setUp();
    const [a, b] = [await party('PCMA'), await party('PCMU')];
    bridge(a.leg, b.leg);
    const clock = new PlayoutClock(time);
    const playTwo = (): void => {
      play({ leg: b.leg, clock, sounds: [tone({ frequencyHz: 425, ms: 40 })], isLooped: false });
      time.advance(40);
    };
    playTwo();
    time.advance(20);
    a.sayTone(1000, 60);
    await expect.poll(() => b.heard.length).toBe(5);
    time.advance(60);
    playTwo();
    await expect.poll(() => b.heard.length).toBe(7);
    const headers = b.headers();
    const first = headers[0] ?? expect.fail('nothing heard');
    expect(headers.map((header) => header.sequence - first.sequence)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(new Set(headers.map((header) => header.ssrc)).size).toBe(1);
    const stamps = headers.map((header) => header.timestamp);
    expect(stamps).toEqual([...new Set(stamps)].sort((one, other) => one - other));
    expect(headers.map((header) => header.marker)).toEqual([true, false, true, false, false, true, false]);
  });

  it('drops the relay to a party while a sound plays to it', async () => {
    const { time, party } = await setUp();
    const [a, b] = [await party('PCMA'), await party('PCMA')];
    bridge(a.leg, b.leg);
    const playing = play({
      leg: b.leg,
      clock: new PlayoutClock(time),
      sounds: [tone({ frequencyHz: 425, ms: 1000 })],
      isLooped: true,
    });
    a.sayTone(1000, 60);
    await expect.poll(() => b.leg.counters.droppedOverridden).toBe(3);
    playing.stop();
    a.sayTone(1000, 60);
    await expect.poll(() => b.heard.length).toBe(3);
  });

  it('passes keys on under the number that the receiver negotiated, unchanged', async () => {
    const { party } = await setUp();
    const [a, b] = [await party('PCMA'), await party('PCMU')];
    bridge(a.leg, b.leg);
    a.say(Uint8Array.of(5, 10, 0, 160), { payloadType: EVENT.PCMA, marker: true });
    await expect.poll(() => b.heard.length).toBe(1);
    expect(b.headers()[0]).toMatchObject({ payloadType: EVENT.PCMU, marker: true });
    expect([...(b.heard[0]?.subarray(12) ?? [])]).toEqual([5, 10, 0, 160]);
  });

  it('leaves keys out, without a hole, for a receiver that takes none', async () => {
    const { party } = await setUp();
    const { telephoneEventPayloadType: _, ...withoutEvents } = (await party('PCMA')).agreed;
    const [a, b] = [await party('PCMA'), await party('PCMA')];
    b.leg.setRemote({ ...withoutEvents, remote: b.agreed.remote });
    bridge(a.leg, b.leg);
    a.sayTone(1000, 20);
    a.say(Uint8Array.of(5, 10, 0, 160), { payloadType: EVENT.PCMA });
    a.sayTone(1000, 20);
    await expect.poll(() => b.heard.length).toBe(2);
    const [before, after] = b.headers();
    expect((after?.sequence ?? 0) - (before?.sequence ?? 0)).toBe(1);
    expect(b.leg.counters.droppedUnwanted).toBe(1);
  });

  it('sends nothing to a party that holds, and goes on without a hole when it resumes', async () => {
    const { time, party } = await setUp();
    const [a, b] = [await party('PCMA'), await party('PCMU')];
    bridge(a.leg, b.leg);
    a.sayTone(1000, 20);
    await expect.poll(() => b.heard.length).toBe(1);
    b.leg.setRemote({ ...b.agreed, remoteReceives: false });
    a.sayTone(1000, 100);
    await expect.poll(() => b.leg.counters.droppedUnwanted).toBe(5);
    time.advance(120);
    b.leg.setRemote(b.agreed);
    a.sayTone(1000, 20);
    await expect.poll(() => b.heard.length).toBe(2);
    const [before, after] = b.headers();
    expect((after?.sequence ?? 0) - (before?.sequence ?? 0)).toBe(1);
    expect((after?.timestamp ?? 0) - (before?.timestamp ?? 0)).toBe(960);
  });

  it('ends the bridge that a leg was in before, also towards that leg', async () => {
    const { party } = await setUp();
    const [a, b, c] = [await party('PCMA'), await party('PCMA'), await party('PCMA')];
    bridge(a.leg, b.leg);
    bridge(a.leg, c.leg);
    b.sayTone(1000, 20);
    await expect.poll(() => b.leg.counters.packetsIn).toBe(1);
    c.sayTone(440, 200);
    await expect.poll(() => a.heard.length).toBe(10);
    expect(a.leg.counters.packetsOut).toBe(10);
  });

  it('relays nothing once unbridged, and an old bridge does not end a newer one', async () => {
    const { party } = await setUp();
    const [a, b, c] = [await party('PCMA'), await party('PCMA'), await party('PCMA')];
    const old = bridge(a.leg, b.leg);
    const current = bridge(a.leg, c.leg);
    old.unbridge();
    a.sayTone(1000, 20);
    await expect.poll(() => c.heard.length).toBe(1);
    current.unbridge();
    a.sayTone(1000, 20);
    await expect.poll(() => a.leg.counters.packetsIn).toBe(2);
    expect([b.leg.counters.packetsOut, c.leg.counters.packetsOut]).toEqual([0, 1]);
  });
});
