import { describe, expect, it } from 'vitest';
import { layOver } from './lay-over.ts';

describe('layOver', () => {
  it('[X15] merges objects key by key, and leaves what it was given as it is', () => {
    const base = { name: 'Butikk', transfer: { returnSeconds: 30, parkSeconds: 120 } };
    expect(layOver(base, { transfer: { parkSeconds: 60 } })).toEqual({
      name: 'Butikk',
      transfer: { returnSeconds: 30, parkSeconds: 60 },
    });
    expect(base.transfer.parkSeconds).toBe(120);
  });

  it('[X15] changes a list of things with ids by their id, keeps their order, and adds what is new at the end', () => {
    const base = { groups: [{ id: 'shop', size: 1 }, { id: 'store' }] };
    expect(layOver(base, { groups: { new: { size: 3 }, shop: { size: 2 } } })).toEqual({
      groups: [{ id: 'shop', size: 2 }, { id: 'store' }, { id: 'new', size: 3 }],
    });
  });

  it('[X15] null takes away: a key, or a thing with an id', () => {
    expect(layOver({ a: 1, b: 2 }, { a: null, c: null })).toEqual({ b: 2 });
    expect(layOver({ groups: [{ id: 'shop' }, { id: 'store' }] }, { groups: { shop: null, none: null } })).toEqual({
      groups: [{ id: 'store' }],
    });
  });

  it('[X15] anything else replaces: lists too, and lists of things without ids', () => {
    expect(layOver({ members: [{ user: 'anna' }] }, { members: [{ user: 'bo' }] })).toEqual({
      members: [{ user: 'bo' }],
    });
    expect(layOver({ members: [{ user: 'anna' }] }, { members: { user: 'bo' } })).toEqual({ members: { user: 'bo' } });
    expect(layOver('text', { a: 1 })).toEqual({ a: 1 });
    expect(layOver({ a: { b: 1 } }, { a: 7 })).toEqual({ a: 7 });
  });
});
