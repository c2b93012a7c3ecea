import { describe, expect, it, vi } from 'vitest';
import { BenchLine, benchState } from '../../../bench/engine.ts';
import type { CompanyFile } from '../../../src/config/company-file.ts';
import type { UserId } from '../../../src/kernel/ids.ts';
import type { StepOutput } from '../../../src/kernel/step.ts';
import { applyChanges } from '../../../src/view/console-changes.ts';
import { ConsoleFeed } from '../../../src/view/console-feed.ts';
import { isSame } from '../../../src/view/console-rows.ts';
import { anna, bo, c1, dag, KARI, officeFile, SHOP } from '../../behaviour/office.ts';
import { Office } from '../../driver.ts';
import { consoleOf } from './desk.ts';

/** What a feed tells of all that has happened in an office since it was asked last. */
function follow(o: Office, feed: ConsoleFeed) {
  let told = o.events.length;
  return () => {
    const news = feed.after(o.state, o.events.slice(told), o.now);
    told = o.events.length;
    return news;
  };
}

const seenBy = (user: UserId, o: Office) => {
  const feed = new ConsoleFeed(o.state);
  feed.watch(o.state, user);
  const tell = follow(o, feed);
  return () => tell()[0]?.changes;
};

describe('what is told', () => {
  it('only what is other: a call that comes', () => {
    const o = new Office(officeFile);
    const told = seenBy(bo, o);
    o.now = 300;
    o.outsider(KARI).calls(SHOP);
    const changes = told();
    expect(Object.keys(changes ?? {}).sort()).toEqual(['at', 'groups', 'members', 'users', 'waiting']);
    expect(changes).toMatchObject({
      at: 300,
      users: { changed: [{ id: 'anna', presence: { kind: 'ringing' } }], removed: [] },
      members: { changed: [{ id: 'shop/anna' }], removed: [] },
      groups: { changed: [{ id: 'shop', waiting: 1, free: 0 }], removed: [] },
      waiting: { changed: [{ id: 'c1' }], removed: [] },
    });
  });

  it('an own call, to the one whose it is', () => {
    const o = new Office(officeFile);
    const [annas, bos] = [seenBy(anna, o), seenBy(bo, o)];
    o.outsider(KARI).calls(SHOP);
    expect(annas()?.ownCalls?.changed).toMatchObject([{ id: 'c1', at: { phase: 'ringing' } }]);
    expect(bos()?.ownCalls).toBeUndefined();
    o.phone('anna-desk').answers();
    expect(annas()).toMatchObject({ waiting: { changed: [], removed: ['c1'] }, ownCalls: { removed: [] } });
  });

  it('nothing, when nothing on the screen is other', () => {
    const o = new Office(officeFile);
    o.outsider(KARI).calls(SHOP);
    const told = seenBy(anna, o);
    o.tell({ type: 'legRinging', leg: o.legAt('anna-desk') });
    expect(o.of('legRinging')).toHaveLength(1);
    expect(told()).toBeUndefined();
  });

  it('[S20] what was dialled last, to the one who dialled', () => {
    const o = new Office(officeFile);
    const [annas, bos] = [seenBy(anna, o), seenBy(bo, o)];
    o.phone('anna-desk').dials('103');
    expect(annas()?.self?.lastDialled?.dialled).toBe('103');
    expect(bos()?.self).toBeUndefined();
  });

  it('a file of the company: everything that is other by it, and who is gone', () => {
    const o = new Office(officeFile);
    const told = seenBy(anna, o);
    const users = (officeFile.users ?? [])
      .filter(({ id }) => id !== 'dag')
      .map((user) => ({ ...user, name: `${user.name} X` }));
    const before = consoleOf(o);
    o.asks({ type: 'configure', file: { ...officeFile, users, groups: (officeFile.groups ?? []).slice(0, 1) } });
    const changes = told();
    expect(changes).toMatchObject({
      self: { name: 'Anna X' },
      users: { removed: ['dag'] },
      groups: { changed: [], removed: ['store'] },
      members: { changed: [], removed: ['store/dag'] },
    });
    if (changes === undefined) throw new Error('nothing was told');
    expect(applyChanges(before, changes)).toEqual(consoleOf(o));
  });

  it('one who is not told any more hears nothing', () => {
    const o = new Office(officeFile);
    const feed = new ConsoleFeed(o.state);
    feed.watch(o.state, anna);
    feed.watch(o.state, bo);
    const tell = follow(o, feed);
    feed.unwatch(anna);
    o.outsider(KARI).calls(SHOP);
    expect(tell().map(({ user }) => user)).toEqual(['bo']);
    expect(feed.watchers).toEqual(['bo']);
  });

  it('one who watches twice is not told from the beginning again', () => {
    const o = new Office(officeFile);
    const feed = new ConsoleFeed(o.state);
    feed.watch(o.state, anna);
    const tell = follow(o, feed);
    o.outsider(KARI).calls(SHOP);
    feed.watch(o.state, anna);
    expect(tell()[0]?.changes.ownCalls?.changed).toHaveLength(1);
  });
});

describe('who may not see all callers', () => {
  const denied = (...users: string[]): CompanyFile => ({
    ...officeFile,
    access: { rules: users.map((user) => ({ user, service: 'seeWaiting', decision: 'deny' })) },
  });

  it('is told of those of the own groups only', () => {
    const o = new Office(denied('dag'));
    const told = seenBy(dag, o);
    o.outsider(KARI).calls(SHOP);
    expect(told()?.waiting).toBeUndefined();
    o.phone('anna-desk').answers();
    o.asks({ type: 'transfer', call: c1, to: { group: 'store' as never }, by: anna });
    expect(told()?.waiting).toMatchObject({ changed: [{ id: 'c1', group: 'store' }] });
    o.after(30_000);
    // Back with Anna, of the shop.
    expect(told()?.waiting).toEqual({ changed: [], removed: ['c1'] });
  });

  it('a caller who goes to another group goes out of sight', () => {
    const groups = (officeFile.groups ?? []).map((group) =>
      group.id === 'store'
        ? { ...group, queue: { exitKeys: { '5': { group: 'shop' } } }, answerOn: 'entry' as const }
        : group,
    );
    const o = new Office({ ...denied('dag'), groups, numbers: [{ number: SHOP, to: { group: 'store' } }] });
    const told = seenBy(dag, o);
    const kari = o.outsider(KARI).calls(SHOP);
    expect(told()?.waiting?.changed).toMatchObject([{ id: 'c1', group: 'store' }]);
    kari.presses('5');
    expect(consoleOf(o).waiting).toMatchObject([{ id: 'c1', group: 'shop' }]);
    expect(told()?.waiting).toEqual({ changed: [], removed: ['c1'] });
  });

  it('sees more, or less, as soon as the file says so, and only what is other', () => {
    const o = new Office({
      ...denied('dag'),
      numbers: [...(officeFile.numbers ?? []), { number: '+4757828601', to: { group: 'store' } }],
    });
    o.outsider(KARI).calls(SHOP);
    o.outsider(KARI).calls('+4757828601');
    const told = seenBy(dag, o);
    const file = { ...o.state.company.file };
    o.asks({ type: 'configure', file: { ...file, access: {} } });
    expect(told()?.waiting).toMatchObject({ changed: [{ id: 'c1' }], removed: [] });
    o.asks({ type: 'configure', file });
    expect(told()?.waiting).toEqual({ changed: [], removed: ['c1'] });
  });
});

describe('cost', () => {
  /** How often a step's feed reads the maps of the state, with so many waiting. */
  function reads(waiting: number): number {
    const line = new BenchLine(benchState({ members: 3, width: 1 }));
    const callers = Array.from({ length: waiting + 3 }, () => line.arrive());
    for (const leg of [...line.ringing]) line.answer(leg);
    const feed = new ConsoleFeed(line.state);
    feed.watch(line.state, 'u0' as UserId);
    let output: StepOutput | undefined;
    line.measure = (run) => {
      output = run();
      return output;
    };
    line.end(callers[0] as never);
    const { calls, legs, offers, entries, users, groups } = line.state;
    const spies = [calls, legs, offers, entries, users, groups].flatMap((map) =>
      (['get', 'has'] as const).map((name) => vi.spyOn(map as Map<string, unknown>, name)),
    );
    const walks = [calls, legs, entries, users].map((map) => vi.spyOn(map as Map<string, unknown>, 'values'));
    const news = feed.after(line.state, output?.events ?? [], line.now);
    expect(news).toHaveLength(1);
    expect(walks.map((walk) => walk.mock.calls.length)).toEqual([0, 0, 0, 0]);
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  }

  it('a step reads as much of the state, whether 10 wait or 1,000', () => {
    expect(reads(1000)).toBe(reads(10));
  });
});

describe('plain data that is the same', () => {
  it.each([
    [1, 1, true],
    [1, 2, false],
    [undefined, undefined, true],
    [undefined, null, false],
    [{}, null, false],
    [null, {}, false],
    [{ a: undefined }, {}, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, false],
    [[1, 2], [1], false],
    [[1], [1, 2], false],
    ['a', { 0: 'a' }, false],
  ])('%j, %j: %s', (a, b, same) => {
    expect(isSame(a, b)).toBe(same);
  });
});
