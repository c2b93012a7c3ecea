import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deadlines } from './deadlines.ts';

const owners = fc.integer({ min: 0, max: 9 });
const timers = fc.constantFrom('a', 'b', 'c');

const doings = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('set'), owner: owners, timer: timers, at: fc.nat({ max: 50 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancel'), owner: owners, timer: timers, at: fc.constant(0) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('keepOnly'), owner: owners, timer: timers, at: fc.constant(0) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('take'), owner: owners, timer: timers, at: fc.nat({ max: 50 }) }),
  },
);

interface Plain {
  readonly owner: number;
  readonly timer: string;
  readonly atMs: number;
}

/** The same by a plain list: slow, and right by looking at it. Stable sorting keeps the order of setting. */
class PlainList {
  list: Plain[] = [];

  set(owner: number, timer: string, atMs: number): void {
    this.cancel(owner, timer);
    this.list.push({ owner, timer, atMs });
  }

  cancel(owner: number, timer: string): void {
    this.list = this.list.filter((item) => item.owner !== owner || item.timer !== timer);
  }

  keepOnly(owner: number, kept: readonly string[]): void {
    this.list = this.list.filter((item) => item.owner !== owner || kept.includes(item.timer));
  }

  first(): Plain | undefined {
    return this.list.toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  takeDue(now: number): Plain | undefined {
    const first = this.first();
    if (first === undefined || first.atMs > now) return undefined;
    this.cancel(first.owner, first.timer);
    return first;
  }
}

describe('Deadlines', () => {
  it('does what a sorted list would do', () => {
    fc.assert(
      fc.property(fc.array(doings, { maxLength: 200 }), (all) => {
        const deadlines = new Deadlines<number, string>();
        const plain = new PlainList();
        for (const { kind, owner, timer, at } of all) {
          if (kind === 'set') for (const target of [deadlines, plain]) target.set(owner, timer, at);
          else if (kind === 'cancel') for (const target of [deadlines, plain]) target.cancel(owner, timer);
          else if (kind === 'keepOnly') for (const target of [deadlines, plain]) target.keepOnly(owner, [timer]);
          else expect(deadlines.takeDue(at)).toEqual(plain.takeDue(at));
          expect(deadlines.next()).toBe(plain.first()?.atMs);
          expect(deadlines.size).toBe(plain.list.length);
          expect(deadlines.ownerCount).toBe(new Set(plain.list.map((item) => item.owner)).size);
        }
      }),
    );
  });

  it('keeps nothing of an owner whose timers are gone', () => {
    const deadlines = new Deadlines<string, string>();
    deadlines.set('x', 'a', 5);
    deadlines.set('x', 'b', 6);
    deadlines.takeDue(5);
    deadlines.keepOnly('x', []);
    expect(deadlines.size).toBe(0);
    expect(deadlines.next()).toBeUndefined();
    expect(deadlines.takeDue(100)).toBeUndefined();
  });
});
