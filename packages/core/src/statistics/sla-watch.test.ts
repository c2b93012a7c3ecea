import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatisticsFact } from './fact.ts';
import { LiveFigures } from './live-figures.ts';
import type { SlaRule } from './sla-rule.ts';
import { type SlaNews, SlaRuleWatch } from './sla-watch.ts';

const slow: SlaRule = { id: 'slow', group: 'sales', watch: { kind: 'wait', limitMs: 60_000, clearMs: 30_000 } };
const long: SlaRule = { id: 'long', group: 'sales', watch: { kind: 'queueLength', limit: 2, clear: 2 } };
const level: SlaRule = {
  id: 'level',
  group: 'sales',
  watch: { kind: 'serviceLevel', below: 0.5, clear: 0.5, formula: 'withAbandons', minutes: 15 },
};

const joins = (entry: string, at: number, more: { arrivedAt?: number; group?: string } = {}): StatisticsFact => {
  const { arrivedAt = at, group = 'sales' } = more;
  return { type: 'entryJoined', at, entry, call: entry, group, callerClass: 'ordinary', kind: 'call', arrivedAt };
};
const leaves = (entry: string, at: number, waitMs = 0): StatisticsFact => ({
  type: 'entryLeft',
  at,
  entry,
  group: 'sales',
  outcome: 'abandoned',
  waitMs,
});

function watching(...rules: readonly SlaRule[]): SlaRuleWatch {
  const watch = new SlaRuleWatch(new LiveFigures());
  watch.follow(rules, 0);
  return watch;
}

/** Such as `+slow 60000` and `-slow 61000`. */
const said = (news: readonly SlaNews[]): readonly string[] =>
  news.map((one) =>
    one.type === 'slaAlert' ? `+${one.alert.rule} ${one.alert.at}` : `-${one.clearance.rule} ${one.clearance.at}`,
  );

describe('[S138] rules over the figures of a company', () => {
  it('alert when the first who waits has waited so long: at that millisecond, and once', () => {
    const watch = watching(slow);
    expect(said(watch.fold([joins('a', 1_000), joins('b', 2_000)], 2_000))).toEqual([]);
    expect(watch.nextCheckAt()).toBe(61_000);
    expect(said(watch.fold([], 60_999))).toEqual([]);
    expect(watch.fold([], 61_000)).toEqual([
      {
        type: 'slaAlert',
        alert: { rule: 'slow', group: 'sales', at: 61_000, kind: 'wait', seen: 60_000, limit: 60_000 },
      },
    ]);
    expect(watch.nextCheckAt()).toBeUndefined();
    expect(said(watch.fold([], 200_000))).toEqual([]);
  });

  it('are cleared when nobody has waited the clear time, and then alert again', () => {
    const watch = watching(slow);
    expect(said(watch.fold([joins('a', 0), joins('b', 40_000), joins('c', 50_000)], 60_000))).toEqual(['+slow 60000']);
    expect(said(watch.fold([leaves('a', 79_000)], 79_000))).toEqual([]);
    expect(watch.fold([leaves('b', 79_999)], 79_999)).toEqual([
      {
        type: 'slaCleared',
        clearance: { rule: 'slow', group: 'sales', at: 79_999, kind: 'wait', alertedAt: 60_000 },
      },
    ]);
    expect(watch.nextCheckAt()).toBe(110_000);
    expect(said(watch.fold([], 110_000))).toEqual(['+slow 110000']);
  });

  it('are not cleared by one who has waited exactly the clear time', () => {
    const watch = watching(slow);
    watch.fold([joins('a', 0), joins('b', 40_000)], 60_000);
    expect(said(watch.fold([leaves('a', 70_000)], 70_000))).toEqual([]);
    expect(said(watch.fold([leaves('b', 70_000)], 70_000))).toEqual(['-slow 70000']);
  });

  it('say when it was, however late the figures are looked at', () => {
    const watch = watching(slow);
    const news = watch.fold([joins('a', 0), leaves('a', 61_000), joins('b', 62_000)], 300_000);
    expect(said(news)).toEqual(['+slow 60000', '-slow 61000', '+slow 122000']);
  });

  it('see the limit crossed by one who leaves at that very instant, and not by one who leaves before it', () => {
    expect(said(watching(slow).fold([joins('a', 0), leaves('a', 60_000)], 60_000))).toEqual([
      '+slow 60000',
      '-slow 60000',
    ]);
    expect(said(watching(slow).fold([joins('a', 0), leaves('a', 59_999)], 90_000))).toEqual([]);
  });

  it('look at the facts of one instant together: who goes while another comes makes no crossing', () => {
    const watch = watching(long);
    expect(said(watch.fold([joins('a', 5), joins('b', 9), leaves('a', 9)], 9))).toEqual([]);
    expect(said(watch.fold([joins('c', 10)], 10))).toEqual(['+long 10']);
    expect(said(watch.fold([leaves('b', 11), joins('d', 11)], 11))).toEqual([]);
    expect(said(watch.fold([leaves('c', 12), joins('e', 13)], 13))).toEqual(['-long 12', '+long 13']);
  });

  it('alert at once for one who comes from another group and has waited too long already', () => {
    const watch = watching(slow);
    expect(said(watch.fold([joins('a', 100_000, { arrivedAt: 40_000 })], 100_000))).toEqual(['+slow 100000']);
    const close = watching(slow);
    expect(said(close.fold([joins('a', 100_000, { arrivedAt: 40_001 })], 100_000))).toEqual([]);
    expect(close.nextCheckAt()).toBe(100_001);
  });

  it('see a service level change as minutes slide out of its window', () => {
    const watch = watching(level);
    expect(said(watch.fold([joins('a', 1), leaves('a', 9_000, 8_999)], 9_000))).toEqual(['+level 9000']);
    expect(watch.nextCheckAt()).toBe(60_000);
    watch.fold([], 60_000);
    expect(watch.nextCheckAt()).toBe(120_000);
    expect(said(watch.fold([], 3_600_000))).toEqual([]);
    expect(watch.nextCheckAt()).toBeUndefined();
  });

  it('only those of the group in which something happens', () => {
    const other = { ...long, id: 'other', group: 'support' };
    const watch = watching(other, long);
    const facts = [joins('a', 1), joins('b', 1), joins('c', 1, { group: 'support' })];
    expect(said(watch.fold(facts, 1))).toEqual(['+long 1']);
  });

  it('cross at one instant in the order of the file', () => {
    const facts = [joins('a', 0), joins('b', 0, { group: 'support' })];
    const rules = ['sales', 'support', 'sales'].map((group, place) => ({ ...slow, id: `r${place}`, group }));
    expect(said(watching(...rules).fold(facts, 60_000))).toEqual(['+r0 60000', '+r1 60000', '+r2 60000']);
    expect(said(watching(...rules.toReversed()).fold(facts, 60_000))).toEqual(['+r2 60000', '+r1 60000', '+r0 60000']);
  });
});

describe('[S138] rules that are changed', () => {
  const alerting = (): SlaRuleWatch => {
    const watch = watching(slow, long);
    watch.fold([joins('a', 0), joins('b', 0)], 60_000);
    return watch;
  };

  it('a rule that is gone is cleared; the others go on', () => {
    const watch = alerting();
    expect(said(watch.follow([long], 65_000))).toEqual(['-slow 65000']);
    expect(said(watch.fold([leaves('a', 70_000)], 70_000))).toEqual(['-long 70000']);
  });

  it('a rule that had not alerted goes in silence, with its check', () => {
    const watch = watching(slow);
    watch.fold([joins('a', 0)], 0);
    expect(said(watch.follow([], 10))).toEqual([]);
    expect(watch.nextCheckAt()).toBeUndefined();
    expect(said(watch.fold([], 90_000))).toEqual([]);
  });

  it('a rule that is written anew but says the same is not told again', () => {
    const watch = alerting();
    expect(said(watch.follow([{ ...long }, { ...slow, watch: { ...slow.watch } }], 65_000))).toEqual([]);
    expect(said(watch.fold([], 90_000))).toEqual([]);
  });

  it.each([
    { ...slow, watch: { kind: 'wait', limitMs: 61_000, clearMs: 30_000 } as const },
    { ...slow, watch: { kind: 'wait', limitMs: 60_000, clearMs: 31_000 } as const },
  ])('a rule that says something else is cleared, and alerts anew', (changed) => {
    expect(said(alerting().follow([changed, long], 65_000))).toEqual(['-slow 65000', '+slow 65000']);
    const higher = { ...slow, watch: { kind: 'wait', limitMs: 80_000, clearMs: 80_000 } as const };
    const watch = alerting();
    expect(said(watch.follow([higher, long], 65_000))).toEqual(['-slow 65000']);
    expect(watch.nextCheckAt()).toBe(80_000);
  });

  it('a rule of the same id for another group is another rule', () => {
    expect(said(alerting().follow([{ ...slow, group: 'support' }, long], 65_000))).toEqual(['-slow 65000']);
  });

  it('what time has crossed before the change is told first', () => {
    const watch = watching(slow);
    watch.fold([joins('a', 0)], 0);
    expect(said(watch.follow([], 60_000))).toEqual(['+slow 60000', '-slow 60000']);
  });

  it('a new rule sees those who wait already', () => {
    const watch = watching();
    watch.fold([joins('a', 0)], 0);
    expect(said(watch.follow([slow], 59_999))).toEqual([]);
    expect(watch.nextCheckAt()).toBe(60_000);
    expect(said(watch.follow([{ ...slow, id: 'new' }], 60_000))).toEqual(['+slow 60000', '-slow 60000', '+new 60000']);
  });
});

describe('[S138] a rule that watches waits says the same as one who looks at every millisecond', () => {
  const stays = fc.array(fc.record({ from: fc.nat({ max: 60 }), ms: fc.nat({ max: 40 }) }), { maxLength: 6 });

  it('whoever comes and goes', () => {
    const rule: SlaRule = { id: 'r', group: 'sales', watch: { kind: 'wait', limitMs: 20, clearMs: 12 } };
    fc.assert(
      fc.property(stays, fc.array(fc.nat({ max: 120 }), { maxLength: 5 }), (all, looks) => {
        const facts = all
          .flatMap(({ from, ms }, place) => [joins(`e${place}`, from), leaves(`e${place}`, from + ms)])
          .sort((a, b) => a.at - b.at || (a.type < b.type ? -1 : Number(a.type > b.type)));
        const watch = watching(rule);
        const news: string[] = [];
        for (const until of [...looks, 200].sort((a, b) => a - b)) {
          const due = facts.filter(({ at }) => at <= until);
          facts.splice(0, due.length);
          news.push(...said(watch.fold(due, until)));
        }
        expect(news).toEqual(everyMillisecond(all));
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });

  /** At each millisecond first with those who leave in it, then without. */
  function everyMillisecond(all: readonly { from: number; ms: number }[]): readonly string[] {
    const news: string[] = [];
    let isAlerting = false;
    for (let at = 0; at <= 200; at += 1) {
      for (const isEnd of [false, true]) {
        const waiting = all.filter(({ from, ms }) => {
          if (from === at && (ms === 0 || !isEnd)) return false;
          return from <= at && (isEnd ? from + ms > at : from + ms >= at);
        });
        const oldest = Math.max(-1, ...waiting.map(({ from }) => at - from));
        if (!isAlerting && oldest >= 20) news.push(`+r ${at}`);
        if (isAlerting && oldest < 12) news.push(`-r ${at}`);
        isAlerting = isAlerting ? oldest >= 12 : oldest >= 20;
      }
    }
    return news;
  }
});
