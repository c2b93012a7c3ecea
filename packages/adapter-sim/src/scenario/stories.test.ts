import { readdirSync, readFileSync } from 'node:fs';
import type { EventType } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const ours = new URL('../../scenarios/', import.meta.url);
const examples = new URL('../../../../examples/', import.meta.url);
const storiesIn = (folder: URL): readonly URL[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.scenario.json'))
    .map((name) => new URL(name, folder));
const json = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
const files = [...storiesIn(ours), ...storiesIn(examples)];

function read(file: URL) {
  const reading = readScenario(json(file), (path) => json(new URL(path, file)));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.scenario;
}

describe('stories', () => {
  it.each(files.map((file) => [read(file).title, file] as const))('%s', (_title, file) => {
    const run = runScenario(read(file));
    expect(run.failedExpectations).toEqual([]);
    expect(run.violations).toEqual([]);
  });

  it('[law 10] the same scenario and seed give the same run', () => {
    const scenario = read(new URL('bad-network.scenario.json', ours));
    expect(JSON.stringify(runScenario(scenario))).toBe(JSON.stringify(runScenario(scenario)));
    expect(JSON.stringify(runScenario(scenario, { seed: 8 }))).not.toBe(JSON.stringify(runScenario(scenario)));
  });

  it.each(['bad-network', 'lossy-network'])(
    '[law 6] no seed of the %s breaks a rule or leaves anything behind',
    (name) => {
      const scenario = read(new URL(`${name}.scenario.json`, ours));
      for (let seed = 0; seed < 60; seed += 1) {
        const { violations, failedExpectations } = runScenario(scenario, { seed });
        expect({ seed, violations, failedExpectations }).toEqual({ seed, violations: [], failedExpectations: [] });
      }
    },
  );

  it('the stories together show every kind of event, or they prove little', () => {
    const seen = new Set(files.flatMap((file) => runScenario(read(file)).trace.map(({ type }) => type)));
    const kinds: Record<EventType, true> = {
      callArrived: true,
      callQueued: true,
      roundBegan: true,
      offerMade: true,
      legStarted: true,
      legRinging: true,
      legAnswered: true,
      legEnded: true,
      legEndedUnseen: true,
      memberTried: true,
      offerEnded: true,
      roundPaused: true,
      memberAwaited: true,
      entryLeft: true,
      callConnected: true,
      messageStarted: true,
      callEnded: true,
      deviceStateChanged: true,
      availabilityChanged: true,
      timerSet: true,
      timerCleared: true,
    };
    expect([...seen].sort()).toEqual(Object.keys(kinds).sort());
  });
});
