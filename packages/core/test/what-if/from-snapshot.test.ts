import { expect, it } from 'vitest';
import { replayInputs } from '../../src/kernel/replay.ts';
import { type Snapshot, takeSnapshot } from '../../src/kernel/snapshot.ts';
import { whatIf } from '../../src/what-if/what-if.ts';
import { companyOf } from '../properties/run.ts';
import { type PlainCaller, playDay } from './plain-day.ts';
import { SHOP, shopOf, told } from './shop.ts';

const phones = { 'anna-desk': { answersMs: 2000 }, 'bo-desk': { answersMs: 3000 } };
const callers: readonly PlainCaller[] = [
  { at: 10_000, to: SHOP, talkMs: 30_000 },
  { at: 20_000, to: SHOP, talkMs: 20_000 },
  { at: 60_000, to: SHOP, talkMs: 5000 },
];

/** The day from an instant on, and the state that it had by then. */
function cutAt(instant: number) {
  const company = shopOf('anna');
  const { inputs, records } = playDay({ company, phones, callers });
  const before = inputs.filter(({ at }) => at < instant);
  const { state } = replayInputs(companyOf(company), before);
  const from = JSON.parse(JSON.stringify(takeSnapshot(state))) as Snapshot;
  return { company, from, inputs: inputs.slice(before.length), records };
}

it('[X8] a stream that begins with a talk and one who waits ends as it did', () => {
  const { records, ...question } = cutAt(25_000);
  const { asItWas, asItWouldBe, groups } = whatIf({ ...question, change: {} });
  expect(told(records)).toEqual([
    'anna at 12000 until 42000',
    'anna at 44000 until 64000',
    'anna at 66000 until 71000',
  ]);
  expect(asItWas.records).toEqual(records);
  expect(asItWouldBe.records).toEqual(records);
  // The first had been answered before; the second waited when it began.
  expect(groups[0]?.answered.asItWas).toBe(2);
  expect(groups[0]?.meanWaitMs.asItWas).toBe((24_000 + 6000) / 2);
});

it('[X8] what is alive in it learns of the changed file when the stream begins', () => {
  const { records: _, ...question } = cutAt(25_000);
  const [first] = question.inputs;
  const { asItWouldBe, groups } = whatIf({ ...question, change: { company: shopOf('anna', 'bo') } });
  // Bo has never been rung: he answers as the group does, from when he is a member.
  const since = (first?.at ?? 0) + 2000;
  expect(told(asItWouldBe.records)).toEqual([
    'anna at 12000 until 42000',
    `bo at ${since} until ${since + 20_000}`,
    'anna at 62000 until 67000',
  ]);
  expect(groups[0]?.answered).toEqual({ asItWas: 2, asItWouldBe: 2, difference: 0 });
});

it('[X8] a user whom the rest of the stream does not name may be gone', () => {
  const { records: _, ...question } = cutAt(5000);
  const company = { ...shopOf('bo'), users: shopOf('bo').users.filter(({ id }) => id !== 'anna') };
  const { asItWouldBe } = whatIf({ ...question, change: { company } });
  expect(asItWouldBe.records.map(({ answeredBy }) => answeredBy)).toEqual(['bo', 'bo', 'bo']);
});
