import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { loads } from './loads.ts';
import { NaiveLine } from './naive-line.ts';
import { type MakeLine, simulate } from './queue-run.ts';

const how = { calls: 6_000, seed: 1 };

describe('the measuring itself', () => {
  const makeLine: MakeLine = (shape, ears) => new NaiveLine(shape, ears);

  it.each([...loads.C, ...loads.A, ...loads.B])('agrees with theory on a plain line: $name', (load) => {
    expect(compare(load, { ...how, makeLine }).filter(({ isInside }) => !isInside)).toEqual([]);
  });

  it('the engine serves each caller exactly as a plain line does', () => {
    const [load] = loads.C;
    if (load === undefined) throw new Error('no load');
    const engine = compare(load, how);
    expect(compare(load, { ...how, makeLine })).toEqual(engine);
  });
});

describe('the engine agrees with theory', () => {
  it.each(loads.C)('Erlang C: $name', (load) => {
    const figures = compare(load, how);
    expect(figures.filter(({ isInside }) => !isInside)).toEqual([]);
    expect(figures.find(({ figure }) => figure === 'abandons')?.simulated).toEqual({ mean: 0, halfWidth: 0 });
  });

  it.each(loads.A)('Erlang A: $name', (load) => {
    expect(compare(load, how).filter(({ isInside }) => !isInside)).toEqual([]);
  });

  it.each(loads.B)('Erlang B, and a short queue: $name', (load) => {
    expect(compare(load, how).filter(({ isInside }) => !isInside)).toEqual([]);
  });

  it('would not agree with another load: the intervals are narrow enough to tell', () => {
    const [load] = loads.A;
    if (load === undefined) throw new Error('no load');
    const busier = { ...load, run: { ...load.run, arrivalsPerHour: load.run.arrivalsPerHour * 1.25 } };
    expect(compare(busier, how).filter(({ isInside }) => !isInside).length).toBeGreaterThanOrEqual(3);
  });

  it('gives the same numbers for the same seed, and others for another', () => {
    const run = { servers: 3, arrivalsPerHour: 60, meanTalkMs: 120_000, patienceMeanMs: 60_000, calls: 400 };
    expect(simulate({ ...run, seed: 5 })).toEqual(simulate({ ...run, seed: 5 }));
    expect(simulate({ ...run, seed: 5 })).not.toEqual(simulate({ ...run, seed: 6 }));
  });
});
