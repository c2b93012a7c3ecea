import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Peer } from '../transaction/peer.ts';
import { Inbox, optionsRequest, optionsText, Side, TcpPeer } from './testkit.ts';
import type { TransportLimits } from './transport-limits.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const VIA = 'SIP/2.0/TCP phone.example.net';

async function sideOn(host: string, limits: Partial<TransportLimits> = {}): Promise<{ side: Side; port: number }> {
  const side = new Side([{ transport: 'tcp', host, port: 0 }], limits);
  open.push(() => side.transports.close());
  const [bound] = await side.transports.open();
  return { side, port: bound?.port ?? 0 };
}

async function peerTo(host: string, port: number): Promise<TcpPeer> {
  const peer = await TcpPeer.to(host, port);
  open.push(() => peer.socket.destroy());
  return peer;
}

/** A far end that takes connections. */
async function farEnd(host: string): Promise<{ server: Server; port: number; taken: Inbox<TcpPeer> }> {
  const taken = new Inbox<TcpPeer>();
  const server = createServer((socket) => {
    open.push(() => socket.destroy());
    taken.put(new TcpPeer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  open.push(() => server.close());
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0, taken };
}

const peerAt = (host: string, port: number): Peer => ({ transport: 'TCP', host, port, connection: undefined });

describe.each(['127.0.0.1', '::1'])('TCP on %s', (host) => {
  test('a request comes with its connection, and is answered over it', async () => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    const other = await peerTo(host, port);
    for (const byte of optionsText(VIA)) peer.write(byte);
    const arrival = await side.arrivals.next();
    expect(arrival.source).toMatchObject({ transport: 'TCP', host, port: peer.socket.localPort });
    side.answer(arrival);
    expect(await peer.until((text) => text.endsWith('\r\n\r\n'))).toMatch(/^SIP\/2\.0 200 OK\r\n/);
    expect(other.text).toBe('');
    expect(side.transports.boundFor(arrival.source)?.port).toBe(port);
  });

  test('a connection is served by the address that it came to', async () => {
    const listen = { transport: 'tcp', host, port: 0 } as const;
    const side = new Side([listen, listen]);
    open.push(() => side.transports.close());
    for (const bound of await side.transports.open()) {
      (await peerTo(host, bound.port)).write(optionsText(VIA));
      expect(side.transports.boundFor((await side.arrivals.next()).source)).toEqual(bound);
    }
  });

  test('a wrong request is answered over its connection, which stays', async () => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    peer.write(optionsText(VIA, { without: 'Call-ID' }) + optionsText(VIA));
    expect(await peer.until((text) => text.endsWith('\r\n\r\n'))).toContain(`400 Bad Request\r\nVia: ${VIA}`);
    await side.arrivals.next();
    expect(peer.text).toContain(`;received=${host}`);
  });

  test('a connection is opened on demand, used again, and brings answers', async () => {
    const { side } = await sideOn(host);
    const far = await farEnd(host);
    for (const callId of ['one', 'two']) side.transports.send(optionsRequest(callId), peerAt(host, far.port));
    const peer = await far.taken.next();
    await peer.until((text) => text.includes('Call-ID: one') && text.includes('Call-ID: two'));
    peer.write(optionsText(VIA));
    const { source } = await side.arrivals.next();
    expect(source).toMatchObject({ host, port: far.port });
    expect(source.connection).toBeDefined();
    side.transports.send(optionsRequest('three'), peerAt(host, far.port));
    await peer.until((text) => text.includes('Call-ID: three'));
    expect(far.taken.size).toBe(0);
  });

  test('a connection that cannot be opened is told as failed, and the next attempt is a new one', async () => {
    const { side } = await sideOn(host);
    const far = await farEnd(host);
    await new Promise<void>((resolve) => far.server.close(() => resolve()));
    const target = peerAt(host, far.port);
    side.transports.send(optionsRequest(), target);
    expect([await side.failures.next(), await side.failures.next()]).toContainEqual(target);
    await new Promise<void>((resolve) => far.server.listen(far.port, host, resolve));
    side.transports.send(optionsRequest('later'), target);
    await (await far.taken.next()).until((text) => text.includes('Call-ID: later'));
  });

  test('a lost connection is told as it was named by whoever sent on it', async () => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    peer.write(optionsText(VIA));
    const { source } = await side.arrivals.next();
    peer.socket.destroy();
    expect(await side.failures.next()).toEqual(source);
    // Its name leads nowhere any more; the address may.
    const far = await farEnd(host);
    const targets = [{ ...source, port: far.port }, peerAt(host, far.port)];
    for (const target of targets) side.transports.send(optionsRequest(), target);
    (await far.taken.next()).socket.destroy();
    const told = [await side.failures.next(), await side.failures.next(), await side.failures.next()];
    for (const target of targets) expect(told).toContainEqual(target);
  });
});

describe('TCP', () => {
  const host = '127.0.0.1';

  test('a name is connected to, and what comes over it has an address', async () => {
    const { side } = await sideOn(host);
    const far = await farEnd(host);
    side.transports.send(optionsRequest(), peerAt('localhost', far.port));
    (await far.taken.next()).write(optionsText(VIA));
    expect((await side.arrivals.next()).source.host).toBe(host);
  });

  test('pings are answered by pongs', async () => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    peer.write('\r\n\r\n\r\n\r\n');
    await peer.until((text) => text === '\r\n\r\n');
    peer.write('\r\n\r\n');
    await peer.until((text) => text === '\r\n\r\n\r\n');
    expect(side.transports.counters.keepAlives).toBe(3);
  });

  test.each([
    ['no SIP', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'no Content-Length that can be read'],
    ['a head without end', 'x'.repeat(70_000), 'a head without end'],
  ])('a connection that brings %s is closed', async (_what, text, why) => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    peer.write(text);
    await peer.closed;
    expect(side.transports.counters).toMatchObject({ malformed: { [why]: 1 }, refusedConnections: 1, received: 0 });
  });

  test('no more connections than allowed, whoever opens them', async () => {
    const { side, port } = await sideOn(host, { connections: 1 });
    const far = await farEnd(host);
    const first = await peerTo(host, port);
    first.write(optionsText(VIA));
    await side.arrivals.next();
    await (await peerTo(host, port)).closed;
    side.transports.send(optionsRequest(), peerAt(host, far.port));
    expect(await side.failures.next()).toEqual(peerAt(host, far.port));
    expect(side.transports.counters).toMatchObject({ refusedConnections: 1, unsent: 1 });
    first.socket.destroy();
    await side.failures.next();
    side.transports.send(optionsRequest(), peerAt(host, far.port));
    await far.taken.next();
  });

  test('who does not read gets no more than allowed', async () => {
    const { side, port } = await sideOn(host, { unsentBytes: 10_000 });
    const peer = await peerTo(host, port);
    peer.write(optionsText(VIA));
    const { source } = await side.arrivals.next();
    peer.socket.pause();
    for (let sent = 0; sent < 2_000 && side.failures.size === 0; sent += 1) {
      side.transports.send(optionsRequest('big', new Uint8Array(60_000)), source);
    }
    expect(await side.failures.next()).toEqual(source);
    expect(side.transports.counters.unsent).toBe(1);
  });

  test('a connection that says nothing is closed, one that has said something stays', async () => {
    const { side, port } = await sideOn(host, { messageMs: 50 });
    const proven = await peerTo(host, port);
    proven.write(optionsText(VIA));
    await side.arrivals.next();
    const silent = await peerTo(host, port);
    silent.write('\r\n\r\n');
    await silent.closed;
    expect(silent.text).toBe('\r\n');
    proven.write(optionsText(VIA));
    await side.arrivals.next();
  });

  test('so is one that leaves a message unfinished', async () => {
    const { side, port } = await sideOn(host, { messageMs: 50 });
    const peer = await peerTo(host, port);
    peer.write(`${optionsText(VIA)}OPTIONS sip:a@b`);
    const { source } = await side.arrivals.next();
    await peer.closed;
    expect(await side.failures.next()).toEqual(source);
  });

  test('so is an idle one', async () => {
    const { side, port } = await sideOn(host, { idleMs: 50 });
    const peer = await peerTo(host, port);
    peer.write(optionsText(VIA));
    const { source } = await side.arrivals.next();
    await peer.closed;
    expect(await side.failures.next()).toEqual(source);
  });

  test('what a listener throws is told as a fault, and the connection stays', async () => {
    const { side, port } = await sideOn(host);
    const peer = await peerTo(host, port);
    side.wrath = new Error('of ours');
    peer.write(optionsText(VIA) + optionsText(VIA));
    await side.arrivals.next();
    expect(await side.faults.next()).toEqual(new Error('of ours'));
    side.wrath = new Error('at the end');
    peer.socket.destroy();
    expect(await side.faults.next()).toEqual(new Error('at the end'));
    (await peerTo(host, port)).write(optionsText(VIA));
    await side.arrivals.next();
  });

  test('the last bytes get out before the end, and nothing is told after it', async () => {
    const { side, port } = await sideOn(host, { unsentBytes: 1e9, closeMs: 10_000 });
    const peer = await peerTo(host, port);
    peer.write(optionsText(VIA));
    const { source } = await side.arrivals.next();
    let received = 0;
    peer.socket.removeAllListeners('data').on('data', (bytes) => {
      received += bytes.length;
    });
    const rounds = 300;
    for (let sent = 0; sent < rounds; sent += 1) {
      side.transports.send(optionsRequest('big', new Uint8Array(60_000)), source);
    }
    await side.transports.close();
    await peer.closed;
    expect(received).toBeGreaterThan(rounds * 60_000);
    expect(side.failures.size).toBe(0);
  });
});
