import type { Group } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import { evolve } from '../../src/kernel/evolve.ts';
import type { UserId } from '../../src/kernel/ids.ts';
import type { State } from '../../src/kernel/state.ts';
import { step as realStep } from '../../src/kernel/step.ts';
import { removeIdle } from '../../src/user/evolve-user.ts';
import type { Step } from './run.ts';

const isOf =
  <Type extends Event['type']>(type: Type) =>
  (event: Event): event is EventOf<Type> =>
    event.type === type;

/** An engine that tells some of what happened otherwise than it was. */
const telling =
  (change: (event: Event, state: State) => Event | undefined): Step =>
  (state, input) => {
    const output = realStep(state, input);
    return { ...output, events: output.events.flatMap((event) => change(event, state) ?? []) };
  };

/** An engine whose state is tampered with before each step, but for commands: a refused one changes nothing. */
const tampering =
  (tamper: (state: State) => void): Step =>
  (state, input) => {
    if (input.type !== 'command') tamper(state);
    return realStep(state, input);
  };

/** The timers of one kind are late by `lateMs`. */
const delaying =
  (kind: EventOf<'timerSet'>['kind'], lateMs: number): Step =>
  (state, input) => {
    const output = realStep(state, input);
    for (const event of output.events.filter(isOf('timerSet'))) {
      if (event.kind === kind && state.timers.has(event.owner, kind))
        evolve(state, { ...event, due: event.due + lateMs });
    }
    return { ...output, nextDeadline: state.timers.next()?.due };
  };

/** Who refused for the whole call is asked again in the next round. */
export const asksAgainInTheCall = tampering((state) => {
  for (const entry of state.entries.values()) (entry.refusedBy as unknown[]).length = 0;
});

/** A phone that was busy may be tried again a moment too late. */
export const backsOffTooLong = delaying('backOff', 1);

/** Wrap-up lasts a moment too long. */
export const wrapsUpTooLong = delaying('wrapUp', 1);

/** A round's pause lasts a moment too long. */
export const pausesTooLong = delaying('roundPause', 1);

/** The longest wait is a moment too long. */
export const waitsTooLong = delaying('maxWait', 1);

/** Callers are told something a moment too late. */
export const tellsTooLate = delaying('announcement', 1);

/** Wrap-up is forgotten when the call is over. */
export const forgetsWrapUp = tampering((state) => {
  for (const [id, user] of state.users) state.users.set(id, { ...user, wrapUpMs: 0 });
});

/** Nobody is ever paused for not answering. */
export const countsNoMisses = tampering((state) => {
  for (const [id, user] of state.users) state.users.set(id, { ...user, missedInRow: 0 });
});

/** A caller is told a place further back than before. */
export const tellsWorsePlaces = telling((event) =>
  event.type === 'callerTold' && event.position !== undefined ? { ...event, position: event.position + 1 } : event,
);

/** A caller is told a wait that has grown. */
export const tellsLongerWaits = (): Step => {
  let minutes = 0;
  return telling((event) => {
    if (event.type !== 'callerTold' || event.waitMinutes === undefined) return event;
    minutes += 1;
    return { ...event, waitMinutes: event.waitMinutes + minutes };
  });
};

/** What times out is counted as abandoned. */
export const countsTimeoutsAsAbandoned = telling((event) =>
  event.type === 'entryLeft' && event.outcome === 'timedOut' ? { ...event, outcome: 'abandoned' } : event,
);

/** Who has left is counted as answered. */
export const countsAbandonedAsAnswered = telling((event) =>
  event.type === 'entryLeft' && event.outcome === 'abandoned' ? { ...event, outcome: 'answered' } : event,
);

/** Who overflows to another group gets the arrival of now. */
export const forgetsSeniority = telling((event) =>
  event.type === 'entryJoined' ? { ...event, arrivedAt: event.at } : event,
);

/** A group as it is not. */
export const changes = {
  ringsOneMore: (group: Group): Group => ({ ...group, widths: group.widths?.map((width) => width + 1) }),
  ringsInFileOrder: (group: Group): Group => ({ ...group, order: 'fixedOrder' }),
  ringsByTurn: (group: Group): Group => ({ ...group, order: 'roundRobin' }),
  ringsAMomentLonger: (group: Group): Group => ({
    ...group,
    tiers: group.tiers.map((tier) => ({ ...tier, ringMs: tier.ringMs + 1 })),
  }),
  keepsTheWrongOnesRinging: (group: Group): Group => ({ ...group, keepRinging: !group.keepRinging }),
  ringsBackwards: (group: Group): Group => ({ ...group, tiers: [...group.tiers].reverse() }),
  ringsOneRoundMore: (group: Group): Group => ({
    ...group,
    rounds: group.rounds === undefined ? undefined : group.rounds + 1,
  }),
  takesOneMore: (group: Group): Group => ({
    ...group,
    maxWaiting: group.maxWaiting === undefined ? undefined : group.maxWaiting + 1,
  }),
  givesNoGrace: (group: Group): Group => ({ ...group, graceMs: 0 }),
  hearsNoKeys: (group: Group): Group => ({ ...group, exitKeys: new Map() }),
  letsVipPassForEver: (group: Group): Group => ({ ...group, vip: { ...group.vip, maxOvertakes: undefined } }),
  letsVipPassOnceMore: (group: Group): Group => ({
    ...group,
    vip: { ...group.vip, maxOvertakes: group.vip.maxOvertakes === undefined ? undefined : group.vip.maxOvertakes + 1 },
  }),
  takesNoPhonesOver: (group: Group): Group => ({ ...group, vip: { ...group.vip, preempt: 'queue' } }),
  pausesOneMissLater: (group: Group): Group => ({
    ...group,
    autoPauseAfter: group.autoPauseAfter === undefined ? undefined : group.autoPauseAfter + 1,
  }),
  remembersRefusalsForEver: (group: Group): Group => ({ ...group, refusalCountsFor: 'call' }),
} as const;

/** Members who are free are overlooked. */
export const overlooksTheFree = tampering((state) => {
  for (const group of state.groups.values()) for (const user of [...group.idleItems.keys()]) removeIdle(group, user);
});

/** VIP callers are taken for ordinary ones, and the other way round. */
export const tellsClassesWrong = telling((event) =>
  event.type === 'entryJoined' ? { ...event, callerClass: event.callerClass === 'vip' ? 'ordinary' : 'vip' } : event,
);

/** The second phone of a person does not ring. */
export const ringsOnePhone = telling((event) =>
  event.type === 'legStarted' && event.party.kind === 'device' && event.party.device.endsWith('-b') ? undefined : event,
);

/** A call is offered to somebody who is in a call. */
export const ringsWhoTalks: Step = (state, input) => {
  const output = realStep(state, input);
  const started = output.events.find(isOf('legStarted'));
  const busy = [...state.users.values()].find(({ availability }) => availability === 'busy')?.id;
  const device = busy === undefined ? undefined : state.company.users.get(busy)?.devices[0];
  if (started === undefined || busy === undefined || device === undefined) return output;
  const events = output.events.map((event) =>
    event === started ? { ...started, party: { kind: 'device' as const, device, user: busy } } : event,
  );
  return { ...output, events };
};

/** Callers are sent away though members will be free. */
export const takesWrapUpForGone = tampering((state) => {
  for (const { staff } of state.groups.values()) {
    for (const user of staff) if (state.users.get(user)?.availability !== 'idle') staff.delete(user);
  }
});

/** Callers wait for somebody who does not come. */
export const waitsForNobody = tampering((state) => {
  for (const { staff } of state.groups.values()) staff.add('u8' as UserId).add('u9' as UserId);
});
