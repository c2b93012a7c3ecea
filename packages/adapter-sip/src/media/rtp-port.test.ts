import { createSocket } from 'node:dgram';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RtpPort, RtpPortPool } from './rtp-port.ts';

const taken = async (pool: RtpPortPool): Promise<RtpPort> => {
  const result = await pool.allocate();
  if (!result.ok) return expect.fail(result.why);
  onTestFinished(() => result.port.close());
  return result.port;
};

const occupy = (port: number): Promise<void> =>
  new Promise((done, failed) => {
    const socket = createSocket('udp4').on('error', failed);
    onTestFinished(() => void socket.close());
    socket.bind({ address: '127.0.0.1', port, exclusive: true }, done);
  });

describe('RtpPortPool', () => {
  it.each(['127.0.0.1', '::1'])('carries datagrams between two of its ports on %s', async (address) => {
    const pool = new RtpPortPool({ address, firstPort: 21_001, lastPort: 21_010 });
    const [from, to] = [await taken(pool), await taken(pool)];
    expect([from.port % 2, to.port % 2, from.address]).toEqual([0, 0, address]);
    const heard = new Promise((done) => {
      to.onPacket = (bytes, source) => done([[...bytes], source.address, source.port]);
    });
    from.send(Uint8Array.of(1, 2, 3), address, to.port);
    expect(await heard).toEqual([[1, 2, 3], address, from.port]);
  });

  it('passes over pairs in use, also when only the RTCP port is', async () => {
    await occupy(21_020);
    await occupy(21_023);
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_020, lastPort: 21_025 });
    expect((await taken(pool)).port).toBe(21_024);
    expect(await pool.allocate()).toEqual({ ok: false, why: 'exhausted' });
    expect(pool.inUse).toBe(1);
    // The half of a pair that could be bound is free again.
    await occupy(21_022);
  });

  it('takes a pair back when it is closed, and gives it out last', async () => {
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_030, lastPort: 21_035 });
    const first = await taken(pool);
    first.close();
    first.close();
    await expect.poll(() => pool.inUse).toBe(0);
    const ports = [(await taken(pool)).port, (await taken(pool)).port, (await taken(pool)).port];
    expect(ports).toEqual([21_032, 21_034, 21_030]);
    expect(await pool.allocate()).toEqual({ ok: false, why: 'exhausted' });
  });

  it('hands out no pair twice when many ask at once', async () => {
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_040, lastPort: 21_059 });
    const ports = await Promise.all(Array.from({ length: 10 }, () => taken(pool)));
    expect(new Set(ports.map((port) => port.port)).size).toBe(10);
  });

  it('says so when the address is not of this machine', async () => {
    const pool = new RtpPortPool({ address: '192.0.2.1', firstPort: 21_060, lastPort: 21_069 });
    expect(await pool.allocate()).toEqual({ ok: false, why: 'badAddress' });
  });

  it('has no room in a range without a pair', async () => {
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_061, lastPort: 21_062 });
    expect([pool.capacity, await pool.allocate()]).toEqual([0, { ok: false, why: 'exhausted' }]);
  });

  it('counts what cannot be sent, sends to no name, and is silent once closed', async () => {
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_070, lastPort: 21_079 });
    const port = await taken(pool);
    port.send(Uint8Array.of(1), 'localhost', 21_071);
    port.send(Uint8Array.of(1), '127.0.0.1', 0);
    port.send(Uint8Array.of(1), '::1', 21_071);
    await expect.poll(() => port.sendFailures).toBe(3);
    port.close();
    port.send(Uint8Array.of(1), '127.0.0.1', 21_071);
    expect(port.sendFailures).toBe(3);
  });

  it('finds a literal of its own family for a name, or nothing', async () => {
    const pool = new RtpPortPool({ address: '127.0.0.1', firstPort: 21_080, lastPort: 21_089 });
    const port = await taken(pool);
    expect(await port.resolve('localhost')).toBe('127.0.0.1');
    expect(await port.resolve('no-such-host.invalid')).toBeUndefined();
  });
});
