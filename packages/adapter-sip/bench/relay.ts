import { createSocket, type Socket } from 'node:dgram';
import { bridge } from '../src/media/bridge.ts';
import type { G711Law } from '../src/media/g711.ts';
import { systemMediaClock } from '../src/media/media-clock.ts';
import { MediaLeg } from '../src/media/media-leg.ts';
import { setStream, writeHeader } from '../src/media/rtp.ts';
import { type MediaPort, RtpPortPool } from '../src/media/rtp-port.ts';
import type { Agreed } from '../src/session/sdp/agreement.ts';

// Prints the CPU time per relayed packet: our own part without sockets, then the whole relay through the kernel's
// loopback beside a relay that does nothing but pass bytes on, so that the difference is what the relay itself costs.

const PURE_PACKETS = 2_000_000;
const SOCKET_PACKETS = 60_000;
const BURST = 50;
const ADDRESS = '127.0.0.1';
const NUMBERS = { PCMA: 8, PCMU: 0 } as const satisfies Record<G711Law, number>;

const agreedOn = (law: G711Law, port: number): Agreed => ({
  codec: law,
  payloadType: NUMBERS[law],
  remote: { address: ADDRESS, port },
  remoteSends: true,
  remoteReceives: true,
  ptimeMs: 20,
  receives: [{ payloadType: NUMBERS[law], encoding: law }],
});

const newPacket = (): Uint8Array => {
  const bytes = new Uint8Array(172);
  writeHeader(bytes, { marker: false, payloadType: 8, sequence: 0, timestamp: 0, ssrc: 1 });
  return bytes;
};

const number = (bytes: Uint8Array, index: number): void =>
  setStream(bytes, { sequence: index & 0xffff, timestamp: (index * 160) >>> 0, ssrc: 1 });

const newLeg = (port: MediaPort, agreed: Agreed): MediaLeg => {
  const leg = new MediaLeg({ port, clock: systemMediaClock, random: (count) => new Uint8Array(count) });
  leg.setRemote(agreed);
  return leg;
};

const deafPort = (): MediaPort => ({
  address: ADDRESS,
  port: 2,
  onPacket: () => undefined,
  send: () => undefined,
  resolve: () => Promise.resolve(undefined),
  close: () => undefined,
});

const measurePure = (to: G711Law): number => {
  const port = deafPort();
  const source = { address: ADDRESS, port: 4000 };
  bridge(newLeg(port, agreedOn('PCMA', 4000)), newLeg(deafPort(), agreedOn(to, 4002)));
  const bytes = newPacket();
  const run = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      bytes[1] = NUMBERS.PCMA;
      number(bytes, index);
      port.onPacket(bytes, source);
    }
  };
  run(100_000);
  const before = process.cpuUsage();
  run(PURE_PACKETS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / PURE_PACKETS;
};

const bound = (): Promise<Socket> =>
  new Promise((done) => {
    const socket = createSocket('udp4');
    socket.bind(0, ADDRESS, () => done(socket));
  });

/** Sends bursts through `port` and waits for each at the far end; the result is microseconds per packet for everything. */
const drive = async (from: Socket, to: Socket, port: number): Promise<number> => {
  let heard = 0;
  let complete = (): void => undefined;
  to.on('message', () => {
    heard += 1;
    if (heard === BURST) complete();
  });
  const burst = (start: number): Promise<void> =>
    new Promise((done) => {
      heard = 0;
      complete = done;
      for (let index = start; index < start + BURST; index += 1) {
        const bytes = newPacket();
        number(bytes, index);
        from.send(bytes, port, ADDRESS);
      }
    });
  for (let index = 0; index < SOCKET_PACKETS / 10; index += BURST) await burst(index);
  const before = process.cpuUsage();
  for (let index = 0; index < SOCKET_PACKETS; index += BURST) await burst(SOCKET_PACKETS / 10 + index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SOCKET_PACKETS;
};

const measureDirect = async (): Promise<number> => {
  const [from, to] = [await bound(), await bound()];
  const cost = await drive(from, to, to.address().port);
  for (const socket of [from, to]) socket.close();
  return cost;
};

const measureNaive = async (): Promise<number> => {
  const [from, to, relay] = [await bound(), await bound(), await bound()];
  const target = to.address().port;
  relay.on('message', (bytes) => relay.send(bytes, target, ADDRESS));
  const cost = await drive(from, to, relay.address().port);
  for (const socket of [from, to, relay]) socket.close();
  return cost;
};

const measureBridge = async (law: G711Law): Promise<number> => {
  const [from, to] = [await bound(), await bound()];
  const pool = new RtpPortPool({ address: ADDRESS, firstPort: 24_000, lastPort: 24_099 });
  const [near, far] = [await pool.allocate(), await pool.allocate()];
  if (!near.ok || !far.ok) throw new Error('no free ports for the measurement');
  bridge(newLeg(near.port, agreedOn('PCMA', from.address().port)), newLeg(far.port, agreedOn(law, to.address().port)));
  const cost = await drive(from, to, near.port.port);
  for (const closing of [from, to, near.port, far.port]) closing.close();
  return cost;
};

const report = (what: string, microseconds: number): void =>
  console.log(`${microseconds.toFixed(2).padStart(8)} µs  ${what}`);

report('our own part, same codec', measurePure('PCMA'));
report('our own part, A-law to µ-law', measurePure('PCMU'));
const direct = await measureDirect();
const naive = (await measureNaive()) - direct;
const same = (await measureBridge('PCMA')) - direct;
const transcoded = (await measureBridge('PCMU')) - direct;
report('with sockets: a bare relay that only passes bytes on', naive);
report('with sockets: bridge, same codec', same);
report('with sockets: bridge, A-law to µ-law', transcoded);
report('bridge beyond the bare relay, same codec', same - naive);
