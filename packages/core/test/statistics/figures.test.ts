import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOutcomes } from '../../src/queue/entry-outcome.ts';
import type { StatisticsFact } from '../../src/statistics/fact.ts';
import { LiveFigures } from '../../src/statistics/live-figures.ts';
import type { Window } from '../../src/statistics/window.ts';
import { factStreams, groups, START } from './fact-stream.ts';
import { naiveCalls, naiveFigures } from './naive-figures.ts';

const runs = { numRuns: 120 };

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

const endOf = (facts: readonly StatisticsFact[]): number => facts.at(-1)?.at ?? START;

const MINUTE = 60_000;

describe('figures of arbitrary streams of facts', () => {
  it('[E25] balance in every group and window: offered = the sum of the outcomes + those that still wait', () => {
    const windows: readonly Window[] = [
      { kind: 'all' },
      { kind: 'minutes', minutes: 15 },
      { kind: 'minutes', minutes: 30 },
      { kind: 'minutes', minutes: 60 },
      { kind: 'since', from: START + 3_600_000 },
    ];
    fc.assert(
      fc.property(factStreams, fc.nat({ max: 4_000_000 }), (facts, later) => {
        const live = LiveFigures.ofLog(facts);
        for (const group of live.groups()) {
          for (const window of windows) {
            const figures = live.of(group, endOf(facts) + later, window)?.window;
            if (figures === undefined) throw new Error('a group without figures');
            const ended = entryOutcomes.reduce((sum, outcome) => sum + figures.outcomes[outcome], 0);
            expect(figures.offered).toBe(ended + figures.stillWaiting);
            for (const share of [...Object.values(figures.answerRates), ...Object.values(figures.serviceLevels)]) {
              if (share !== undefined) expect(share >= 0 && share <= 1).toBe(true);
            }
          }
        }
      }),
      runs,
    );
  });

  it('[S60] [S61] [S62] [S117] [S118] [S119] [S120] [S121] [S122] are what reading the whole log again gives', () => {
    fc.assert(
      fc.property(factStreams, fc.nat({ max: 100_000 }), (facts, later) => {
        const [live, at] = [LiveFigures.ofLog(facts), endOf(facts) + later];
        for (const group of live.groups()) {
          const naive = naiveFigures(facts, group, at);
          expect(live.of(group, at)).toMatchObject({
            loggedIn: naive.loggedIn.length,
            busy: naive.busy.length,
            free: naive.free.length,
            inCall: naive.inCall.length,
            waiting: naive.ages.length,
            longestWaitMs: naive.ages.length === 0 ? undefined : Math.max(...naive.ages),
            averageWaitNowMs: mean(naive.ages),
            callbacksPending: naive.callbacksPending,
          });
          expect(live.avgCurrentWait(group, at)).toBe(mean(naive.ages));
        }
      }),
      runs,
    );
  });

  it('[S63] [L8] [L10] windows hold exactly the calls that were given a place in their buckets', () => {
    fc.assert(
      fc.property(factStreams, fc.constantFrom(15, 30, 60), (facts, minutes) => {
        const [live, at] = [LiveFigures.ofLog(facts), endOf(facts)];
        const to = (Math.floor(at / MINUTE) + 1) * MINUTE;
        const quarter = 15 * MINUTE;
        const from = START + 7_000_000;
        const spans: readonly [Window, number][] = [
          [{ kind: 'all' }, 0],
          [{ kind: 'minutes', minutes: minutes === 15 ? 15 : minutes === 30 ? 30 : 60 }, to - minutes * MINUTE],
          [{ kind: 'since', from }, Math.floor(from / quarter) * quarter],
        ];
        for (const group of live.groups()) {
          for (const [window, first] of spans) {
            // Older quarters are past the memory of the day.
            const kept = window.kind === 'since' ? Math.floor(at / quarter - 103) * quarter : 0;
            const naive = naiveCalls(facts, group, { from: Math.max(first, kept), to });
            const figures = live.of(group, at, window)?.window;
            const answered = naive.waitsOf('answered');
            const abandoned = naive.waitsOf('abandoned');
            const short = abandoned.filter((ms) => ms < 5_000).length;
            const inTime = answered.filter((ms) => ms <= 20_000).length;
            const divisor = answered.length + abandoned.length - short;
            expect(figures).toMatchObject({
              offered: naive.offered,
              stillWaiting: naive.stillWaiting,
              outcomes: naive.outcomes,
              shortAbandons: short,
              averageSpeedOfAnswerMs: mean(answered),
              longestAnsweredWaitMs: answered.length === 0 ? undefined : Math.max(...answered),
            });
            expect(live.avgSpeedOfAnswer(group, at, window)).toBe(mean(answered));
            expect(figures?.serviceLevels.withoutShortAbandons).toBe(divisor > 0 ? inTime / divisor : undefined);
            const decided = naive.offered - naive.stillWaiting;
            expect(figures?.answerRates.ofDecided).toBe(decided > 0 ? answered.length / decided : undefined);
          }
        }
      }),
      runs,
    );
  });

  it('are the same when they are restored in the middle, and saving changes nothing', () => {
    fc.assert(
      fc.property(factStreams, fc.nat({ max: 120 }), (facts, cut) => {
        const before = LiveFigures.ofLog(facts.slice(0, cut), { serviceLevelSeconds: 30, shortAbandonSeconds: 8 });
        const saved = JSON.stringify(before.save());
        const restored = LiveFigures.restored(JSON.parse(saved));
        for (const fact of facts.slice(cut)) restored.apply(fact);
        expect(JSON.stringify(before.save())).toBe(saved);
        const whole = LiveFigures.ofLog(facts, { serviceLevelSeconds: 30, shortAbandonSeconds: 8 });
        expect(JSON.stringify(restored.save())).toBe(JSON.stringify(whole.save()));
        for (const group of groups) {
          expect(restored.of(group, endOf(facts))).toEqual(whole.of(group, endOf(facts)));
          expect(restored.members(group, endOf(facts))).toEqual(whole.members(group, endOf(facts)));
        }
      }),
      runs,
    );
  });

  it('[S131] what logged-in members do adds up to the logged in, in every snapshot', () => {
    fc.assert(
      fc.property(factStreams, (facts) => {
        const live = new LiveFigures();
        for (const fact of facts) {
          live.apply(fact);
          for (const group of live.groups()) {
            const board = live.of(group, fact.at);
            if (board === undefined) throw new Error('a group without figures');
            const { free, busy, ringing, wrappingUp, reserved, absent, paused, unreachable } = board;
            const parts = [free, busy, ringing, wrappingUp, reserved, absent, paused, unreachable];
            expect(parts.reduce((sum, part) => sum + part, 0)).toBe(board.loggedIn);
            expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
            expect(board.inCall).toBeGreaterThanOrEqual(busy);
          }
        }
      }),
      runs,
    );
  });

  it('the generator reaches every fact and every outcome', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(factStreams, (facts) => {
        for (const fact of facts) seen.add(fact.type === 'entryLeft' ? fact.outcome : fact.type);
      }),
      runs,
    );
    expect(
      [...entryOutcomes, 'groupConfigured', 'talkEnded', 'callbackEnded', 'missed'].filter((one) => !seen.has(one)),
    ).toEqual([]);
  });
});
