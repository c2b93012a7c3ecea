import { describe, expect, test } from 'vitest';
import type { Peer } from '../transaction/peer.ts';
import { type Binding, LocationService, MAX_BINDINGS } from './location.ts';

const place = (port: number): Peer => ({ transport: 'UDP', host: '192.0.2.7', port, connection: undefined });
const binding = (key: string, expiresAt: number, at = place(5060)): Binding => ({
  uri: { scheme: 'sip', user: key, host: '192.0.2.7', port: undefined, params: new Map(), headers: undefined },
  key,
  source: at,
  target: at,
  callId: 'a',
  sequence: 1,
  expiresAt,
});

describe('LocationService', () => {
  test('two lines of one phone share its address, and either keeps it', () => {
    const location = new LocationService();
    location.replace('line-1', [binding('1', 1_000)]);
    location.replace('line-2', [binding('2', 2_000)]);
    location.replace('line-2', []);
    expect(location.isSource(place(5060), 999)).toBe(true);
    expect(location.isSource(place(5060), 1_000)).toBe(false);
    location.replace('line-1', []);
    expect(location.isSource(place(5060), 0)).toBe(false);
  });

  test('an address that a phone has left is no source any more', () => {
    const location = new LocationService();
    location.replace('a', [binding('1', 1_000, place(5060))]);
    location.replace('a', [binding('1', 1_000, place(5070))]);
    expect([location.isSource(place(5060), 0), location.isSource(place(5070), 0)]).toEqual([false, true]);
  });

  test('expires each binding at its instant, and tells when the last one is gone', () => {
    const location = new LocationService();
    location.replace('a', [binding('1', 1_000), binding('2', 2_000)]);
    location.replace('b', [binding('3', 3_000)]);
    expect(location.nextDeadline()).toBe(1_000);
    expect(location.expire(1_000)).toEqual([]);
    expect(location.nextDeadline()).toBe(2_000);
    expect(location.expire(1_999)).toEqual([]);
    expect(location.expire(2_000)).toEqual([{ device: 'a', isReachable: false }]);
    expect(location.expire(9_000)).toEqual([{ device: 'b', isReachable: false }]);
    expect([location.nextDeadline(), location.size]).toEqual([undefined, 0]);
  });

  test('keeps the newest bindings, and no address of those that gave way', () => {
    const location = new LocationService();
    const all = Array.from({ length: MAX_BINDINGS + 1 }, (_, at) => binding(`${at}`, 1_000, place(5060 + at)));
    location.replace('a', all);
    expect(location.bindings('a', 0).map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5']);
    expect(location.isSource(place(5060), 0)).toBe(false);
  });
});
