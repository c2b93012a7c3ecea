import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CompanyNames } from '../../src/directory/company-names.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { CallId, LegId, UserId } from '../../src/kernel/ids.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import { CompanyLog, type CompanyLogRow } from '../../src/log/company-log.ts';
import { PersonalLog, type PersonalLogRow } from '../../src/log/personal-log.ts';
import { companyOf } from '../properties/run.ts';
import { playStorm, type Storm, storms } from '../properties/storm.ts';
import { runs, seed } from '../properties/suite.ts';

/** Both logs of a storm, and the events that they were made of. */
function logged(storm: Storm) {
  const events = playStorm(storm, { auditors: [] }).flatMap((output) => output.events);
  const names = new CompanyNames(companyOf(storm.file));
  const [rows, own] = [[] as CompanyLogRow[], [] as PersonalLogRow[]];
  const company = new CompanyLog({ names: () => names, onRow: (row) => rows.push(row) });
  const personal = new PersonalLog({ names: () => names, onRow: (row) => own.push(row) });
  for (const event of events) {
    company.apply(event);
    personal.apply(event);
  }
  return { events, rows, own };
}

const recordsIn = (events: readonly Event[]): readonly CallRecord[] =>
  events.flatMap((event) => (event.type === 'callEnded' ? [event.record] : []));

const ms = (spans: readonly (readonly [number, number])[]): number => spans.reduce((sum, [a, b]) => sum + b - a, 0);

it('[S64] [S70] [law 9] [E25] in any storm each incoming call has one row, and each user the sums of what they did in a call', {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(storms, (storm) => {
      const { events, rows, own } = logged(storm);
      const records = recordsIn(events);
      const incoming = records.filter(({ direction, from }) => direction === 'incoming' && from.kind === 'external');
      expect(rows.map(({ call, answeredBy, outcome, times }) => ({ call, answeredBy, outcome, times }))).toEqual(
        incoming.map(({ call, answeredBy, outcome, times }) => ({ call, answeredBy, outcome, times })),
      );
      for (const row of rows) checkCompanyRow(row, events);
      for (const row of own) checkPersonalRow(row, records);
      expect(new Set(own.map(({ user, call }) => `${user} ${call}`)).size).toBe(own.length);
      for (const user of talkersIn(records)) expect(own.some((row) => `${row.user} ${row.call}` === user)).toBe(true);
      checkRings(own, events);
    }),
    { numRuns: Math.ceil(runs / 10), ...(seed === undefined ? {} : { seed }) },
  );
});

/** The wait before the first answer, reckoned from the events of the call's places alone. */
function checkCompanyRow(row: CompanyLogRow, events: readonly Event[]): void {
  const [first] = row.talks;
  const stays = events.flatMap((event): [number, number][] => {
    if (event.type !== 'entryJoined' || event.holder.kind !== 'call' || event.holder.call !== row.call) return [];
    const left = events.find((other) => other.type === 'entryLeft' && other.entry === event.entry);
    return [[event.at, left?.at ?? Number.NaN]];
  });
  expect(row.queues.map(({ joinedAt, leftAt }) => [joinedAt, leftAt])).toEqual(stays);
  const before = stays.filter(([, left]) => first !== undefined && left <= first.beganAt);
  expect(row.waitMs).toBe(first === undefined ? undefined : ms(before));
  expect(Object.values(row.times).reduce((sum, time) => sum + time, 0)).toBe(row.endedAt - row.at);
}

function checkPersonalRow(row: PersonalLogRow, records: readonly CallRecord[]): void {
  const record = records.find(({ call }) => call === row.call);
  const talks = (record?.talks ?? []).filter(({ user }) => row.direction === 'outgoing' || user === row.user);
  expect(row.talkMs).toBe(ms(talks.map(({ beganAt, endedAt }) => [beganAt, endedAt ?? record?.endedAt ?? Number.NaN])));
  expect(row.ringMs).toBeGreaterThanOrEqual(0);
  if (talks.length > 0) expect(row.result).toBe('answered');
}

const talkersIn = (records: readonly CallRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ call, talks }) => talks.flatMap(({ user }) => (user === undefined ? [] : `${user} ${call}`))),
  );

/** Where phones never rang on for another call: the time in which at least one phone of the user rang. */
function checkRings(own: readonly PersonalLogRow[], events: readonly Event[]): void {
  if (events.some(({ type }) => type === 'offerRebound' || type === 'offerMoved' || type === 'callPlaced')) return;
  const spans = new Map<string, [number, number][]>();
  const legs = new Map<LegId, { readonly user: UserId; readonly call: CallId; readonly since: number }>();
  for (const event of events) {
    if (event.type === 'legStarted' && event.party.kind === 'device') {
      legs.set(event.leg, { user: event.party.user, call: event.call, since: event.at });
    }
    if (event.type !== 'legAnswered' && event.type !== 'legEnded') continue;
    const leg = legs.get(event.leg);
    if (leg === undefined) continue;
    legs.delete(event.leg);
    const key = `${leg.user} ${leg.call}`;
    spans.set(key, [...(spans.get(key) ?? []), [leg.since, event.at]]);
  }
  for (const row of own) {
    if (row.direction === 'incoming') expect(row.ringMs).toBe(ms(union(spans.get(`${row.user} ${row.call}`) ?? [])));
  }
}

function union(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sorted = [...spans].sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
