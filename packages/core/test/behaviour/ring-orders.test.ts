import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/kernel/ids.ts';
import type { Office } from '../driver.ts';
import { KARI, SHOP } from './office.ts';
import { type GroupFile, people, person, STORE, talk, twoGroups } from './two-groups.ts';

type Ring = NonNullable<GroupFile['ring']>;

const members = ['cilla', 'anna', 'bo'].map((user) => ({ user }));
const shop = (ring: Ring): Office => twoGroups({ members, ring: { seconds: 5, roundPauseSeconds: 1, ...ring } });

/** Who rings from now on, one after the other, without `-desk`. */
function inTurn(o: Office, many: number): readonly string[] {
  return Array.from({ length: many }, () => {
    const found = o.ringing().map((device) => device.replace('-desk', ''));
    o.after(5000);
    return found.join('+');
  });
}

/** Somebody calls, one member answers, and the talk is over at once. */
function serve(o: Office, user: string): void {
  o.outsider(person(9)).calls(SHOP);
  o.asks({ type: 'pickUp', call: [...o.state.calls.keys()].at(-1) as never, by: user as UserId });
  o.phone(`${user}-desk`).answers();
  o.phone(`${user}-desk`).hangsUp();
}

describe('[X1] ring orders', () => {
  it('fixedOrder: as the file says, one at a time', () => {
    const o = shop({ order: 'fixedOrder' });
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['cilla', 'anna', 'bo']);
  });

  it('longestIdle: who has been free longest; a call of one’s own ends that', () => {
    const o = shop({ order: 'longestIdle' });
    o.phone('anna-desk').dials('112').hangsUp();
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['bo', 'cilla', 'anna']);
  });

  it('roundRobin: who was rung longest ago by this group', () => {
    const o = shop({ order: 'roundRobin' });
    const first = o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 1)).toEqual(['cilla']);
    first.hangsUp();
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['bo', 'cilla', 'anna']);
  });

  it('fewestCalls: who has taken the fewest calls of the group; a call picked up is none', () => {
    const o = shop({ order: 'fewestCalls' });
    const answered = o.outsider(KARI).calls(SHOP);
    o.phone('cilla-desk').answers();
    answered.hangsUp();
    serve(o, 'anna');
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['anna', 'bo', 'cilla']);
  });

  it('random: all of them once, in another order for other calls, and the same in every run', () => {
    const draw = () => {
      const o = shop({ order: 'random', rounds: 1 });
      return Array.from({ length: 12 }, () => {
        o.outsider(KARI).calls(SHOP);
        return inTurn(o, 3).join();
      });
    };
    const [one, other] = [draw(), draw()];
    expect(one).toEqual(other);
    expect(new Set(one).size).toBeGreaterThan(2);
    for (const turn of one) expect(turn.split(',').sort()).toEqual(['anna', 'bo', 'cilla']);
    expect(new Set(one.map((turn) => turn.split(',')[0])).size).toBe(3);
  });

  it('skills: who knows best what the call needs; who does not know enough is never rung', () => {
    const english = { cilla: 2, anna: 3, bo: 1 } as Record<string, number>;
    const o = twoGroups(
      { members, ring: { order: 'skills', seconds: 5, rounds: 1 } },
      {
        numbers: [
          { number: SHOP, to: { group: 'shop' }, needs: [{ skill: 'english', level: 2 }] },
          { number: STORE, to: { group: 'shop' } },
        ],
        users: people((id) => ({ skills: english[id] === undefined ? {} : { english: english[id] } })),
      },
    );
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['anna', 'cilla', '']);
    o.outsider(KARI).calls(STORE);
    expect(inTurn(o, 3)).toEqual(['cilla', 'anna', 'bo']);
  });

  it('skills: the levels of all that is needed count together', () => {
    const skills = { cilla: { a: 2, b: 2 }, anna: { a: 1, b: 5 }, bo: { a: 4, b: 1 } } as Record<
      string,
      Record<string, number>
    >;
    const o = twoGroups(
      { members, ring: { order: 'skills', seconds: 5 } },
      {
        numbers: [{ number: SHOP, to: { group: 'shop' }, needs: ['a', 'b'].map((skill) => ({ skill, level: 1 })) }],
        users: people((id) => ({ skills: skills[id] ?? {} })),
      },
    );
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['anna', 'bo', 'cilla']);
  });
});

describe('[X1] width', () => {
  it('so many ring at a time, then the next, then the next tier', () => {
    const o = twoGroups({
      members: [...members, { user: 'dag', tier: 1 }],
      ring: { order: 'fixedOrder', width: 2, seconds: 5 },
    });
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 3)).toEqual(['cilla+anna', 'bo', 'dag']);
  });

  it('one figure for each offer of a round, the last for the rest, and again in the next round', () => {
    const o = twoGroups({
      members: ['cilla', 'anna', 'bo', 'dag', 'eli'].map((user) => ({ user })),
      ring: { order: 'fixedOrder', width: [1, 2], seconds: 5, roundPauseSeconds: 5 },
    });
    o.outsider(KARI).calls(SHOP);
    expect(inTurn(o, 5)).toEqual(['cilla', 'anna+bo', 'dag+eli', '', 'cilla']);
  });

  it('with room again the next is rung beside those who ring', () => {
    const o = shop({ order: 'fixedOrder', width: 2 });
    o.outsider(KARI).calls(SHOP);
    o.phone('cilla-desk').rejects();
    expect(o.ringing()).toEqual(['anna-desk', 'bo-desk']);
  });

  it('one who becomes free joins as far as there is room, and of a better tier in any case', () => {
    const o = twoGroups({
      members: [{ user: 'eli' }, ...members.map(({ user }) => ({ user, tier: 1 }))],
      ring: { order: 'fixedOrder', width: 2, seconds: 5 },
    });
    talk(o, 'eli', 'dag');
    const bo = o.phone('bo-desk').dials('112');
    o.outsider(KARI).calls(SHOP);
    bo.hangsUp();
    expect(o.ringing()).toEqual(['dag-desk', 'cilla-desk', 'anna-desk'].slice(1));
    o.phone('dag-desk').hangsUp();
    expect(o.ringing()).toEqual(['cilla-desk', 'anna-desk', 'eli-desk']);
  });
});

describe('[E8] a refusal', () => {
  it.each([
    ['round', ['cilla', 'anna', 'bo', 'cilla']],
    ['call', ['cilla', 'anna', 'bo', 'anna']],
  ] as const)('counts for the %s', (refusalCountsFor, expected) => {
    const o = shop({ order: 'fixedOrder', refusalCountsFor });
    o.outsider(KARI).calls(SHOP);
    const rung = [o.ringing()];
    o.phone('cilla-desk').rejects();
    rung.push(o.ringing());
    o.after(5000);
    rung.push(o.ringing());
    o.after(6000);
    rung.push(o.ringing());
    expect(rung.flat()).toEqual(expected.map((user) => `${user}-desk`));
  });

  it.each(['busy', 'unreachable', 'failed'] as const)(
    'a phone that is %s is left alone for five seconds by every group',
    (cause) => {
      const o = twoGroups({ members: [{ user: 'anna' }] }, { store: { members: [{ user: 'anna' }] } });
      o.outsider(KARI).calls(SHOP);
      o.phone('anna-desk').ends(cause);
      o.outsider(person(1)).calls(STORE);
      o.after(4999);
      expect(o.ringing()).toEqual([]);
      o.after(1);
      expect(o.ringing()).toEqual(['anna-desk']);
    },
  );

  it('one who refuses may be rung for another caller at once', () => {
    const o = twoGroups({ members: [{ user: 'anna' }] }, { store: { members: [{ user: 'anna' }] } });
    o.outsider(KARI).calls(SHOP);
    o.outsider(person(1)).calls(STORE);
    o.phone('anna-desk').rejects();
    expect(o.phone('anna-desk').shows()).toEqual({ number: person(1) });
  });
});
