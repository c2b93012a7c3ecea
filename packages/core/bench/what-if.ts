import { performance } from 'node:perf_hooks';
import { whatIf } from '../src/what-if/what-if.ts';
import { largeDay } from '../test/what-if/large-day.ts';
import type { Row } from './row.ts';

/** What it costs to ask what a day of 5,000 calls would have been with other people: the day is run twice. */
export function whatIfDay(): readonly Row[] {
  const day = largeDay(5000);
  const began = performance.now();
  whatIf(day);
  return [{ what: 'what if, of a day of 5,000 calls', figure: (performance.now() - began) / 1000, unit: 's' }];
}
