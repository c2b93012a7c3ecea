import type { CallId, UserId } from '../kernel/ids.ts';
import type { ConsoleChanges } from './console-changes.ts';
import type { CompanyDifferences, CompanyRows } from './console-company-rows.ts';
import { callsAround, type OwnCall, ownCallRow } from './console-own-calls.ts';
import { type ConsoleSelf, type Source, selfRow } from './console-people.ts';
import { changesOf, type Difference, isSame, KnownRows } from './console-rows.ts';
import { maySee, type Sight, sightOf } from './console-sight.ts';
import type { Touched } from './console-touched.ts';

/** A step as everybody's rows show it. */
export interface SharedStep {
  readonly touched: Touched;
  readonly differences: CompanyDifferences;
  readonly rows: CompanyRows;
}

/** What one user is told that others are not: their own calls, and no callers that they may not see. */
export class ConsoleWatch {
  readonly user: UserId;
  private readonly ownCalls = new KnownRows<OwnCall>();
  private self: ConsoleSelf;
  private sight: Sight;

  constructor(source: Source, user: UserId) {
    this.user = user;
    this.self = selfRow(source, user);
    this.sight = sightOf(source.state.company, user);
    this.refreshCalls(source, callsAround(source.state, user));
  }

  /** What is other for this user; `forAll`: what is other for one who may see everything. */
  after(source: Source, step: SharedStep, forAll: Omit<ConsoleChanges, 'at'>): Omit<ConsoleChanges, 'at'> {
    const ownCalls = changesOf(this.refreshCalls(source, step.touched.calls));
    const self = this.otherSelf(source, step.touched);
    return { ...this.seen(source, step, forAll), ...(self && { self }), ...(ownCalls && { ownCalls }) };
  }

  private otherSelf(source: Source, { users, isCompanyChanged }: Touched): ConsoleSelf | undefined {
    if (!users.has(this.user) && !isCompanyChanged) return undefined;
    const before = this.self;
    this.self = selfRow(source, this.user);
    return isSame(before, this.self) ? undefined : this.self;
  }

  private refreshCalls(source: Source, calls: Iterable<CallId>): readonly Difference<OwnCall>[] {
    return [...calls].flatMap((call) => this.ownCalls.put(call, ownCallRow(source, { user: this.user, call })) ?? []);
  }

  private seen(
    { state }: Source,
    { touched, differences, rows }: SharedStep,
    forAll: Omit<ConsoleChanges, 'at'>,
  ): Omit<ConsoleChanges, 'at'> {
    const before = this.sight;
    if (touched.isCompanyChanged) this.sight = sightOf(state.company, this.user);
    const sights = { before, after: this.sight };
    if (sights.before === 'all' && sights.after === 'all') return forAll;
    const { waiting: _waiting, callbacks: _callbacks, ...rest } = forAll;
    const waiting = changesOf(seenOf(differences.waiting, rows.waiting, sights));
    const callbacks = changesOf(seenOf(differences.callbacks, rows.callbacks, sights));
    return { ...rest, ...(waiting && { waiting }), ...(callbacks && { callbacks }) };
  }
}

interface Sights {
  readonly before: Sight;
  readonly after: Sight;
}

/** The differences for one who does not see every row, or did not. */
function seenOf<Row extends { readonly id: string } & Parameters<typeof maySee>[1]>(
  differences: readonly Difference<Row>[],
  known: KnownRows<Row>,
  { before, after }: Sights,
): readonly Difference<Row>[] {
  const mask = (row: Row | undefined, sight: Sight): Row | undefined =>
    row !== undefined && maySee(sight, row) ? row : undefined;
  // Rows that are as they were may come into sight, or go out of it.
  const others = new Set(differences.map((difference) => difference.after));
  const rest = before === after ? [] : [...known.values()].filter((row) => !others.has(row));
  return [...differences, ...rest.map((row) => ({ before: row, after: row }))]
    .map((one) => ({ before: mask(one.before, before), after: mask(one.after, after) }))
    .filter((one) => one.before !== one.after);
}
