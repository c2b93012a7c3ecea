import fc from 'fast-check';
import { ringOrders } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { readCompany } from '../../src/config/read-company.ts';

type UserFile = CompanyFile['users'][number];
type GroupFile = NonNullable<CompanyFile['groups']>[number];
type DestinationFile = NonNullable<UserFile['unanswered']>;

const USERS = 6;
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });

const destination: fc.Arbitrary<DestinationFile> = fc.constantFrom<DestinationFile>(
  { message: 'sorry' },
  { group: 'g0' },
  { group: 'g1' },
  { user: 'u0' },
  { user: 'u1' },
  { voicemail: 'company' },
  { voicemail: { user: 'u0' } },
  { release: true },
  { external: '+4722000001' },
  { flow: 'menu' },
);

const user = fc.record({
  devices: fc.constantFrom(1, 1, 1, 2),
  english: fc.nat({ max: 3 }),
  unanswered: maybe(destination),
  quickTransfer: fc.constantFrom('withReturn' as const, 'withoutReturn' as const, 'attended' as const),
});

const ring = fc.record({
  seconds: fc.constantFrom(1, 2, 20),
  rounds: maybe(fc.constantFrom(1, 2, 3)),
  roundPauseSeconds: fc.constantFrom(1, 5),
  keepRinging: fc.boolean(),
  order: fc.constantFrom(...ringOrders),
  width: maybe(fc.constantFrom<number | number[]>(1, 2, [1, 2, 3])),
  refusalCountsFor: fc.constantFrom('round' as const, 'call' as const),
});

const queue = fc.record({
  maxWaiting: maybe(fc.nat({ max: 2 })),
  maxWaitSeconds: maybe(fc.constantFrom(1, 10, 30)),
  graceSeconds: fc.nat({ max: 3 }),
  exits: fc.record({
    timedOut: maybe(destination),
    full: maybe(destination),
    noMembers: maybe(destination),
    unanswered: maybe(destination),
  }),
  exitKeys: fc.record({ '5': maybe(destination) }),
  callbackKey: maybe(fc.constant('1')),
});

const sounds = fc.record({
  welcome: maybe(fc.constant('welcome')),
  welcomeInterruptible: fc.boolean(),
  music: maybe(fc.constant('music')),
  messages: fc.constantFrom([], ['one', 'two']),
  everySeconds: fc.constantFrom(1, 5),
  tellPosition: fc.boolean(),
  tellWait: fc.boolean(),
});

const group = fc.record({
  tiers: fc.array(fc.constantFrom(undefined, 0, 0, 1, 2), { minLength: USERS, maxLength: USERS }),
  ring,
  queue,
  sounds,
  vip: fc.record({
    preempt: fc.constantFrom('queue' as const, 'ringing' as const),
    maxOvertakes: maybe(fc.constantFrom(1, 2)),
  }),
  answerOn: fc.constantFrom('entry' as const, 'person' as const),
  wrapUpSeconds: fc.constantFrom(0, 0, 2, 10),
  autoPauseAfter: maybe(fc.constantFrom(1, 2)),
  startsLoggedIn: fc.constantFrom(true, true, true, false),
});

const company = fc.record({
  users: fc.array(user, { minLength: 2, maxLength: USERS }),
  groups: fc.tuple(group, group),
  music: maybe(fc.constant('hall')),
  mainGroup: maybe(fc.constant('g1')),
  message: fc.constantFrom('nobody', null),
  userRingSeconds: fc.constantFrom(2, 20),
  needs: maybe(fc.constantFrom(1, 2)),
  transfer: fc.record({
    returnSeconds: fc.constantFrom(3, 30),
    recallSeconds: fc.constantFrom(3, 60),
    recallRingSeconds: fc.constantFrom(3, 30),
    maxReturns: fc.nat({ max: 2 }),
    parkSeconds: fc.constantFrom(4, 120),
    pickUpSeconds: fc.constantFrom(3, 20),
  }),
  callback: fc.record({
    attempts: fc.constantFrom(1, 2, 3),
    retryMinutes: fc.constant(1),
    ringSeconds: fc.constantFrom(3, 30),
  }),
  callbackMode: fc.constantFrom('automatic', 'manual'),
  isVipDirect: fc.boolean(),
  preempt: maybe(fc.constantFrom('queue' as const, 'ringing' as const, 'break-in' as const, 'break-in' as const)),
  supervises: fc.boolean(),
  recorded: fc.constantFrom<readonly string[]>([], [], ['g0'], ['g0', 'g1']),
});

const files: fc.Arbitrary<CompanyFile> = company.map((plan) => {
  const users = plan.users.map(
    (one, at): UserFile => ({
      id: `u${at}`,
      name: `User ${at}`,
      shortNumber: `${101 + at}`,
      devices: ['a', 'b'].slice(0, one.devices).map((name) => `u${at}-${name}`),
      skills: one.english === 0 ? {} : { english: one.english },
      quickTransfer: one.quickTransfer,
      ...(one.unanswered === undefined ? {} : { unanswered: one.unanswered }),
    }),
  );
  const file = {
    name: 'Testfirma',
    numbers: [
      { number: '+4757828600', to: { group: 'g0' } },
      {
        number: '+4757828601',
        to: { group: 'g1' },
        needs: plan.needs === undefined ? [] : [{ skill: 'english', level: plan.needs }],
      },
      { number: '+4757828602', to: { user: 'u0' } },
      { number: '+4757828603', to: { flow: 'menu' } },
    ],
    users,
    groups: plan.groups.map((one, at) => groupFile(one, at, users.length)),
    music: plan.music,
    mainGroup: plan.mainGroup,
    unanswered: { message: plan.message },
    userRingSeconds: plan.userRingSeconds,
    transfer: plan.transfer,
    callback: plan.callback,
    vipLists: [
      {
        id: 'gold',
        name: 'Gold',
        preempt: plan.preempt,
        entries: [{ prefix: '+4799887', ...(plan.isVipDirect ? { direct: { user: 'u1' } } : {}) }],
      },
    ],
    flows: [menu(plan.callbackMode)],
    access: { rules: plan.supervises ? users.map(({ id }) => mayOversee(id)) : [] },
    recording:
      plan.recorded.length === 0 ? undefined : { groups: plan.recorded, announcement: 'recorded', keepDays: 30 },
  };
  // What is undefined stands nowhere in a file.
  return JSON.parse(JSON.stringify(file)) as CompanyFile;
});

/** Any company with two groups (`g0`, `g1`), a menu, VIP callers, and every setting of queues, rings and transfers. */
export const stormCompanies: fc.Arbitrary<CompanyFile> = files.filter((file) => readCompany(file).ok);

type GroupPlan = typeof group extends fc.Arbitrary<infer Plan> ? Plan : never;

function groupFile({ tiers, ...rest }: GroupPlan, at: number, users: number): unknown {
  const members = tiers
    .slice(0, users)
    .flatMap((tier, place) => (tier === undefined ? [] : [{ user: `u${place}`, tier }]));
  return {
    id: `g${at}`,
    name: `Group ${at}`,
    shortNumber: `${201 + at}`,
    members: members.length === 0 ? [{ user: 'u0', tier: 0 }] : members,
    ...rest,
  } satisfies Partial<Record<keyof GroupFile, unknown>>;
}

const mayOversee = (user: string) => ({ user, category: 'supervision', decision: 'allow' });

const menu = (mode: string) => ({
  id: 'menu',
  name: 'Menu',
  start: 'ask',
  elements: {
    ask: {
      kind: 'menu',
      prompt: 'press',
      choices: { '1': 'line', '2': 'person', '3': 'outside', '4': 'back' },
      waitSeconds: 2,
      otherwise: 'line',
    },
    line: { kind: 'queue', group: 'g0', exits: { timedOut: 'mail', unanswered: 'mail', noMembers: 'mail' } },
    person: { kind: 'user', user: 'u0', ringSeconds: 5, noAnswer: 'mail' },
    outside: { kind: 'transferExternal', number: '+4722000002', ringSeconds: 5, noAnswer: 'mail' },
    back: {
      kind: 'callbackOffer',
      group: 'g0',
      whenLength: 1,
      mode,
      acceptDigit: '1',
      prompt: 'back',
      otherwise: 'line',
    },
    mail: { kind: 'voicemail' },
  },
});
