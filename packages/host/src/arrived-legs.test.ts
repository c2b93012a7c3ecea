import { arrivedLegId } from '@sentralbord/core';
import { expect, test } from 'vitest';
import { ArrivedLegs } from './arrived-legs.ts';

const [one, two, three] = [arrivedLegId('1'), arrivedLegId('2'), arrivedLegId('3')];

test('a leg is somebody’s until it ends, and then it is known that it was', () => {
  const legs = new ArrivedLegs<string>();
  legs.add(one, 'acme');
  expect([legs.ownerOf(one), legs.hasEnded(one), legs.size]).toEqual(['acme', false, 1]);
  legs.end(one);
  expect([legs.ownerOf(one), legs.hasEnded(one), legs.size]).toEqual([undefined, true, 0]);
  expect([legs.ownerOf(two), legs.hasEnded(two)]).toEqual([undefined, false]);
});

test('as many ended legs are remembered as there is room for; the oldest is forgotten first', () => {
  const legs = new ArrivedLegs<string>(2);
  for (const leg of [one, two]) legs.end(leg);
  expect([one, two, three].map((leg) => legs.hasEnded(leg))).toEqual([true, true, false]);
  legs.end(three);
  expect([one, two, three].map((leg) => legs.hasEnded(leg))).toEqual([false, true, true]);
});

test('many can end at once', () => {
  const legs = new ArrivedLegs<string>();
  legs.add(one, 'acme');
  legs.add(two, 'bolt');
  legs.add(three, 'acme');
  expect(legs.endWhere((leg, owner) => owner === 'acme' && leg !== three)).toEqual([one]);
  expect([legs.ownerOf(two), legs.ownerOf(three), legs.size]).toEqual(['bolt', 'acme', 2]);
});
