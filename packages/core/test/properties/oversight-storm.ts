import fc from 'fast-check';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { NetworkPlan } from '../network-plan.ts';
import type { Storm } from './storm.ts';
import { stormCompanies } from './storm-company.ts';

type Gust = Storm['gusts'][number];

const which = fc.nat({ max: 63 });
/** Listening in, whispering, breaking in, leaving; pausing and resuming a recording: by their places among the commands of a storm. */
const OF_OVERSIGHT = [23, 23, 24, 24, 25, 25, 26, 27, 27, 28, 28];
/** What ends or moves a talk in which somebody listens. */
const OF_TALKS = [0, 2, 5, 6, 7, 8, 9, 10, 19, 22];

const gust: fc.Arbitrary<Gust> = fc.record({
  afterMs: fc.constantFrom(0, 0, 1, 500, 1000, 2000, 5000, 20_000),
  deed: fc.oneof(
    { weight: 4, arbitrary: fc.constant('callIn' as const) },
    { weight: 10, arbitrary: fc.constant('command' as const) },
    { weight: 3, arbitrary: fc.constantFrom('hangUp' as const, 'answer' as const, 'answer' as const) },
    { weight: 1, arbitrary: fc.constantFrom('dial' as const, 'restart' as const, 'configure' as const) },
  ),
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...OF_OVERSIGHT) },
    { weight: 1, arbitrary: fc.constantFrom(...OF_TALKS) },
  ),
  first: which,
  second: which,
  third: which,
});

const answers = (afterMs: number, talksMs: number | undefined) => ({
  ringsMs: 0,
  does: { kind: 'answers' as const, afterMs, talksMs },
});

const network: fc.Arbitrary<NetworkPlan> = fc
  .record({
    habits: fc.array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.tuple(fc.constantFrom(0, 500, 2000), fc.constantFrom(undefined, undefined, 20_000)),
        },
        { weight: 1, arbitrary: fc.constantFrom('busy' as const, 'rejected' as const) },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    faults: fc.constantFrom(
      [],
      [
        { isLost: false, lateMs: 0, copies: 1 },
        { isLost: false, lateMs: 700, copies: 2 },
      ],
      [
        { isLost: false, lateMs: 0, copies: 1 },
        { isLost: false, lateMs: 300, copies: 1 },
        { isLost: true, lateMs: 0, copies: 1 },
      ],
    ),
    soundMs: fc.constantFrom([500], [0], [3000, undefined]),
    recordMs: fc.constantFrom([3000], [undefined], [500, 20_000]),
  })
  .map((plan) => ({
    ...plan,
    habits: plan.habits.map((one) =>
      typeof one === 'string'
        ? { ringsMs: 0, does: { kind: 'ends' as const, afterMs: 500, cause: one } }
        : answers(one[0], one[1]),
    ),
  }));

/** Everyone may supervise, and most talks are recorded. */
const companies: fc.Arbitrary<CompanyFile> = fc
  .tuple(stormCompanies, fc.constantFrom<readonly ('g0' | 'g1')[]>(['g0'], ['g0', 'g1']), fc.boolean())
  .map(([file, groups, isRecorded]) => {
    const { recording: _other, ...rest } = file;
    const rules = file.users.map(({ id }) => ({
      user: id,
      category: 'supervision' as const,
      decision: 'allow' as const,
    }));
    const recording = { groups: [...groups], announcement: 'recorded', keepDays: 30 };
    return { ...rest, access: { rules }, ...(isRecorded ? { recording } : {}) };
  });

/** Any storm in which people mostly answer, talks are mostly listened in on, and many are recorded. */
export const oversightStorms: fc.Arbitrary<Storm> = fc.noBias(
  fc.record({
    file: companies,
    other: companies,
    network,
    gusts: fc.array(gust, { minLength: 1, maxLength: 50, size: 'max' }),
  }),
);
