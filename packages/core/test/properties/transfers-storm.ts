import fc from 'fast-check';
import { ringOrders } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { Habit } from '../network-plan.ts';
import type { Storm } from './storm.ts';

type Gust = Storm['gusts'][number];

const which = fc.nat({ max: 63 });
/** The commands of transfers, hold, park and pick-up, by their places among the commands of a storm. */
const OF_TRANSFERS = [0, 0, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 6, 6, 7, 8, 9, 10, 11];
const OTHERS = [12, 13, 14, 15, 17, 18, 21, 22];

const gust: fc.Arbitrary<Gust> = fc.record({
  afterMs: fc.constantFrom(0, 0, 0, 1, 500, 999, 1000, 1000, 2000, 2999, 3000, 3000, 4000, 5000, 29_999, 30_000),
  deed: fc.oneof(
    { weight: 4, arbitrary: fc.constant('callIn' as const) },
    { weight: 12, arbitrary: fc.constant('command' as const) },
    { weight: 3, arbitrary: fc.constantFrom('hangUp' as const, 'answer' as const, 'answer' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('dial' as const, 'device' as const, 'keys' as const, 'configure' as const),
    },
  ),
  kind: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...OF_TRANSFERS) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  ),
  first: which,
  second: which,
  third: which,
});

const moments = fc.constantFrom(0, 1, 500, 1000, 2000, 2999, 3000, 3001, 5000, 29_999, 30_000, 30_001);
const habit: fc.Arbitrary<Habit> = fc.record({
  ringsMs: fc.constantFrom(0, 50, undefined),
  does: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('answers' as const),
        afterMs: moments,
        talksMs: fc.constantFrom(undefined, undefined, undefined, 5000),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'ignores' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('ends' as const),
        afterMs: moments,
        cause: fc.constantFrom('busy', 'rejected', 'unreachable', 'noAnswer', 'notFound', 'failed', 'hungUp'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('answersLate' as const), afterMs: moments }) },
  ),
});

const USERS = 4;
const company = fc.record({
  tiers: fc.tuple(
    ...[0, 1].map(() => fc.array(fc.constantFrom(undefined, 0, 0, 1), { minLength: USERS, maxLength: USERS })),
  ),
  devices: fc.array(fc.constantFrom(1, 1, 2), { minLength: USERS, maxLength: USERS }),
  ring: fc.record({
    seconds: fc.constantFrom(2, 20),
    order: fc.constantFrom(...ringOrders),
    rounds: fc.constantFrom(1, 3),
  }),
  maxWaitSeconds: fc.constantFrom(undefined, 2, 10),
  maxWaiting: fc.constantFrom(undefined, undefined, 1),
  wrapUpSeconds: fc.constantFrom(0, 0, 2),
  mainGroup: fc.constantFrom(undefined, 'g0', 'g1'),
  answerOn: fc.constantFrom('entry', 'person'),
  unanswered: fc.constantFrom({ message: 'sorry' }, { group: 'g1' }, { voicemail: 'company' }, undefined),
  transfer: fc.record({
    returnSeconds: fc.constantFrom(3, 30),
    recallSeconds: fc.constantFrom(3, 60),
    recallRingSeconds: fc.constantFrom(3, 30),
    maxReturns: fc.nat({ max: 2 }),
    parkSeconds: fc.constantFrom(4, 120),
    pickUpSeconds: fc.constantFrom(3, 20),
    holdReminderSeconds: fc.constantFrom(3, 60),
  }),
});

/** Any company whose calls are moved much: two groups, people who are in one, both or none. */
const companies: fc.Arbitrary<CompanyFile> = company.map((plan) => {
  const file = {
    name: 'Testfirma',
    numbers: [
      { number: '+4757828600', to: { group: 'g0' } },
      { number: '+4757828601', to: { group: 'g1' } },
      { number: '+4757828602', to: { user: 'u0' } },
      { number: '+4757828603', to: { user: 'u3' } },
    ],
    users: plan.devices.map((devices, at) => ({
      id: `u${at}`,
      name: `User ${at}`,
      shortNumber: `${101 + at}`,
      devices: ['a', 'b'].slice(0, devices).map((name) => `u${at}-${name}`),
      unanswered: plan.unanswered,
    })),
    groups: plan.tiers.map((tiers, at) => ({
      id: `g${at}`,
      name: `Group ${at}`,
      shortNumber: `${201 + at}`,
      members: [
        { user: `u${at}`, tier: 0 },
        ...tiers.flatMap((tier, user) => (tier === undefined || user === at ? [] : [{ user: `u${user}`, tier }])),
      ],
      ring: plan.ring,
      queue: { maxWaitSeconds: plan.maxWaitSeconds, maxWaiting: plan.maxWaiting },
      answerOn: plan.answerOn,
      wrapUpSeconds: plan.wrapUpSeconds,
      sounds: { music: 'music' },
    })),
    music: 'hall',
    mainGroup: plan.mainGroup,
    transfer: plan.transfer,
  };
  // What is undefined stands nowhere in a file.
  return JSON.parse(JSON.stringify(file)) as CompanyFile;
});

/** Any storm in which people mostly answer, and calls are mostly moved. */
export const transferStorms: fc.Arbitrary<Storm> = fc.noBias(
  fc.record({
    file: companies,
    other: companies,
    network: fc.record({
      habits: fc.array(habit, { minLength: 1, maxLength: 6 }),
      faults: fc.constantFrom(
        [],
        [],
        [
          { isLost: false, lateMs: 0, copies: 1 },
          { isLost: false, lateMs: 500, copies: 2 },
        ],
      ),
      soundMs: fc.constantFrom([3000], [0], [undefined]),
    }),
    gusts: fc.array(gust, { minLength: 1, maxLength: 60, size: 'max' }),
  }),
);
