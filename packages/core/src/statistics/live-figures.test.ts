import { describe, expect, it } from 'vitest';
import type { EntryOutcome } from '../queue/entry-outcome.ts';
import type { StatisticsFact } from './fact.ts';
import { LiveFigures } from './live-figures.ts';

const T = 1_767_225_600_000;
const group = 'sales';

const joined = (at: number, entry: string, more: { arrivedAt?: number; kind?: 'call' | 'callback' } = {}) =>
  ({
    type: 'entryJoined',
    at,
    entry,
    call: `call-${entry}`,
    group,
    callerClass: 'ordinary',
    kind: 'call',
    arrivedAt: at,
    ...more,
  }) as const satisfies StatisticsFact;

const left = (at: number, entry: string, outcome: EntryOutcome, waitMs: number): StatisticsFact => ({
  type: 'entryLeft',
  at,
  entry,
  group,
  outcome,
  waitMs,
  ...(outcome === 'answered' ? { user: 'anna' } : {}),
});

const loggedIn = (at: number, user: string, to = group): StatisticsFact => ({
  type: 'memberLoggedIn',
  at,
  user,
  group: to,
});

const line = (user: string, availability: 'idle' | 'busy' | 'ringing' | 'wrappingUp' | 'reserved'): StatisticsFact => ({
  type: 'availabilityChanged',
  at: T,
  user,
  availability,
});

const configured = (members: readonly string[], more = {}): StatisticsFact => ({
  type: 'groupConfigured',
  at: T,
  group,
  name: 'Sales desk',
  members,
  ...more,
});

const of = (facts: readonly StatisticsFact[], at = T) => {
  const figures = LiveFigures.ofLog(facts).of(group, at);
  if (figures === undefined) throw new Error('no figures');
  return figures;
};

describe('who is there', () => {
  it('[S59] the group has the name of its configuration; before that, its id', () => {
    expect([of([configured([])]).name, of([loggedIn(T, 'anna')]).name]).toEqual(['Sales desk', 'sales']);
  });

  it('a group that no fact has named has no figures', () => {
    const live = new LiveFigures();
    expect([
      live.of(group, T),
      live.tally(group, T),
      live.avgCurrentWait(group, T),
      live.avgSpeedOfAnswer(group, T),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    expect([live.members(group, T), live.groups(), live.callbackTally(group)]).toEqual([[], [], undefined]);
  });

  it('[S60] [S117] logged in are those who are, each once', () => {
    const facts = [configured(['anna', 'ola']), loggedIn(T, 'anna'), loggedIn(T + 5, 'anna')];
    expect(of(facts).loggedIn).toBe(1);
    expect(of([...facts, { type: 'memberLoggedOut', at: T, user: 'anna', group }]).loggedIn).toBe(0);
    expect(of([...facts, { type: 'memberLoggedOut', at: T, user: 'ola', group }]).loggedIn).toBe(1);
  });

  it('[S114] how long each is logged in counts from the last login', () => {
    const live = LiveFigures.ofLog([
      configured(['ola', 'anna']),
      loggedIn(T, 'anna'),
      { type: 'memberLoggedOut', at: T + 10, user: 'anna', group },
      loggedIn(T + 20, 'anna'),
      loggedIn(T + 30, 'anna'),
    ]);
    expect(live.members(group, T + 100)).toMatchObject([
      { user: 'anna', loggedInSince: T + 20, loggedInMs: 80 },
      { user: 'ola', loggedInSince: undefined, loggedInMs: undefined },
    ]);
  });

  it('[S61] [S118] busy counts the logged in, in call all members; a call of any kind counts', () => {
    const facts = [configured(['anna', 'ola', 'kari']), loggedIn(T, 'anna'), line('anna', 'busy'), line('ola', 'busy')];
    expect(of(facts)).toMatchObject({ loggedIn: 1, busy: 1, inCall: 2, free: 0 });
    const talk: StatisticsFact = { type: 'talkBegan', at: T, user: 'kari', call: 'c9' };
    expect(of([...facts, talk]).inCall).toBe(3);
    expect(of([...facts, talk, { ...talk, type: 'talkEnded' }]).inCall).toBe(2);
  });

  it('[S119] free: logged in, and neither in a call, ringing, wrapping up, reserved, absent, paused nor unreachable', () => {
    const there = [configured(['anna']), loggedIn(T, 'anna'), line('anna', 'idle')];
    expect(of(there)).toMatchObject({ free: 1, loggedIn: 1 });
    for (const state of ['ringing', 'wrappingUp', 'reserved'] as const) {
      expect(of([...there, line('anna', state)])).toMatchObject({ free: 0, [state]: 1 });
    }
    expect(of([...there, { type: 'absenceBegan', at: T, user: 'anna' }])).toMatchObject({ free: 0, absent: 1 });
    expect(of([...there, { type: 'memberPaused', at: T, user: 'anna' }])).toMatchObject({ free: 0, paused: 1 });
    expect(of([configured(['anna']), loggedIn(T, 'anna')])).toMatchObject({ free: 0, unreachable: 1 });
    expect(of([configured(['anna']), line('anna', 'idle')])).toMatchObject({ free: 0, loggedIn: 0 });
  });

  it('what a user does counts in every group of theirs', () => {
    const live = LiveFigures.ofLog([loggedIn(T, 'anna'), loggedIn(T, 'anna', 'support'), line('anna', 'busy')]);
    expect([live.of('sales', T)?.busy, live.of('support', T)?.busy]).toEqual([1, 1]);
    expect(live.groups()).toEqual(['sales', 'support']);
  });

  it('[E22] a member who is taken out of the group is logged out of it, and counts no more', () => {
    const facts = [configured(['anna', 'ola']), loggedIn(T, 'anna'), line('anna', 'busy'), configured(['ola'])];
    expect(of(facts)).toMatchObject({ loggedIn: 0, busy: 0, inCall: 0 });
    expect(of([...facts, line('anna', 'idle')])).toMatchObject({ free: 0, inCall: 0 });
    expect(of([...facts, configured(['anna', 'ola'])])).toMatchObject({ loggedIn: 0, inCall: 1 });
  });

  it('a user’s offers, misses, answers and talks are counted for the group', () => {
    const live = LiveFigures.ofLog([
      configured(['anna']),
      joined(T, 'e1'),
      { type: 'offeredTo', at: T, user: 'anna', group },
      { type: 'missed', at: T, user: 'anna', group, cause: 'noAnswer' },
      { type: 'offeredTo', at: T, user: 'anna', group },
      left(T + 4_000, 'e1', 'answered', 4_000),
      { type: 'talkBegan', at: T + 4_000, user: 'anna', group, call: 'c1' },
      { type: 'talkEnded', at: T + 64_000, user: 'anna', group, call: 'c1' },
      { type: 'talkBegan', at: T + 70_000, user: 'anna', call: 'c2' },
      { type: 'talkEnded', at: T + 71_000, user: 'anna', call: 'c2' },
      { type: 'talkEnded', at: T + 72_000, user: 'anna', group, call: 'never-begun' },
    ]);
    expect(live.members(group, T)).toMatchObject([{ offers: 2, missed: 1, answered: 1, talks: 1, talkMs: 60_000 }]);
    // A tenth of the way from three minutes to one.
    expect(live.of(group, T)?.meanTalkMs).toBe(168_000);
  });

  it('of two talks at once each has its own length', () => {
    const talk = (type: 'talkBegan' | 'talkEnded', at: number, call: string): StatisticsFact => {
      return { type, at, user: 'anna', group, call };
    };
    const began = [talk('talkBegan', T, 'c1'), talk('talkBegan', T + 50_000, 'c2')];
    const live = LiveFigures.ofLog([configured(['anna']), ...began, talk('talkEnded', T + 60_000, 'c2')]);
    expect(live.members(group, T)).toMatchObject([{ talks: 1, talkMs: 10_000, standing: 'inCall' }]);
  });
});

describe('what is saved', () => {
  it('stands in the order of the ids, whatever came first', () => {
    const promised = (entry: string): StatisticsFact => ({ type: 'callbackPromised', at: T, group, entry });
    const place = (entry: string) => joined(T, entry, { kind: 'callback' });
    const missed = (user: string): StatisticsFact => ({ type: 'missed', at: T, user, group, cause: 'noAnswer' });
    const some: readonly StatisticsFact[] = [
      line('ola', 'idle'),
      line('anna', 'idle'),
      line('kari', 'idle'),
      ...['ola', 'anna', 'kari'].map(missed),
      ...['e2', 'e1', 'e3'].flatMap((entry) => [promised(entry), place(entry)]),
      loggedIn(T, 'ola', 'support'),
      loggedIn(T, 'ola', 'hall'),
    ];
    const { users, groups } = LiveFigures.ofLog(some).save();
    expect(users.map(([user]) => user)).toEqual(['anna', 'kari', 'ola']);
    expect(groups.map((saved) => saved.group)).toEqual(['hall', 'sales', 'support']);
    const sales = groups[1];
    expect(sales?.sums.map(([user]) => user)).toEqual(['anna', 'kari', 'ola']);
    expect([sales?.callbacks, sales?.callbackWaiting]).toEqual([
      ['e1', 'e2', 'e3'],
      ['e1', 'e2', 'e3'],
    ]);
  });
});

describe('who waits', () => {
  it('[S62] [S120] an entry waits, ringing or not, until it has left; late copies of facts change nothing', () => {
    const facts = [joined(T, 'e1'), joined(T, 'e2'), joined(T, 'e1')];
    expect(of(facts)).toMatchObject({ waiting: 2, window: { offered: 2, stillWaiting: 2 } });
    const gone = [...facts, left(T, 'e1', 'answered', 0), left(T, 'e1', 'abandoned', 0), left(T, 'e7', 'full', 0)];
    expect(of(gone)).toMatchObject({ waiting: 1, window: { offered: 2, answered: 1, abandoned: 0, stillWaiting: 1 } });
  });

  it('a place that was not given changes nothing, of calls or of callbacks, and credits nobody', () => {
    const live = LiveFigures.ofLog([configured(['anna']), left(T, 'e7', 'answered', 0)]);
    expect(live.callbackTally(group)).toMatchObject({ offered: 0, waiting: 0, outcomes: { answered: 0 } });
    expect(live.tally(group, T)).toMatchObject({ offered: 0, waiting: 0, outcomes: { answered: 0 } });
    expect(live.members(group, T)).toMatchObject([{ answered: 0 }]);
  });

  it('only an answer is credited, and only to a user', () => {
    const timedOut = { ...left(T, 'e1', 'timedOut', 0), user: 'anna' };
    const answered: StatisticsFact = { type: 'entryLeft', at: T, entry: 'e2', group, outcome: 'answered', waitMs: 0 };
    const live = LiveFigures.ofLog([joined(T, 'e1'), timedOut, joined(T, 'e2'), answered]);
    expect(live.save().groups[0]?.sums).toEqual([]);
  });

  it('[S122] [L10] the average wait now is of those who wait, by their seniority', () => {
    const facts = [joined(T, 'e1', { arrivedAt: T - 9_000 }), joined(T, 'e2'), joined(T, 'e3')];
    expect(of([...facts, left(T, 'e3', 'answered', 0)], T + 1_000)).toMatchObject({
      averageWaitNowMs: 5_500,
      longestWaitMs: 10_000,
      oldestArrivedAt: T - 9_000,
    });
    expect(of([joined(T, 'e1'), left(T, 'e1', 'lost', 0)])).toMatchObject({
      averageWaitNowMs: undefined,
      longestWaitMs: undefined,
      oldestArrivedAt: undefined,
    });
  });

  it('[S63] [L10] the average speed of answer is of the answered alone, and of the window', () => {
    const facts = [
      joined(T, 'e1'),
      joined(T, 'e2'),
      joined(T, 'e3'),
      left(T + 4_000, 'e1', 'answered', 4_000),
      left(T + 8_000, 'e2', 'answered', 8_000),
      left(T + 90_000, 'e3', 'abandoned', 90_000),
    ];
    const live = LiveFigures.ofLog(facts);
    expect(live.avgSpeedOfAnswer(group, T)).toBe(6_000);
    expect(live.avgSpeedOfAnswer(group, T + 3_600_000, { kind: 'minutes', minutes: 60 })).toBeUndefined();
    expect(live.of(group, T, { kind: 'minutes', minutes: 15 })?.window.averageSpeedOfAnswerMs).toBe(6_000);
  });

  it('zero calls: no share and no mean has a value', () => {
    const { averageWaitNowMs, longestWaitMs, window } = of([configured([])]);
    const { averageSpeedOfAnswerMs, longestAnsweredWaitMs, answerRates, serviceLevels } = window;
    const all = [averageWaitNowMs, longestWaitMs, averageSpeedOfAnswerMs, longestAnsweredWaitMs];
    const shares = [...Object.values(answerRates), ...Object.values(serviceLevels)];
    expect([...all, ...shares].filter((value) => value !== undefined)).toEqual([]);
    expect([Object.keys(answerRates).length, Object.keys(serviceLevels).length]).toEqual([4, 7]);
  });

  it('a group’s own limits hold from when they are told', () => {
    const calls = [
      joined(T, 'e1'),
      left(T, 'e1', 'answered', 30_000),
      joined(T, 'e2'),
      left(T, 'e2', 'abandoned', 7_000),
    ];
    const own = configured([], { serviceLevelSeconds: 30, shortAbandonSeconds: 8 });
    expect(of([configured([]), ...calls]).window).toMatchObject({ shortAbandons: 0, serviceLevels: { answered: 0 } });
    expect(of([own, ...calls]).window).toMatchObject({ shortAbandons: 1, serviceLevels: { answered: 1 } });
    const company = LiveFigures.ofLog(calls, { serviceLevelSeconds: 30, shortAbandonSeconds: 8 });
    expect(company.of(group, T)?.window).toMatchObject({ shortAbandons: 1, serviceLevels: { answered: 1 } });
  });

  it('[S121] [L5] callbacks are pending from the promise to their end, and hold places that are no calls', () => {
    const facts: readonly StatisticsFact[] = [
      joined(T, 'e1'),
      left(T, 'e1', 'callbackTaken', 0),
      { type: 'callbackPromised', at: T, group, entry: 'e2' },
      joined(T, 'e2', { kind: 'callback', arrivedAt: T }),
    ];
    expect(of(facts)).toMatchObject({ callbacksPending: 1, waiting: 0, window: { offered: 1, stillWaiting: 0 } });
    const ended: readonly StatisticsFact[] = [
      ...facts,
      joined(T, 'e2', { kind: 'callback', arrivedAt: T }),
      left(T + 9, 'e2', 'answered', 9),
      { type: 'callbackEnded', at: T, group, entry: 'e2', result: 'answered' },
    ];
    expect(of(ended)).toMatchObject({ callbacksPending: 0, window: { offered: 1, answered: 0 } });
    expect(LiveFigures.ofLog(ended).callbackTally(group)).toMatchObject({
      offered: 1,
      waiting: 0,
      outcomes: { answered: 1 },
    });
  });

  it('[S129] [S131] a board is all of one instant, plain JSON', () => {
    const board = of([configured(['anna']), loggedIn(T, 'anna'), line('anna', 'idle'), joined(T, 'e1')], T + 2_000);
    expect(board).toMatchObject({ group, at: T + 2_000, loggedIn: 1, free: 1, waiting: 1, longestWaitMs: 2_000 });
    expect(JSON.parse(JSON.stringify(board))).toMatchObject({ waiting: 1 });
  });
});
