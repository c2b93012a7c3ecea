import { expect, it } from 'vitest';
import { whatIf } from '../../src/what-if/what-if.ts';
import { largeDay } from './large-day.ts';

const CALLS = 500;

it('[X8] five members fewer than enough: every call of the day is answered all the same', () => {
  const { asItWouldBe, groups } = whatIf(largeDay(CALLS));
  expect(asItWouldBe.records).toHaveLength(CALLS);
  expect(groups[0]?.answered).toEqual({ asItWas: CALLS, asItWouldBe: CALLS, difference: 0 });
});
