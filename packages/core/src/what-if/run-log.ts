import type { Event } from '../kernel/event.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { CallRecord } from '../log/call-record.ts';
import type { StatisticsFact } from '../statistics/fact.ts';
import { FactReader } from '../statistics/fact-reader.ts';
import type { GroupFigures } from '../statistics/group-figures.ts';
import { type FigureOptions, LiveFigures } from '../statistics/live-figures.ts';

/** What came of one run. */
export interface WhatIfRun {
  /** The records of the calls that ended in it, in the order of their ends. */
  readonly records: readonly CallRecord[];
  /** The figures of every group over the whole run, by id. */
  readonly figures: readonly GroupFigures[];
  /** Calls that had not ended when it did. */
  readonly unfinished: number;
  /** The last instant. */
  readonly endedAt: Instant;
}

/** Writes down what a run brings. */
export class RunLog {
  private readonly records: CallRecord[] = [];
  private readonly figures: LiveFigures;
  private facts: FactReader;

  constructor(options: FigureOptions) {
    this.figures = new LiveFigures(options);
    this.facts = new FactReader();
  }

  /** The run begins with this state. */
  begin(state: State, at: Instant): void {
    this.facts = new FactReader(state);
    for (const fact of openingFacts(state, at)) this.figures.apply(fact);
  }

  /** A step has been made. */
  note(events: readonly Event[]): void {
    for (const event of events) {
      if (event.type === 'callEnded') this.records.push(event.record);
      for (const fact of this.facts.read(event)) this.figures.apply(fact);
    }
  }

  /** What it all came to. */
  close(state: State, endedAt: Instant): WhatIfRun {
    const figures = this.figures.groups().flatMap((group) => this.figures.of(group, endedAt) ?? []);
    return { records: this.records, figures, unfinished: state.calls.size, endedAt };
  }
}

/** The facts that tell of a state: who belongs where, and what goes on. */
function openingFacts(state: State, at: Instant): readonly StatisticsFact[] {
  return [...groupFacts(state, at), ...userFacts(state, at), ...callFacts(state, at)];
}

function groupFacts(state: State, at: Instant): readonly StatisticsFact[] {
  return [...state.company.groups.values()].flatMap(({ id: group, name, members }): StatisticsFact[] => {
    const held = state.groups.get(group)?.members;
    const loggedIn = [...members.keys()].filter((user) => held?.get(user)?.loggedInSince !== undefined);
    return [
      { type: 'groupConfigured', at, group, name, members: [...members.keys()] },
      ...loggedIn.map((user): StatisticsFact => ({ type: 'memberLoggedIn', at, user, group })),
    ];
  });
}

function userFacts(state: State, at: Instant): readonly StatisticsFact[] {
  return [...state.users.values()].flatMap(({ id: user, availability, pause, absence }): StatisticsFact[] => [
    ...(availability === 'unreachable' ? [] : [{ type: 'availabilityChanged' as const, at, user, availability }]),
    ...(pause === undefined ? [] : [{ type: 'memberPaused' as const, at, user, reason: pause.reason }]),
    ...(absence === undefined ? [] : [{ type: 'absenceBegan' as const, at, user }]),
  ]);
}

function callFacts(state: State, at: Instant): readonly StatisticsFact[] {
  const places = [...state.entries.values()].map((entry): StatisticsFact => {
    const { id, group, callerClass, holder, arrivedAt } = entry;
    const call = holder.kind === 'call' ? holder.call : holder.callback;
    return { type: 'entryJoined', at, entry: id, call, group, callerClass, kind: holder.kind, arrivedAt };
  });
  const talks = [...state.calls.values()].flatMap(({ id: call, talks: all }): StatisticsFact[] => {
    const talk = all.findLast(({ endedAt }) => endedAt === undefined);
    if (talk?.user === undefined) return [];
    const { user, group } = talk;
    return [{ type: 'talkBegan', at, user, call, ...(group === undefined ? {} : { group }) }];
  });
  return [...places, ...talks];
}
