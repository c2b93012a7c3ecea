import type { Company, Group, Tier } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import { evolve } from '../../src/kernel/evolve.ts';
import type { State } from '../../src/kernel/state.ts';
import { step as realStep } from '../../src/kernel/step.ts';
import type { Action } from '../../src/port/telephony.ts';
import type { Step } from './run.ts';

const isOf =
  <Type extends Event['type']>(type: Type) =>
  (event: Event): event is EventOf<Type> =>
    event.type === type;

/** A losing phone is left ringing: its hangUp never leaves. */
export const leavesLoserRinging: Step = (state, input) => {
  const output = realStep(state, input);
  if (!output.events.some(isOf('callConnected'))) return output;
  return { ...output, actions: output.actions.filter((action) => action.type !== 'hangUp') };
};

/** The order in which phones are started depends on how many steps this process has taken. */
export function startsInProcessOrder(): Step {
  let count = 0;
  return (state, input) => {
    const output = realStep(state, input);
    count += 1;
    const starts = output.actions.filter((action) => action.type === 'startLeg');
    if (starts.length < 2 || count % 3 === 0) return output;
    const turned = [...starts].reverse();
    const actions = output.actions.map(
      (action): Action => (action.type === 'startLeg' ? (turned.shift() ?? action) : action),
    );
    return { ...output, actions };
  };
}

/** A timer outlives its call. */
export const leavesTimer: Step = (state, input) => {
  const output = realStep(state, input);
  const ended = output.events.find(isOf('callEnded'));
  if (ended === undefined) return output;
  const late: Event = { type: 'timerSet', owner: ended.call, kind: 'sound', due: input.at + 60_000, at: input.at };
  evolve(state, late);
  const nextDeadline = state.timers.next()?.due;
  return { ...output, events: [...output.events, late], nextDeadline };
};

/** A record is written beside `evolve`. */
export const writesBesideEvolve: Step = (state, input) => {
  const output = realStep(state, input);
  const connected = output.events.find(isOf('callConnected'));
  const call = connected === undefined ? undefined : state.calls.get(connected.call);
  if (call !== undefined) state.calls.set(call.id, { ...call, answeredBy: undefined });
  return output;
};

/** A second phone of a call that has been answered is bridged as well. */
export const bridgesTwice: Step = (state, input) => {
  const output = realStep(state, input);
  const bridge = output.actions.find((action) => action.type === 'bridge');
  return bridge === undefined ? output : { ...output, actions: [...output.actions, bridge] };
};

/** The caller is answered and hears nothing. */
export const forgetsToPlay: Step = (state, input) => {
  const output = realStep(state, input);
  return { ...output, actions: output.actions.filter((action) => action.type !== 'play') };
};

/** An engine that reads another company than the one that is audited. */
export function onCompany(change: (group: Group) => Group): Step {
  const changed = new WeakMap<Company, Company>();
  const states = new WeakMap<State, State>();
  return (state, input) => {
    const before = states.get(state) ?? withCompany(state, changed, change);
    states.set(state, before);
    return realStep(before, input);
  };
}

/** The same maps, so that the audited state is the engine's; only the company differs. */
function withCompany(state: State, changed: WeakMap<Company, Company>, change: (group: Group) => Group): State {
  const { company } = state;
  const other = changed.get(company) ?? {
    ...company,
    groups: new Map([...company.groups].map(([id, group]) => [id, change(group)])),
  };
  changed.set(company, other);
  return { ...state, company: other };
}

/** Every tier rings a millisecond too long. */
export const ringingTooLong = (group: Group): Group => ({
  ...group,
  tiers: group.tiers.map((tier): Tier => ({ ...tier, ringMs: tier.ringMs + 1 })),
});

/** A round more than the company wants. */
export const oneRoundMore = (group: Group): Group => ({
  ...group,
  rounds: group.rounds === undefined ? undefined : group.rounds + 1,
});

/** Earlier tiers go on ringing where they must not, and stop where they must not. */
export const keepingTheWrongOnes = (group: Group): Group => ({ ...group, keepRinging: !group.keepRinging });

/** A member who refused is rung again: each round forgets at once who was tried. */
export const forgetsWhoRefused: Step = (state, input) => {
  const output = realStep(state, input);
  for (const event of output.events) {
    if (event.type === 'memberTried' && event.cause === 'rejected') {
      (state.entries.get(event.entry)?.tried as Set<string> | undefined)?.delete(event.user);
    }
  }
  return output;
};
