import { describe, expect, it } from 'vitest';
import { responseTo } from '../message/respond.ts';
import { Reliable2xx } from './retransmitted-2xx.ts';
import { anna, arrived } from './testkit.ts';

const message = responseTo(arrived('INVITE'), 200, { toTag: 'us' });
const sent = { key: 'dialog-1', message, target: anna() };

/** The instants of all that comes due up to then, woken at each deadline. */
function run(reliable: Reliable2xx<string>, until: number) {
  const resent: [number, string][] = [];
  const expired: [number, string][] = [];
  for (let next = reliable.nextDeadline(); next !== undefined && next <= until; next = reliable.nextDeadline()) {
    const due = reliable.due(next);
    for (const { key } of due.resend) resent.push([next, key]);
    for (const { key } of due.expired) expired.push([next, key]);
  }
  return { resent, expired };
}

describe('Reliable2xx', () => {
  it('repeats at intervals up to T2 and gives up after 64*T1', () => {
    const reliable = new Reliable2xx<string>();
    reliable.start(sent, 1_000);
    const { resent, expired } = run(reliable, 100_000);
    const after = [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];
    expect(resent.map(([at]) => at)).toEqual(after.map((ms) => 1_000 + ms));
    expect(expired).toEqual([[33_000, 'dialog-1']]);
    expect(reliable.size).toBe(0);
    expect(reliable.nextDeadline()).toBeUndefined();
  });

  it('stops at the ACK, and knows a repeated ACK from the first', () => {
    const reliable = new Reliable2xx<string>();
    reliable.start(sent, 0);
    expect(reliable.due(499)).toEqual({ resend: [], expired: [] });
    expect(reliable.due(500)).toEqual({ resend: [sent], expired: [] });
    expect(reliable.acknowledged('dialog-1')).toBe(true);
    expect(reliable.acknowledged('dialog-1')).toBe(false);
    expect(reliable.nextDeadline()).toBeUndefined();
    expect(reliable.due(100_000)).toEqual({ resend: [], expired: [] });
  });

  it('keeps several apart', () => {
    const reliable = new Reliable2xx<string>();
    reliable.start(sent, 0);
    reliable.start({ ...sent, key: 'dialog-2' }, 100);
    reliable.acknowledged('dialog-1');
    expect(run(reliable, 2_000).resent).toEqual([
      [600, 'dialog-2'],
      [1_600, 'dialog-2'],
    ]);
    expect(reliable.size).toBe(1);
  });

  it('keeps its instants when it is asked late', () => {
    const reliable = new Reliable2xx<string>({ t1Ms: 100, t2Ms: 200, t4Ms: 500, leastTimerDMs: 0 });
    reliable.start(sent, 0);
    expect(reliable.due(350).resend).toHaveLength(2);
    expect(reliable.nextDeadline()).toBe(500);
  });
});
