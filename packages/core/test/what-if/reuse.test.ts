import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/command/command.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { CallId, GroupId, UserId } from '../../src/kernel/ids.ts';
import type { State } from '../../src/kernel/state.ts';
import type { PlainDay, PlainPhone } from './plain-day.ts';
import { ask, SHOP, shopFile, shopOf, told } from './shop.ts';

const phones: Readonly<Record<string, PlainPhone>> = {
  'anna-desk': { answersMs: 2000 },
  'bo-desk': { answersMs: 2000 },
  'cilla-desk': { answersMs: 2000 },
  'dag-desk': { answersMs: 1000 },
};
const anna = 'anna' as UserId;
const dag = 'dag' as UserId;
const shop = 'shop' as GroupId;

/** The call that somebody talks in. */
const talkOf = (state: State): CallId =>
  [...state.calls.values()].find(({ at }) => at.phase === 'connected' || at.phase === 'held')?.id ?? ('c0' as CallId);
const at = (when: number, give: (state: State) => Command) => ({ at: when, give });

describe('[X8] what people asked for', () => {
  const day: PlainDay = {
    company: shopOf('anna'),
    phones,
    callers: [{ at: 10_000, to: SHOP, talkMs: 30_000 }],
    commands: [at(20_000, (state) => ({ type: 'transfer', call: talkOf(state), to: { user: dag }, by: anna }))],
  };

  it('a transfer is asked for again by the same user in the same talk, so long after it began', () => {
    const busy = [{ at: 5000, to: SHOP, talkMs: 10_000 }];
    const shifted = { ...day, callers: [...day.callers, ...busy], company: shopOf('anna', 'bo') };
    const { asItWas, asItWouldBe, notReused } = ask(shifted, { company: shopOf('anna') });
    expect(told(asItWas.records)).toEqual(['anna at 7000 until 17000', 'bo at 12000 until 42000']);
    expect(told(asItWouldBe.records)).toEqual(['anna at 7000 until 17000', 'anna at 19000 until 49000']);
    expect(notReused).toEqual([]);
  });

  it('the caller talks with both', () => {
    const { asItWas, asItWouldBe } = ask(day, {});
    expect(told(asItWas.records)).toEqual(['anna, dag at 12000 until 42000']);
    expect(asItWouldBe.records).toEqual(asItWas.records);
  });

  it('it is dropped and counted when another user has the call, who talks as long as both together', () => {
    const { asItWas, asItWouldBe, notReused, estimated } = ask(day, { company: shopOf('bo') });
    const [was] = asItWas.records;
    const [wouldBe] = asItWouldBe.records;
    expect(wouldBe?.answeredBy).toBe('bo');
    expect(wouldBe?.talks).toHaveLength(1);
    expect(wouldBe?.times.talkingMs).toBe(was?.times.talkingMs);
    expect(notReused).toEqual([{ what: 'command transfer', reason: 'somebody else has the call', count: 1 }]);
    expect(estimated).toEqual([
      { what: 'answer', count: 1 },
      { what: 'talk', count: 1 },
    ]);
  });

  it('what was asked in a talk that does not come is counted', () => {
    const { notReused } = ask(day, { staffing: [{ at: 0, user: 'anna', group: 'shop', type: 'logOut' }] });
    expect(notReused).toEqual([{ what: 'command transfer', reason: 'it never came so far', count: 1 }]);
  });

  it('what is refused is counted with the reason of the refusal', () => {
    const denied: CompanyFile['access'] = { rules: [{ user: 'anna', category: 'calls', decision: 'deny' }] };
    const company = shopFile({ members: [{ user: 'anna' }] }, { access: denied });
    const { notReused } = ask(day, { company });
    expect(notReused).toEqual([{ what: 'command transfer', reason: 'refused: forbidden', count: 1 }]);
  });

  it('a parked call is retrieved from the slot where it is', () => {
    const parked: PlainDay = {
      ...day,
      commands: [
        at(20_000, (state) => ({ type: 'park', call: talkOf(state), by: anna })),
        at(25_000, () => ({ type: 'retrieve', slot: 701, by: dag })),
      ],
    };
    const company = shopFile({ members: [{ user: 'anna' }] }, { transfer: { parkSlots: [801, 802] } });
    const { asItWas, asItWouldBe, notReused } = ask(parked, { company });
    expect(told(asItWas.records)).toEqual(['anna, dag at 12000 until 42000']);
    expect(told(asItWouldBe.records)).toEqual(['anna, dag at 12000 until 42000']);
    expect(notReused).toEqual([]);
  });

  it('work after a call is over as soon after the talk as it was, for the same user only', () => {
    const file = (user: string) => shopFile({ members: [{ user }], wrapUpSeconds: 60 });
    const wrapping: PlainDay = {
      ...day,
      company: file('anna'),
      callers: [...day.callers, { at: 41_000, to: SHOP, talkMs: 1000 }],
      commands: [at(45_000, () => ({ type: 'endWrapUp', user: anna }))],
    };
    const same = ask(wrapping, { company: file('anna') });
    expect(told(same.asItWouldBe.records)[1]).toBe('anna at 47000 until 48000');
    expect(same.notReused).toEqual([]);
    const other = ask(wrapping, { company: file('bo') });
    expect(told(other.asItWouldBe.records)[1]).toBe('bo at 104000 until 105000');
    expect(other.notReused).toEqual([
      { what: 'command endWrapUp', reason: 'the user does not wrap up that talk', count: 1 },
    ]);
  });

  it('somebody who calls does not when in another call by then', () => {
    const dialling: PlainDay = {
      ...day,
      company: shopOf('bo'),
      callers: [...day.callers, { at: 15_000, to: '104', talkMs: 5000, device: 'anna-desk' }],
      commands: [],
    };
    const { asItWas, asItWouldBe, notReused } = ask(dialling, { company: shopOf('anna') });
    expect(asItWas.records).toHaveLength(2);
    expect(told(asItWouldBe.records)).toEqual(['anna at 12000 until 42000']);
    expect(notReused).toEqual([{ what: 'call from a phone', reason: 'the user has another call then', count: 1 }]);
  });
});

describe('[X8] staffing', () => {
  const logIn = (when: number, user: string) => at(when, () => ({ type: 'logIn', user: user as UserId, group: shop }));
  /** Cilla is there and takes no calls; anna comes at 30 s. */
  const day: PlainDay = {
    company: shopFile({ startsLoggedIn: false, ring: {} }),
    phones: { ...phones, 'cilla-desk': { ignores: true } },
    callers: [{ at: 10_000, to: SHOP, talkMs: 5000 }],
    commands: [
      logIn(1000, 'cilla'),
      logIn(40_000, 'anna'),
      at(60_000, () => ({ type: 'logOut', user: anna, group: shop })),
    ],
  };

  it('log-ins of the change are in place of those of the same user in the same group', () => {
    const staffing = [{ at: 20_000, user: 'anna', group: 'shop', type: 'logIn' as const }];
    const { asItWas, asItWouldBe, notReused } = ask(day, { staffing });
    expect(told(asItWas.records)).toEqual(['anna at 42000 until 47000']);
    expect(told(asItWouldBe.records)).toEqual(['anna at 22000 until 27000']);
    expect(notReused).toEqual([
      { what: 'command logIn', reason: 'the change is in its place', count: 1 },
      { what: 'command logOut', reason: 'the change is in its place', count: 1 },
    ]);
  });

  it('log-ins of others stay', () => {
    const staffing = [{ at: 20_000, user: 'bo', group: 'shop', type: 'logIn' as const }];
    const { asItWouldBe, notReused } = ask(day, { staffing });
    expect(told(asItWouldBe.records)).toEqual(['bo at 22000 until 27000']);
    expect(notReused).toEqual([]);
  });

  it('at one instant the change comes before the stream', () => {
    const staffing = [{ at: 10_000, user: 'bo', group: 'shop', type: 'logIn' as const }];
    expect(told(ask(day, { staffing }).asItWouldBe.records)).toEqual(['bo at 12000 until 17000']);
  });

  it('a changed file stands in place of every file and every list of members in the stream', () => {
    const changing: PlainDay = {
      ...day,
      company: shopOf('anna'),
      commands: [
        at(1000, () => ({
          type: 'saveMembers',
          group: shop,
          members: [{ user: 'bo' as UserId, tier: 0 }],
          version: 1,
        })),
      ],
    };
    expect(told(ask(changing, {}).asItWouldBe.records)).toEqual(['bo at 12000 until 17000']);
    const { asItWouldBe, notReused } = ask(changing, { company: shopOf('cilla') });
    expect(told(asItWouldBe.records)).toEqual(['cilla at 12000 until 17000']);
    expect(notReused).toEqual([{ what: 'command saveMembers', reason: 'the change is in its place', count: 1 }]);
  });

  it('two runs are shown side by side, group by group', () => {
    const staffing = [{ at: 10_000, user: 'bo', group: 'shop', type: 'logIn' as const }];
    const { groups, asItWas, asItWouldBe } = ask(day, { staffing }, { serviceLevelSeconds: 10 });
    expect(asItWas.figures.map(({ group }) => group)).toEqual(['shop', 'workshop']);
    expect(asItWouldBe.endedAt).toBe(60_000);
    expect(groups[0]).toEqual({
      group: 'shop',
      offered: { asItWas: 1, asItWouldBe: 1, difference: 0 },
      answered: { asItWas: 1, asItWouldBe: 1, difference: 0 },
      abandoned: { asItWas: 0, asItWouldBe: 0, difference: 0 },
      serviceLevel: { asItWas: 0, asItWouldBe: 1, difference: 1 },
      meanWaitMs: { asItWas: 32_000, asItWouldBe: 2000, difference: -30_000 },
    });
    expect(groups[1]?.meanWaitMs).toEqual({ asItWas: undefined, asItWouldBe: undefined, difference: undefined });
  });
});
