import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { whatIf } from '../../src/what-if/what-if.ts';
import { type PlainCaller, playDay } from './plain-day.ts';

const numRuns = Math.ceil(Number(process.env.RUNS ?? 300) / 3);
const NUMBER = '+4757828600';
const ANSWER_MS = 3000;
const USERS = 5;

/** One group of so many members, who answer one at a time. */
function shopOf(members: number): CompanyFile {
  const users = Array.from({ length: USERS }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, devices: [`d${at}`] }));
  return {
    name: 'Shop',
    numbers: [{ number: NUMBER, to: { group: 'shop' } }],
    users,
    groups: [
      {
        id: 'shop',
        name: 'Shop',
        members: users.slice(0, members).map(({ id }) => ({ user: id })),
        ring: { order: 'longestIdle', width: 1 },
      },
    ],
  };
}

/** First come, first served, by so many who each take 3 s to answer: when each caller is answered. */
function naiveAnswers(
  callers: readonly Required<Pick<PlainCaller, 'at' | 'talkMs'>>[],
  members: number,
): readonly number[] {
  const freeAt = Array.from({ length: members }, () => 0);
  return callers.map(({ at, talkMs }) => {
    const first = freeAt.indexOf(Math.min(...freeAt));
    const answeredAt = Math.max(at, freeAt[first] ?? 0) + ANSWER_MS;
    freeAt[first] = answeredAt + talkMs;
    return answeredAt;
  });
}

const days = fc.array(fc.record({ gapMs: fc.nat({ max: 40_000 }), talkMs: fc.integer({ min: 1000, max: 90_000 }) }), {
  minLength: 1,
  maxLength: 25,
});
const members = fc.integer({ min: 1, max: USERS });

it('[X8] more or fewer members: each caller is answered when a plain queue says', () => {
  fc.assert(
    fc.property(days, members, members, (plan, before, after) => {
      let at = 1000;
      const callers = plan.map(({ gapMs, talkMs }) => {
        at += gapMs + 1;
        return { at, talkMs, to: NUMBER };
      });
      const phones = Object.fromEntries(
        Array.from({ length: USERS }, (_, one) => [`d${one}`, { answersMs: ANSWER_MS }]),
      );
      const { company, inputs, records } = playDay({ company: shopOf(before), callers, phones });
      expect(byCaller(records)).toEqual(naiveAnswers(callers, before));
      const { asItWouldBe, notReused } = whatIf({ company, inputs, change: { company: shopOf(after) } });
      expect(byCaller(asItWouldBe.records)).toEqual(naiveAnswers(callers, after));
      expect(asItWouldBe.records.map(({ times }) => times.talkingMs).sort()).toEqual(
        callers.map(({ talkMs }) => talkMs).sort(),
      );
      expect(notReused).toEqual([]);
    }),
    { numRuns },
  );
});

/** When each was answered, in the order of their arrivals. */
const byCaller = (records: readonly { readonly arrivedAt: number; readonly answeredAt: number | undefined }[]) =>
  [...records].sort((a, b) => a.arrivedAt - b.arrivedAt).map(({ answeredAt }) => answeredAt);
