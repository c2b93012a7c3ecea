import { describe, expect, test } from 'vitest';
import { Turns, type TurnTaker } from './turns.ts';

class Worker implements TurnTaker {
  left = 0;
  onTurn: () => void = () => {};
  private readonly name: string;
  private readonly log: string[];

  constructor(name: string, log: string[]) {
    this.name = name;
    this.log = log;
  }

  takeTurn(): boolean {
    this.log.push(this.name);
    this.left = Math.max(0, this.left - 1);
    this.onTurn();
    return this.left > 0;
  }
}

const setUp = (isDeferred: boolean) => {
  const [log, deferred] = [[] as string[], [] as (() => void)[]];
  const turns = new Turns(isDeferred ? (run) => deferred.push(run) : undefined);
  return { turns, log, deferred, a: new Worker('a', log), b: new Worker('b', log), c: new Worker('c', log) };
};

describe('deferred', () => {
  test('nothing is done before the round; a round gives each one turn, in the order of asking', () => {
    const { turns, log, deferred, a, b } = setUp(true);
    [b.left, a.left] = [3, 1];
    turns.ask(b);
    turns.ask(a);
    turns.ask(b);
    expect([log, deferred.length]).toEqual([[], 1]);
    deferred.shift()?.();
    expect([log, deferred.length]).toEqual([['b', 'a'], 1]);
    deferred.shift()?.();
    deferred.shift()?.();
    expect([log, deferred.length]).toEqual([['b', 'a', 'b', 'b'], 0]);
    turns.ask(a);
    expect(deferred.length).toBe(1);
  });

  test('who asks during a round has a turn in the next one', () => {
    const { turns, log, deferred, a, c } = setUp(true);
    a.onTurn = () => turns.ask(c);
    turns.ask(a);
    deferred.shift()?.();
    expect([log, deferred.length]).toEqual([['a'], 1]);
    deferred.shift()?.();
    expect([log, deferred.length]).toEqual([['a', 'c'], 0]);
  });

  test('one who asks in their own turn comes after those who wait', () => {
    const { turns, log, deferred, a, b } = setUp(true);
    a.onTurn = () => {
      a.onTurn = () => {};
      turns.ask(a);
    };
    turns.ask(a);
    turns.ask(b);
    deferred.shift()?.();
    deferred.shift()?.();
    expect([log, deferred.length]).toEqual([['a', 'b', 'a'], 0]);
  });
});

describe('at once', () => {
  test('everything is done before the asking returns, one turn after the other', () => {
    const { turns, log, a, b } = setUp(false);
    a.left = 3;
    a.onTurn = () => turns.ask(b);
    b.onTurn = () => log.push('still b');
    turns.ask(a);
    expect(log).toEqual(['a', 'b', 'still b', 'a', 'b', 'still b', 'a', 'b', 'still b']);
    turns.ask(b);
    expect(log.length).toBe(11);
  });
});
