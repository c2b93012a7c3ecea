import { expect, test } from 'vitest';
import { NonceCounts } from './nonce-counts.ts';

test('a count is taken once, and only above all earlier ones', () => {
  const counts = new NonceCounts(10);
  const take = (count: number) => counts.take({ nonce: 'a', issuedAt: 0, count });
  expect([0, 1, 1, 3, 2, 4].map(take)).toEqual([false, true, false, true, false, true]);
});

test('a forgotten nonce is not taken again, nor is one as old', () => {
  const counts = new NonceCounts(2);
  for (const [nonce, issuedAt] of [
    ['a', 10],
    ['b', 11],
    ['c', 12],
  ] as const)
    counts.take({ nonce, issuedAt, count: 1 });
  expect(counts.take({ nonce: 'a', issuedAt: 10, count: 1 })).toBe(false);
  expect(counts.take({ nonce: 'a', issuedAt: 10, count: 2 })).toBe(false);
  expect(counts.take({ nonce: 'unused', issuedAt: 9, count: 1 })).toBe(false);
  expect(counts.take({ nonce: 'b', issuedAt: 11, count: 2 })).toBe(true);
  expect(counts.take({ nonce: 'd', issuedAt: 13, count: 1 })).toBe(true);
});

test('a nonce in use outlives those that rest', () => {
  const counts = new NonceCounts(2);
  const take = (nonce: string, issuedAt: number, count: number) => counts.take({ nonce, issuedAt, count });
  take('busy', 10, 1);
  take('rests', 11, 1);
  take('busy', 10, 2);
  take('new', 12, 1);
  expect(take('busy', 10, 3)).toBe(true);
  expect(take('rests', 11, 2)).toBe(false);
});
