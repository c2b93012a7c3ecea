import type { Instant } from '../kernel/time.ts';
import { IndexedHeap } from '../structures/indexed-heap.ts';
import type { StatisticsFact } from './fact.ts';
import { windowFigures } from './group-figures.ts';
import type { LiveFigures } from './live-figures.ts';
import { advance, armed, nextCheckAt, type SlaAlert, type SlaRule, type SlaState, windowOf } from './sla-rule.ts';
import { newTally } from './tally.ts';

/** A rule that had alerted is armed again, or is no longer one of the company's. */
export interface SlaClearance {
  readonly rule: string;
  readonly group: string;
  readonly at: Instant;
  readonly kind: SlaRule['watch']['kind'];
  /** When it alerted. */
  readonly alertedAt: Instant;
}

/** What there is to tell of a rule. */
export type SlaNews =
  | { readonly type: 'slaAlert'; readonly alert: SlaAlert }
  | { readonly type: 'slaCleared'; readonly clearance: SlaClearance };

interface Watched {
  readonly rule: SlaRule;
  /** Among the rules of the file: decides between checks of one instant. */
  readonly place: number;
  state: SlaState;
}

interface Check {
  readonly due: Instant;
  readonly watched: Watched;
}

/**
 * The rules of a company over its live figures (S138). Facts go through it into
 * the figures, so that every crossing is seen at its own instant: what time alone
 * crosses comes before the facts of that instant, and the facts of one instant
 * are looked at together.
 */
export class SlaRuleWatch {
  private readonly figures: LiveFigures;
  private readonly watched = new Map<string, Watched>();
  private readonly ofGroup = new Map<string, Watched[]>();
  private readonly checks = new IndexedHeap<string, Check>(
    (a, b) => a.due - b.due || a.watched.place - b.watched.place,
  );
  /** Groups in whose line something has happened since they were looked at. */
  private readonly changed = new Set<string>();
  private rules: readonly SlaRule[] = [];
  private at: Instant = 0;

  constructor(figures: LiveFigures) {
    this.figures = figures;
  }

  /** These are the rules from now on. One that is the same as before goes on; one that is gone or changed is cleared. */
  follow(rules: readonly SlaRule[], at: Instant): readonly SlaNews[] {
    if (rules === this.rules) return [];
    const news = this.moveTo(at);
    const before = new Map(this.watched);
    this.rules = rules;
    this.watched.clear();
    this.ofGroup.clear();
    for (const [place, rule] of rules.entries()) {
      const was = before.get(rule.id);
      const isSame = was !== undefined && isSameRule(was.rule, rule);
      if (isSame) before.delete(rule.id);
      this.add({ rule, place, state: isSame ? was.state : armed });
    }
    for (const watched of before.values()) {
      this.checks.delete(watched.rule.id);
      if (watched.state.phase === 'raised') news.push(cleared(watched, watched.state.since, at));
    }
    for (const watched of this.watched.values()) news.push(...this.look(watched));
    return news;
  }

  /** Counts facts in, in their order, and lets time pass to `at`, the instant of the last of them or later. */
  fold(facts: readonly StatisticsFact[], at: Instant): readonly SlaNews[] {
    const news: SlaNews[] = [];
    for (const fact of facts) {
      news.push(...this.moveTo(fact.at));
      this.figures.apply(fact);
      if (fact.type === 'entryJoined' || fact.type === 'entryLeft') this.changed.add(fact.group);
    }
    news.push(...this.moveTo(at), ...this.settle());
    return news;
  }

  /** When time alone can change what a rule says; undefined: only a fact can. */
  nextCheckAt(): Instant | undefined {
    return this.checks.peek()?.due;
  }

  private add(watched: Watched): void {
    const { id, group } = watched.rule;
    this.watched.set(id, watched);
    const others = this.ofGroup.get(group);
    if (others === undefined) this.ofGroup.set(group, [watched]);
    else others.push(watched);
  }

  private moveTo(at: Instant): SlaNews[] {
    if (at <= this.at) return [];
    const news = this.settle();
    for (let check = this.checks.peek(); check !== undefined && check.due <= at; check = this.checks.peek()) {
      this.at = check.due;
      news.push(...this.look(check.watched));
    }
    this.at = at;
    return news;
  }

  private settle(): SlaNews[] {
    const groups = [...this.changed].sort();
    this.changed.clear();
    return groups.flatMap((group) => (this.ofGroup.get(group) ?? []).flatMap((watched) => this.look(watched)));
  }

  /** Looks at one rule now. */
  private look(watched: Watched): readonly SlaNews[] {
    const { rule, state: before } = watched;
    const figures = this.figures.of(rule.group, this.at, windowOf(rule)) ?? NOTHING_YET;
    const { state, alert } = advance({ rule, state: before }, figures, this.at);
    watched.state = state;
    const due = nextCheckAt({ rule, state }, figures, this.at);
    if (due === undefined) this.checks.delete(rule.id);
    else this.checks.set(rule.id, { due, watched });
    if (alert !== undefined) return [{ type: 'slaAlert', alert }];
    const isCleared = before.phase === 'raised' && state.phase === 'armed';
    return isCleared ? [cleared(watched, before.since, this.at)] : [];
  }
}

/** No fact has named the group: it has had no calls. */
const NOTHING_YET = { waiting: 0, oldestArrivedAt: undefined, window: windowFigures(newTally()) };

const cleared = ({ rule }: Watched, alertedAt: Instant, at: Instant): SlaNews => ({
  type: 'slaCleared',
  clearance: { rule: rule.id, group: rule.group, at, kind: rule.watch.kind, alertedAt },
});

const isSameRule = (a: SlaRule, b: SlaRule): boolean =>
  a.group === b.group && JSON.stringify(a.watch) === JSON.stringify(b.watch);
