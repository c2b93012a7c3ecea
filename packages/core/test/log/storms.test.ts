import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Company } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { DeviceId } from '../../src/kernel/ids.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import type { CompanyLogRow } from '../../src/log/company-log.ts';
import type { PersonalLogRow } from '../../src/log/personal-log-row.ts';
import { callbackStorms } from '../properties/callback-storm.ts';
import { oversightStorms } from '../properties/oversight-storm.ts';
import { companyOf } from '../properties/run.ts';
import { playStorm, type Storm, storms } from '../properties/storm.ts';
import { runs, seed } from '../properties/suite.ts';
import { transferStorms } from '../properties/transfers-storm.ts';
import { bridgedMs } from './bridge-truth.ts';
import { FiguresAuditor } from './figures-auditor.ts';
import { LogAuditor } from './log-auditor.ts';
import { naiveRings } from './naive-rings.ts';

const options = { numRuns: Math.ceil(runs / 20), ...(seed === undefined ? {} : { seed }) };
const timeout = 3_600_000;

/** Callers have names, and everybody is called otherwise when the company changes. */
const named = (file: CompanyFile, name: string): CompanyFile => ({
  ...file,
  users: file.users.map((user) => ({ ...user, name: `${name} ${user.id}` })),
  contacts: [{ id: 'kari', name: `${name} Kari`, numbers: [{ number: '+4799887701' }] }],
});
/** Of every kind there is: in each something else happens often. */
const allStorms = fc.oneof(storms, transferStorms, oversightStorms, callbackStorms);
const namedStorms: fc.Arbitrary<Storm> = allStorms.map((storm) => ({
  ...storm,
  file: named(storm.file, 'Old'),
  other: named(storm.other, 'New'),
}));

/** Whose a device is, in whatever company has it. */
const ownerIn = (companies: readonly Company[]) => (device: string) =>
  companies.map(({ userOfDevice }) => userOfDevice.get(device as DeviceId)).find((user) => user !== undefined);

const ms = (spans: readonly (readonly [number, number])[]): number => spans.reduce((sum, [a, b]) => sum + b - a, 0);
const total = (times: CallRecord['times']): number => Object.values(times).reduce((sum, time) => sum + time, 0);

it('[S64] [S70] [S20] [law 9] in any storm the journal gives the logs again step by step, and the network what was talked', {
  timeout,
}, () => {
  fc.assert(
    fc.property(namedStorms, (storm) => {
      const company = companyOf(storm.file);
      const log = new LogAuditor(company);
      playStorm(storm, { auditors: [log] });
      const { events, rows, own } = log;
      const records = log.records();
      checkCompanyRows(rows, records, events);
      checkPersonalRows(own, records, events);
      const heard = bridgedMs(log.outputs, ownerIn([company, companyOf(storm.other)]));
      for (const user of new Set([...heard.keys(), ...own.map((row) => row.user)])) {
        const logged = own.filter((row) => row.user === user).map(({ talkMs, heldMs }) => talkMs - heldMs);
        expect([user, logged.reduce((sum, time) => sum + time, 0)]).toEqual([user, heard.get(user) ?? 0]);
      }
    }),
    options,
  );
});

it('[E25] [law 9] in any storm every group and window adds up after every step, and the journal gives the figures again', {
  timeout,
}, () => {
  fc.assert(
    fc.property(allStorms, (storm) => {
      playStorm(storm, { auditors: [new FiguresAuditor(companyOf(storm.file))] });
    }),
    options,
  );
});

/** One row for each incoming call, with what its record says and what the events of its places and rings do. */
function checkCompanyRows(rows: readonly CompanyLogRow[], records: readonly CallRecord[], events: readonly Event[]) {
  const incoming = records.filter(({ direction, from }) => direction === 'incoming' && from.kind === 'external');
  const ofRecord = ({
    call,
    answeredBy,
    outcome,
    times,
    group,
    talks,
    transfers,
    endedAt,
  }: CompanyLogRow | CallRecord) => ({
    ...{ call, answeredBy, outcome, times, group, talks, transfers, endedAt },
  });
  expect(rows.map(ofRecord)).toEqual(incoming.map(ofRecord));
  for (const row of rows) {
    const record = incoming.find(({ call }) => call === row.call);
    const stays = events.flatMap((event): [number, number][] => {
      if (event.type !== 'entryJoined' || event.holder.kind !== 'call' || event.holder.call !== row.call) return [];
      const left = events.find((other) => other.type === 'entryLeft' && other.entry === event.entry);
      return [[event.at, left?.at ?? Number.NaN]];
    });
    expect(row.queues.map(({ joinedAt, leftAt }) => [joinedAt, leftAt])).toEqual(stays);
    const before = stays.filter(([, left]) => left <= (record?.answeredAt ?? -1));
    expect(row.waitMs).toBe(record?.answeredAt === undefined ? undefined : ms(before));
    expect(total(row.times)).toBe(row.endedAt - row.at);
    expect(row.times.heldMs).toBeGreaterThanOrEqual(ms(row.holds.map(({ beganAt, endedAt }) => [beganAt, endedAt])));
  }
}

/** Each user at most once a call: everybody who talked, with no more than there was, and whom it rang, for as long. */
function checkPersonalRows(own: readonly PersonalLogRow[], records: readonly CallRecord[], events: readonly Event[]) {
  const keys = own.map(({ user, call }) => `${user} ${call}`);
  expect(new Set(keys).size).toBe(keys.length);
  const rung = naiveRings(events);
  for (const { call, talks, transfers } of records) {
    for (const { user } of talks) if (user !== undefined) expect(keys).toContain(`${user} ${call}`);
    for (const { by } of transfers) expect(keys).toContain(`${by} ${call}`);
  }
  for (const key of rung.keys()) expect(keys).toContain(key);
  for (const row of own) {
    const record = records.find(({ call }) => call === row.call);
    expect(row.heldMs).toBeLessThanOrEqual(row.talkMs);
    expect(row.talkMs).toBeLessThanOrEqual((record?.endedAt ?? 0) - (record?.arrivedAt ?? 0));
    if (row.direction === 'incoming') expect(row.ringMs).toBe(rung.get(`${row.user} ${row.call}`) ?? row.ringMs);
    const moved = row.forwarding.flatMap((one) => (one.kind === 'transfer' ? [[one.from, one.at]] : []));
    const all = (record?.transfers ?? []).map(({ by, beganAt }) => [by, beganAt]);
    for (const one of moved) expect(all).toContainEqual(one);
    for (const [at, { by, target }] of (record?.transfers ?? []).entries()) {
      const isOwn = by === row.user || (target.kind === 'user' && target.user === row.user);
      if (isOwn) expect(moved).toContainEqual(all[at]);
    }
  }
}
