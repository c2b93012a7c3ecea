import { describe, expect, it, onTestFinished } from 'vitest';
import type { Agreed } from '../session/sdp/agreement.ts';
import { MediaLeg } from './media-leg.ts';
import { type RtpHeader, writeHeader } from './rtp.ts';
import { type RtpPort, RtpPortPool } from './rtp-port.ts';
import { VirtualMediaClock } from './virtual-media-clock.ts';

const PORTS = { '127.0.0.1': 22_000, '::1': 22_200 };
type Loopback = keyof typeof PORTS;

const packet = (header: Partial<RtpHeader> = {}, payload: readonly number[] = new Array(160).fill(1)): Uint8Array => {
  const bytes = new Uint8Array(12 + payload.length);
  writeHeader(bytes, { marker: false, payloadType: 8, sequence: 1, timestamp: 1, ssrc: 1, ...header });
  bytes.set(payload, 12);
  return bytes;
};

const agreedOn = (remote: Agreed['remote'], more: Partial<Agreed> = {}): Agreed => ({
  codec: 'PCMA',
  payloadType: 8,
  remote,
  remoteSends: true,
  remoteReceives: true,
  ptimeMs: 20,
  telephoneEventPayloadType: 101,
  receives: [
    { payloadType: 8, encoding: 'PCMA' },
    { payloadType: 101, encoding: 'telephone-event' },
  ],
  ...more,
});

const setUp = async (address: Loopback = '127.0.0.1') => {
  const time = new VirtualMediaClock();
  const pool = new RtpPortPool({ address, firstPort: PORTS[address], lastPort: PORTS[address] + 100 });
  const allocate = async (): Promise<RtpPort> => {
    const result = await pool.allocate();
    if (!result.ok) return expect.fail(result.why);
    onTestFinished(() => result.port.close());
    return result.port;
  };
  const digits: string[] = [];
  const leg = new MediaLeg({
    port: await allocate(),
    clock: time,
    random: (bytes) => new Uint8Array(bytes).fill(9),
    onDigit: (digit) => digits.push(digit),
  });
  const party = async () => {
    const port = await allocate();
    const heard: Uint8Array[] = [];
    port.onPacket = (bytes) => heard.push(bytes);
    return {
      port: port.port,
      heard,
      say: (bytes: Uint8Array) => port.send(bytes, address, leg.local.port),
    };
  };
  const frame = new Uint8Array(160);
  const speaker = {};
  return { address, leg, time, digits, party, sendFrame: () => leg.sendFrame(frame, speaker, 0) };
};

describe('MediaLeg', () => {
  it.each(['127.0.0.1', '::1'] as const)(
    'sends to the negotiated address, then to where media comes from, on %s',
    async (address) => {
      const { leg, party, sendFrame } = await setUp(address);
      const [negotiated, real] = [await party(), await party()];
      leg.setRemote(agreedOn({ address, port: negotiated.port }));
      sendFrame();
      await expect.poll(() => negotiated.heard.length).toBe(1);
      real.say(packet());
      await expect.poll(() => leg.latched).toEqual({ address, port: real.port });
      sendFrame();
      await expect.poll(() => real.heard.length).toBe(1);
      expect(negotiated.heard).toHaveLength(1);
      expect(leg.counters).toMatchObject({ packetsIn: 1, bytesIn: 172, packetsOut: 2, bytesOut: 344 });
    },
  );

  it('hears nobody but the latched source', async () => {
    const { address, leg, party } = await setUp();
    const [phone, stranger] = [await party(), await party()];
    const heard: number[] = [];
    leg.hearWith((bytes) => heard.push(bytes[3] ?? -1));
    leg.setRemote(agreedOn({ address, port: phone.port }));
    phone.say(packet({ sequence: 1 }));
    await expect.poll(() => heard).toEqual([1]);
    stranger.say(packet({ sequence: 66 }));
    await expect.poll(() => leg.counters.droppedForeign).toBe(1);
    phone.say(packet({ sequence: 2 }));
    await expect.poll(() => heard).toEqual([1, 2]);
    expect(leg.latched?.port).toBe(phone.port);
  });

  it('does not latch on noise, on other payload types, or before anything was agreed', async () => {
    const { address, leg, party } = await setUp();
    const phone = await party();
    phone.say(packet());
    await expect.poll(() => leg.counters.droppedNotAgreed).toBe(1);
    leg.setRemote(agreedOn({ address, port: phone.port }));
    phone.say(Uint8Array.of(0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42));
    phone.say(packet({ marker: true, payloadType: 72 }));
    await expect.poll(() => leg.counters.droppedNotRtp).toBe(2);
    phone.say(packet({ payloadType: 18 }));
    await expect.poll(() => leg.counters.droppedNotAgreed).toBe(2);
    expect([leg.latched, leg.counters.packetsIn]).toEqual([undefined, 0]);
  });

  it('opens the latch for a description with another address, and keeps it for a refresh', async () => {
    const { address, leg, party } = await setUp();
    const [phone, other] = [await party(), await party()];
    leg.setRemote(agreedOn({ address, port: phone.port }));
    phone.say(packet());
    await expect.poll(() => leg.latched?.port).toBe(phone.port);
    leg.setRemote(agreedOn({ address, port: phone.port }));
    expect(leg.latched?.port).toBe(phone.port);
    leg.setRemote(agreedOn({ address, port: other.port }));
    expect(leg.latched).toBeUndefined();
    other.say(packet());
    await expect.poll(() => leg.latched?.port).toBe(other.port);
  });

  it('lets another source take over after five seconds of silence', async () => {
    const { address, leg, time, party } = await setUp();
    const [phone, moved] = [await party(), await party()];
    leg.setRemote(agreedOn({ address, port: phone.port }));
    phone.say(packet());
    await expect.poll(() => leg.latched?.port).toBe(phone.port);
    time.advance(4999);
    moved.say(packet());
    await expect.poll(() => leg.counters.droppedForeign).toBe(1);
    time.advance(1);
    moved.say(packet());
    await expect.poll(() => leg.latched?.port).toBe(moved.port);
  });

  it('keeps the place of a party that is silent because it holds', async () => {
    const { address, leg, time, party } = await setUp();
    const [phone, stranger] = [await party(), await party()];
    leg.setRemote(agreedOn({ address, port: phone.port }));
    phone.say(packet());
    await expect.poll(() => leg.latched?.port).toBe(phone.port);
    leg.setRemote(agreedOn({ address, port: phone.port }, { remoteSends: false, remoteReceives: false }));
    time.advance(60_000);
    stranger.say(packet());
    await expect.poll(() => leg.counters.droppedForeign).toBe(1);
    expect(leg.latched?.port).toBe(phone.port);
  });

  it('sends nothing to a party that does not receive', async () => {
    const { address, leg, party, sendFrame } = await setUp();
    const phone = await party();
    leg.setRemote(agreedOn({ address, port: phone.port }, { remoteReceives: false }));
    sendFrame();
    expect(leg.counters).toMatchObject({ packetsOut: 0, droppedUnwanted: 1 });
    leg.setRemote(agreedOn({ address, port: phone.port }));
    sendFrame();
    await expect.poll(() => phone.heard.length).toBe(1);
  });

  it('finds the address of a host name', async () => {
    const { leg, party, sendFrame } = await setUp();
    const phone = await party();
    leg.setRemote(agreedOn({ address: 'localhost', port: phone.port }));
    await expect
      .poll(() => {
        sendFrame();
        return phone.heard.length;
      })
      .toBeGreaterThan(0);
  });

  it('tells of each key once, however often its packets come', async () => {
    const { address, leg, digits, party } = await setUp();
    const phone = await party();
    leg.setRemote(agreedOn({ address, port: phone.port }));
    const press = (event: number, timestamp: number, sequence: number): void =>
      phone.say(packet({ payloadType: 101, timestamp, sequence }, [event, 10, 0, 160]));
    press(5, 1000, 1);
    press(5, 1000, 2);
    press(5, 1000, 3);
    press(11, 3000, 4);
    press(5, 1000, 5);
    press(16, 5000, 6);
    phone.say(packet({ payloadType: 101, timestamp: 7000 }, [1]));
    await expect.poll(() => leg.counters.packetsIn).toBe(7);
    expect(digits).toEqual(['5', '#']);
  });
});
