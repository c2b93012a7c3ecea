import { expect, test } from 'vitest';
import { FailureCounts, failureLimits } from './failure-counts.ts';

const { perUserFromSource, perSource, perUser, windowMs, remembered } = failureLimits;
const times = (count: number, act: (at: number) => void) => Array.from({ length: count }, (_, at) => act(at));
const anna = { source: '192.0.2.1', username: 'anna' };

test('a pair is held back after its limit, until the window that began with its first failure is over', () => {
  const counts = new FailureCounts();
  times(perUserFromSource - 1, (at) => counts.failed(anna, at));
  expect(counts.isHeldBack(anna, 100)).toBe(false);
  counts.failed(anna, 100);
  expect(counts.isHeldBack(anna, windowMs - 1)).toBe(true);
  expect(counts.isHeldBack(anna, windowMs)).toBe(false);
});

test('a phone with a wrong password does not shut out the others behind its address', () => {
  const counts = new FailureCounts();
  times(perUserFromSource, () => counts.failed(anna, 0));
  expect(counts.isHeldBack({ ...anna, username: 'ola' }, 1)).toBe(false);
});

test('many names from one address hold the address back', () => {
  const counts = new FailureCounts();
  times(perSource, (at) => counts.failed({ source: '192.0.2.1', username: `guess-${at}` }, 0));
  expect(counts.isHeldBack({ source: '192.0.2.1', username: 'new' }, 1)).toBe(true);
  expect(counts.isHeldBack({ source: '192.0.2.2', username: 'new' }, 1)).toBe(false);
});

test('one name from many addresses is held back, but not where it was proved', () => {
  const counts = new FailureCounts();
  counts.succeeded(anna);
  times(perUser, (at) => counts.failed({ source: `198.51.100.${at}`, username: 'anna' }, 0));
  expect(counts.isHeldBack({ source: '203.0.113.1', username: 'anna' }, 1)).toBe(true);
  expect(counts.isHeldBack(anna, 1)).toBe(false);
});

test('success wipes out the failures of that pair alone', () => {
  const counts = new FailureCounts();
  const eve = { source: anna.source, username: 'eve' };
  times(perUserFromSource, () => counts.failed(anna, 0));
  times(perUserFromSource - 1, () => counts.failed(eve, 0));
  counts.succeeded(eve);
  counts.failed(eve, 1);
  expect(counts.isHeldBack(eve, 1)).toBe(false);
  expect(counts.isHeldBack(anna, 1)).toBe(true);
});

test('the oldest counts are forgotten, so that memory has an end', () => {
  const counts = new FailureCounts();
  times(perUserFromSource, () => counts.failed(anna, 0));
  times(remembered, (at) => counts.failed({ source: `s${at}`, username: `u${at}` }, 0));
  expect(counts.isHeldBack(anna, 1)).toBe(false);
});
