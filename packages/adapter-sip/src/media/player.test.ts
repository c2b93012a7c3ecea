import { describe, expect, it } from 'vitest';
import type { Agreed } from '../session/sdp/agreement.ts';
import { ALAW_SILENCE } from './g711.ts';
import { MediaLeg } from './media-leg.ts';
import { type PlayRequest, play } from './player.ts';
import { PlayoutClock } from './playout-clock.ts';
import { readHeader, sequenceDelta, timestampDelta } from './rtp.ts';
import type { MediaPort } from './rtp-port.ts';
import { VirtualMediaClock } from './virtual-media-clock.ts';

const AGREED: Agreed = {
  codec: 'PCMA',
  payloadType: 8,
  remote: { address: '192.0.2.1', port: 4000 },
  remoteSends: true,
  remoteReceives: true,
  ptimeMs: 20,
  receives: [{ payloadType: 8, encoding: 'PCMA' }],
};

const setUp = () => {
  const time = new VirtualMediaClock();
  const sent: Uint8Array[] = [];
  const port: MediaPort = {
    address: '192.0.2.9',
    port: 5000,
    onPacket: () => undefined,
    send: (bytes) => sent.push(bytes.slice()),
    resolve: () => Promise.resolve(undefined),
    close: () => undefined,
  };
  const leg = new MediaLeg({ port, clock: time, random: (bytes) => new Uint8Array(bytes).fill(7) });
  leg.setRemote(AGREED);
  const clock = new PlayoutClock(time);
  let finished = 0;
  const start = (sounds: readonly Uint8Array[], more: Partial<PlayRequest> = {}) =>
    play({ leg, clock, sounds, isLooped: false, onFinished: () => (finished += 1), ...more });
  const samples = (): number[] => sent.flatMap((bytes) => [...bytes.subarray(12)]);
  return { time, sent, leg, clock, start, samples, finished: () => finished };
};

const ramp = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 251);

describe('play', () => {
  it('sends one packet of 160 samples per 20 ms, in one stream, and finishes once with the last', () => {
    const { time, sent, start, samples, finished, clock } = setUp();
    start([ramp(400)]);
    time.advance(40);
    expect([sent.length, finished()]).toEqual([2, 0]);
    time.advance(20);
    expect([sent.length, finished()]).toEqual([3, 1]);
    time.advance(1000);
    expect([sent.length, finished(), clock.listeners]).toEqual([3, 1, 0]);
    expect(samples()).toEqual([...ramp(400), ...new Array(80).fill(ALAW_SILENCE)]);
    const headers = sent.map((bytes) => readHeader(bytes) ?? expect.fail('not RTP'));
    expect(headers.map((header) => header.payloadType)).toEqual([8, 8, 8]);
    expect(headers.map((header) => header.marker)).toEqual([true, false, false]);
    const [first, second] = headers;
    expect(sequenceDelta(first?.sequence ?? 0, second?.sequence ?? 0)).toBe(1);
    expect(timestampDelta(first?.timestamp ?? 0, second?.timestamp ?? 0)).toBe(160);
  });

  it('plays several sounds without a gap between them', () => {
    const { time, start, samples } = setUp();
    start([ramp(100), new Uint8Array(0), ramp(60)]);
    time.advance(100);
    expect(samples()).toEqual([...ramp(100), ...ramp(60)]);
  });

  it('loops without a gap until it is stopped, and then does not say that it finished', () => {
    const { time, start, samples, finished } = setUp();
    const playing = start([ramp(200)], { isLooped: true });
    time.advance(100);
    playing.stop();
    time.advance(1000);
    expect(samples()).toEqual([...ramp(200), ...ramp(200), ...ramp(200), ...ramp(200)]);
    expect(finished()).toBe(0);
  });

  it('sends exactly 180,000 packets in an hour', () => {
    const { time, leg, start } = setUp();
    start([ramp(8000)], { isLooped: true });
    time.advance(3_600_000, (atMs) => (atMs * 31) % 17);
    expect(leg.counters.packetsOut).toBe(180_000);
  });

  it('lets the timestamps jump by what a long stall has cost', () => {
    const { time, sent, start } = setUp();
    start([ramp(8000)], { isLooped: true });
    time.advance(20);
    time.stall(1000);
    time.advance(0);
    const stamps = sent.map((bytes) => readHeader(bytes)?.timestamp ?? 0);
    expect(timestampDelta(stamps.at(0) ?? 0, stamps.at(-1) ?? 0)).toBe(8000);
  });

  it('ends at once when there is nothing to play, looped or not', () => {
    const { time, sent, start, finished } = setUp();
    start([], { isLooped: true });
    start([new Uint8Array(0)]);
    time.advance(100);
    expect([sent.length, finished()]).toEqual([0, 1]);
  });

  it('stops what played to the leg before', () => {
    const { time, sent, start, clock } = setUp();
    start([ramp(8000)], { isLooped: true });
    start([ramp(8000)], { isLooped: true });
    time.advance(100);
    expect([sent.length, clock.listeners]).toEqual([5, 1]);
  });

  it('sends nothing to a party that holds us, goes on in time, and finishes', () => {
    const { time, sent, leg, start, finished } = setUp();
    start([ramp(1600)]);
    time.advance(40);
    leg.setRemote({ ...AGREED, remoteReceives: false });
    time.advance(100);
    leg.setRemote(AGREED);
    time.advance(60);
    expect([sent.length, finished()]).toEqual([5, 1]);
    const stamps = sent.map((bytes) => readHeader(bytes)?.timestamp ?? 0);
    expect(timestampDelta(stamps.at(0) ?? 0, stamps.at(-1) ?? 0)).toBe(9 * 160);
  });

  it('is over when the leg is', () => {
    const { time, leg, start, clock } = setUp();
    start([ramp(8000)], { isLooped: true });
    leg.close();
    expect(clock.listeners).toBe(0);
    start([ramp(8000)], { isLooped: true });
    time.advance(100);
    expect(clock.listeners).toBe(0);
  });

  it('speaks µ-law to a party that agreed on it', () => {
    const { time, leg, start, samples } = setUp();
    leg.setRemote({ ...AGREED, codec: 'PCMU', payloadType: 0 });
    start([new Uint8Array(160).fill(ALAW_SILENCE)]);
    time.advance(20);
    expect(new Set(samples())).toEqual(new Set([0xfe]));
  });
});
