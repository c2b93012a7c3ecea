import { readFile } from 'node:fs/promises';
import { readScenario, runScenario } from '@sentralbord/adapter-sim';
import type { Event } from '@sentralbord/core';
import { expect, test } from 'vitest';
import { makeSipBench } from '../../packages/adapter-sip/test/sip-bench.ts';
import { playOnBench } from './play-on-bench.ts';

const file = new URL('./first-day.scenario.json', import.meta.url);

/** A trace without what may differ between networks: times, the adapters' names of arrived legs, and trunks' names. */
function withoutTimes(trace: readonly Event[]): readonly string[] {
  const arrived = new Map<string, string>();
  const plain = (key: string, value: unknown): unknown => {
    if (/^(at|due|arrivedAt|beganAt|answeredAt|endedAt|times|trunk)$/.test(key)) return undefined;
    if (typeof value !== 'string' || !value.startsWith('in-')) return value;
    arrived.set(value, arrived.get(value) ?? `in-${arrived.size + 1}`);
    return arrived.get(value);
  };
  const firstCall = trace.findIndex(({ type }) => type === 'callArrived');
  const texts = trace.map((event) => JSON.stringify(event, plain));
  // Phones register in any order.
  return [...texts.slice(0, firstCall).sort(), ...texts.slice(firstCall)];
}

// Ports of this file: 35000 to 35999.
test('[S1] the same scenario makes the same engine trace over the simulator and over SIP', async () => {
  const reading = readScenario(JSON.parse(await readFile(file, 'utf8')));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const simulated = runScenario(reading.scenario);
  expect([simulated.violations, simulated.failedExpectations]).toEqual([[], []]);
  const bench = await makeSipBench({ host: '127.0.0.1', transport: 'udp', firstPort: 35_000 });
  try {
    const real = await playOnBench(reading.scenario, bench);
    expect(withoutTimes(real)).toEqual(withoutTimes(simulated.trace));
    expect(simulated.trace.length).toBeGreaterThan(80);
  } finally {
    await bench.close();
  }
});
