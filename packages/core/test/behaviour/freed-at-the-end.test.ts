import { describe, expect, it } from 'vitest';
import type { Office } from '../driver.ts';
import { SHOP } from './office.ts';
import { type GroupFile, person, twoGroups } from './two-groups.ts';

/** Bo's wrap-up of 10 s, and the 10 s for which Anna rings for the next customer, end in the same instant. */
function wrapUpEndsWithTheRinging(plan: Partial<GroupFile> = {}): Office {
  const o = twoGroups({
    members: [{ user: 'anna' }, { user: 'bo' }],
    wrapUpSeconds: 10,
    autoPauseAfter: 1,
    ...plan,
    ring: { seconds: [10], rounds: 1, ...plan.ring },
  });
  const first = o.outsider(person(1)).calls(SHOP);
  o.phone('bo-desk').answers();
  first.hangsUp();
  o.outsider(person(2)).calls(SHOP);
  expect(o.ringing()).toEqual(['anna-desk']);
  o.after(10_000);
  return o;
}

const pauses = (o: Office) => o.of('userPaused').map(({ user, at }) => [user, at]);

describe('[law 5] [X2] a member who becomes free in the instant in which the phones stop', () => {
  it('is rung after them, for the whole time, and has missed nothing before', () => {
    const o = wrapUpEndsWithTheRinging();
    expect([o.ringing(), pauses(o)]).toEqual([['bo-desk'], [['anna', 10_000]]]);
    o.after(9999);
    expect([o.ringing(), o.records()]).toMatchObject([['bo-desk'], [{ outcome: 'answered' }]]);
    o.after(1);
    expect(pauses(o)).toEqual([
      ['anna', 10_000],
      ['bo', 20_000],
    ]);
    expect(o.records()[1]).toMatchObject({ outcome: 'unanswered', endedAt: 20_000 });
  });

  it('in a better tier: their tier rings once more before the round is over', () => {
    const o = wrapUpEndsWithTheRinging({ members: [{ user: 'anna', tier: 1 }, { user: 'bo' }] });
    expect(o.ringing()).toEqual(['bo-desk']);
    o.after(9999);
    o.phone('bo-desk').answers();
    expect(o.of('callConnected').at(-1)).toMatchObject({ talk: { user: 'bo' }, at: 19_999 });
  });

  it('where phones ring on, rings beside them for the whole time', () => {
    const o = wrapUpEndsWithTheRinging({ ring: { keepRinging: true } });
    expect(o.ringing()).toEqual(['anna-desk', 'bo-desk']);
    o.after(10_000);
    expect([o.ringing(), pauses(o)]).toEqual([
      [],
      [
        ['anna', 20_000],
        ['bo', 20_000],
      ],
    ]);
  });
});
