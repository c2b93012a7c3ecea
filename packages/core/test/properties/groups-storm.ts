import fc from 'fast-check';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { step as realStep, type StepOutput } from '../../src/kernel/step.ts';
import type { NetworkPlan } from '../network-plan.ts';
import { GroupsAuditor } from './groups-auditor.ts';
import { companyOf, type Step } from './run.ts';
import { playStorm, type Storm, storms } from './storm.ts';

type GroupFile = NonNullable<CompanyFile['groups']>[number];

/**
 * In a company that stays as it is but for the members of its groups: what
 * groups do under a new configuration is proved by examples (E22).
 */
const steady = (storm: Storm): Storm => ({
  ...storm,
  file: { ...storm.file, groups: (storm.file.groups ?? []).map(ofManySeconds) },
  gusts: storm.gusts.map((one) => (one.deed === 'configure' ? { ...one, deed: 'callIn' as const } : one)),
});

/** In the second group each tier rings for a time of its own. */
const ofManySeconds = (group: GroupFile): GroupFile =>
  group.id === 'g1' ? { ...group, ring: { ...group.ring, seconds: [2, 1, 5] } } : group;

/** Phones that are answered soon, and talks that are over soon. */
const answering: fc.Arbitrary<NetworkPlan> = fc.record({
  habits: fc.array(
    fc.record({
      ringsMs: fc.constantFrom(0, 50),
      does: fc.record({
        kind: fc.constant('answers' as const),
        afterMs: fc.constantFrom(0, 500, 1000),
        talksMs: fc.constantFrom(1000, 3000, 5000),
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  faults: fc.constant([]),
  soundMs: fc.constant([0]),
});

/** Phones of which most are refused, by the hand or by the network. */
const refusing: fc.Arbitrary<NetworkPlan> = fc.record({
  habits: fc.array(
    fc.record({
      ringsMs: fc.constantFrom(0, 50),
      does: fc.oneof(
        fc.record({
          kind: fc.constant('ends' as const),
          afterMs: fc.constantFrom(0, 300, 500),
          cause: fc.constantFrom('rejected' as const, 'rejected' as const, 'busy' as const),
        }),
        fc.record({ kind: fc.constant('answers' as const), afterMs: fc.constant(700), talksMs: fc.constant(2000) }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  faults: fc.constant([]),
  soundMs: fc.constant([0]),
});

/** Members who do not want the calls. */
const refusers: fc.Arbitrary<Storm> = fc
  .record({ storm: storms.map(steady), network: refusing })
  .map(({ storm, network }) => ({ ...storm, network }));

/** Few members for many callers, who all wait: lines grow, and VIP callers pass. */
const crowds: fc.Arbitrary<Storm> = fc
  .record({ storm: storms, network: answering, most: fc.constantFrom(1, 2), members: fc.constantFrom(1, 2) })
  .map(({ storm, network, most, members }) => ({
    ...storm,
    network,
    file: {
      ...storm.file,
      vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+4799887' }] }],
      groups: (storm.file.groups ?? []).map((group) => crowded(group, { most, members })),
    },
    gusts: storm.gusts.map((one) => ({
      ...one,
      afterMs: one.afterMs % 3000,
      third: one.third % 2,
      deed: one.deed === 'hangUp' || one.deed === 'keys' ? one.deed : ('callIn' as const),
    })),
  }));

function crowded(group: GroupFile, { most, members }: { most: number; members: number }): GroupFile {
  const { maxWaiting: _, maxWaitSeconds: __, ...queue } = group.queue ?? {};
  const { rounds: ___, ...ring } = group.ring ?? {};
  return {
    ...group,
    members: group.members.slice(0, members),
    ring,
    queue,
    answerOn: 'entry',
    startsLoggedIn: true,
    wrapUpSeconds: (group.wrapUpSeconds ?? 0) % 10,
    vip: { ...group.vip, maxOvertakes: most },
  };
}

/** Storms for the oracle of groups: any, crowds, and members who refuse. */
export const groupStorms: fc.Arbitrary<Storm> = fc.noBias(
  fc.oneof(
    { weight: 3, arbitrary: storms.map(steady) },
    { weight: 1, arbitrary: crowds },
    { weight: 1, arbitrary: refusers },
  ),
);

/** One storm, watched by the oracle of groups after every step. */
export function playGroupStorm(storm: Storm, step: Step = realStep): readonly StepOutput[] {
  return playStorm(storm, { step, auditors: [new GroupsAuditor(companyOf(storm.file))] });
}
