import fc from 'fast-check';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { Habit } from '../network-plan.ts';
import type { Storm } from './storm.ts';

type Gust = Storm['gusts'][number];

const which = fc.nat({ max: 63 });
const gust: fc.Arbitrary<Gust> = fc.record({
  afterMs: fc.constantFrom(0, 0, 0, 1, 500, 1000, 2000, 2999, 3000, 5000, 20_000, 59_999, 60_000, 60_001),
  deed: fc.oneof(
    { weight: 8, arbitrary: fc.constant('callIn' as const) },
    { weight: 9, arbitrary: fc.constant('keys' as const) },
    { weight: 3, arbitrary: fc.constantFrom('hangUp' as const, 'answer' as const) },
    { weight: 2, arbitrary: fc.constant('command' as const) },
    { weight: 1, arbitrary: fc.constantFrom('dial' as const, 'device' as const, 'configure' as const) },
  ),
  kind: which,
  first: which,
  // Mostly the first key: it takes a callback.
  second: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 7, 14, 21) }, { weight: 1, arbitrary: which }),
  third: which,
});

const habit: fc.Arbitrary<Habit> = fc.record({
  ringsMs: fc.constantFrom(0, undefined),
  does: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('answers' as const),
        afterMs: fc.constantFrom(0, 1000, 2999, 3000, 3001),
        talksMs: fc.constantFrom(undefined, 5000, 30_000),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'ignores' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('ends' as const),
        afterMs: fc.constantFrom(0, 1000, 3000),
        cause: fc.constantFrom('busy', 'rejected', 'unreachable', 'noAnswer'),
      }),
    },
  ),
});

/** Open until 01:18, from 01:19 to 01:21, and from 01:23 on; a storm begins at 01:16:40. */
export const OPEN: readonly (readonly [from: string, to: string])[] = [
  ['00:00', '01:18'],
  ['01:19', '01:21'],
  ['01:23', '24:00'],
];
const day = OPEN.map(([from, to]) => ({ from, to }));
const [mon, tue, wed, thu, fri, sat, sun] = [day, day, day, day, day, day, day];

const USERS = 3;
const company = fc.record({
  tiers: fc.tuple(
    ...[0, 1].map(() => fc.array(fc.constantFrom(undefined, 0, 1), { minLength: USERS, maxLength: USERS })),
  ),
  ring: fc.record({
    seconds: fc.constantFrom(2, 20),
    order: fc.constantFrom('allAtOnce', 'fixedOrder', 'longestIdle'),
  }),
  maxOvertakes: fc.constantFrom(undefined, undefined, undefined, 1),
  wrapUpSeconds: fc.constantFrom(0, 2),
  autoPauseAfter: fc.constantFrom(undefined, 1),
  hasHours: fc.boolean(),
  callback: fc.record({
    attempts: fc.constantFrom(1, 2, 3),
    retryMinutes: fc.constant(1),
    ringSeconds: fc.constantFrom(3, 30),
  }),
  mode: fc.constantFrom('automatic', 'manual'),
});

/** Any company with few members, so that callers wait, and a key by which they are called back. */
const companies: fc.Arbitrary<CompanyFile> = company.map((plan) => {
  const file = {
    name: 'Testfirma',
    numbers: [0, 1, 2].map((at) => ({
      number: `+475782860${at}`,
      to: at < 2 ? { group: `g${at}` } : { flow: 'offer' },
    })),
    users: Array.from({ length: USERS }, (_, at) => ({
      id: `u${at}`,
      name: `User ${at}`,
      shortNumber: `${101 + at}`,
      devices: [`u${at}-a`],
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
      queue: { callbackKey: '1' },
      answerOn: 'entry',
      wrapUpSeconds: plan.wrapUpSeconds,
      autoPauseAfter: plan.autoPauseAfter,
      vip: { maxOvertakes: plan.maxOvertakes },
      schedule: plan.hasHours ? 'day' : undefined,
      sounds: { music: 'music' },
    })),
    zone: 'Europe/Oslo',
    schedules: [{ id: 'day', name: 'Day', weekly: { mon, tue, wed, thu, fri, sat, sun } }],
    vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+479988770' }] }],
    callback: plan.callback,
    flows: [
      {
        id: 'offer',
        name: 'Offer',
        start: 'back',
        elements: {
          back: {
            kind: 'callbackOffer',
            group: 'g0',
            whenLength: 1,
            mode: plan.mode,
            acceptDigit: '1',
            prompt: 'back',
            otherwise: 'line',
          },
          line: { kind: 'queue', group: 'g0' },
        },
      },
    ],
  };
  // What is undefined stands nowhere in a file.
  return JSON.parse(JSON.stringify(file)) as CompanyFile;
});

/** Any storm in which callers mostly wait and are called back. */
export const callbackStorms: fc.Arbitrary<Storm> = fc.noBias(
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
      soundMs: fc.constantFrom([3000], [0]),
    }),
    gusts: fc.array(gust, { minLength: 1, maxLength: 60, size: 'max' }),
  }),
);
