import fc from 'fast-check';
import type { CompanyFile } from '../../src/config/company-file.ts';

const RING_SECONDS = [1, 2, 5, 20];

interface GroupPlan {
  /** For each user: the tier, or undefined for no member. */
  readonly tiers: readonly (number | undefined)[];
  readonly seconds: number | readonly number[];
  readonly rounds: number | undefined;
  readonly pause: number;
  readonly keepRinging: boolean;
  readonly message: 'company' | 'own' | 'none';
}

const seconds = fc.constantFrom(...RING_SECONDS);

const groupPlan: fc.Arbitrary<GroupPlan> = fc.record({
  tiers: fc.array(fc.option(fc.constantFrom(0, 0, 1, 1, 2), { nil: undefined, freq: 3 }), {
    minLength: 8,
    maxLength: 8,
  }),
  seconds: fc.oneof(seconds, fc.array(seconds, { minLength: 1, maxLength: 3 })),
  rounds: fc.constantFrom(undefined, 1, 2, 3),
  pause: fc.constantFrom(1, 5),
  keepRinging: fc.boolean(),
  message: fc.constantFrom('company' as const, 'own' as const, 'none' as const),
});

/** An arbitrary company file: users `u1…` (short numbers 101…, devices `u1-a`, `u1-b`), groups `g1…` (201…). */
export const companyFiles: fc.Arbitrary<CompanyFile> = fc
  .record({
    devices: fc.array(fc.constantFrom(1, 1, 2), { minLength: 1, maxLength: 8 }),
    groups: fc.array(groupPlan, { minLength: 1, maxLength: 3 }),
    userRing: seconds,
    hasMessage: fc.boolean(),
  })
  .map(({ devices, groups, userRing, hasMessage }) => ({
    name: 'Testfirma',
    numbers: [
      ...groups.map((_, at) => ({ number: `+475782860${at}`, to: { group: `g${at + 1}` } })),
      { number: '+4757828609', to: { user: 'u1' } },
    ],
    users: devices.map((count, at) => ({
      id: `u${at + 1}`,
      name: `User ${at + 1}`,
      shortNumber: `${101 + at}`,
      devices: ['a', 'b'].slice(0, count).map((name) => `u${at + 1}-${name}`),
      ...(at === 0 ? { displayNumber: '+4757828609' } : {}),
    })),
    groups: groups.map((plan, at) => groupFile(plan, at, devices.length)),
    userRingSeconds: userRing,
    unanswered: { message: hasMessage ? 'nobody-answered' : null },
  }));

function groupFile(plan: GroupPlan, at: number, users: number): NonNullable<CompanyFile['groups']>[number] {
  const members = plan.tiers
    .slice(0, users)
    .flatMap((tier, user) => (tier === undefined ? [] : [{ user: `u${user + 1}`, tier }]));
  return {
    id: `g${at + 1}`,
    name: `Group ${at + 1}`,
    shortNumber: `${201 + at}`,
    members: members.length > 0 ? members : [{ user: 'u1', tier: 0 }],
    ring: {
      seconds: typeof plan.seconds === 'number' ? plan.seconds : [...plan.seconds],
      ...(plan.rounds === undefined ? {} : { rounds: plan.rounds }),
      roundPauseSeconds: plan.pause,
      keepRinging: plan.keepRinging,
    },
    ...(plan.message === 'company' ? {} : { unanswered: { message: plan.message === 'own' ? 'closed' : null } }),
  };
}
