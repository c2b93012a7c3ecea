import { categories, services, serviceTexts } from '../packages/core/src/access/services.ts';
import type { Command } from '../packages/core/src/command/command.ts';
import { readCompany } from '../packages/core/src/config/read-company.ts';
import type {
  CallbackId,
  CallId,
  ConferenceId,
  DeviceId,
  GroupId,
  LegId,
  TrunkId,
  UserId,
} from '../packages/core/src/kernel/ids.ts';
import { initialState, type State } from '../packages/core/src/kernel/state.ts';
import { step } from '../packages/core/src/kernel/step.ts';

/** What a command, of one case where there are several, needs of the user who gives it. */
export interface CommandNeed {
  readonly command: Command['type'];
  /** Empty where there is one case only. */
  readonly when: string;
  /** The service that access is asked for; undefined: none. */
  readonly service: string | undefined;
}

const [anna, bo, group] = ['anna' as UserId, 'bo' as UserId, 'sales' as GroupId];
const [own, waiting, conference] = ['c1' as CallId, 'c2' as CallId, 'f1' as ConferenceId];
const to = { user: bo };

/** Every command as anna gives it, who is denied everything: by the case that decides, where there are several. */
const samples: { readonly [Type in Command['type']]: Readonly<Record<string, Command>> } = {
  transfer: { '': { type: 'transfer', call: own, to, by: anna } },
  consult: { '': { type: 'consult', call: own, to, by: anna } },
  completeTransfer: { '': { type: 'completeTransfer', call: own, by: anna } },
  cancelTransfer: { '': { type: 'cancelTransfer', call: own, by: anna } },
  swap: { '': { type: 'swap', call: own, by: anna } },
  hold: { '': { type: 'hold', call: own, by: anna } },
  resumeCall: { '': { type: 'resumeCall', call: own, by: anna } },
  park: { '': { type: 'park', call: own, by: anna } },
  retrieve: { '': { type: 'retrieve', slot: 701, by: anna } },
  pickUp: {
    'waits in a group': { type: 'pickUp', call: waiting, by: anna },
    'any other': { type: 'pickUp', call: own, by: anna },
  },
  listenIn: { '': { type: 'listenIn', call: own, by: anna } },
  whisper: { '': { type: 'whisper', call: own, by: anna } },
  breakIn: { '': { type: 'breakIn', call: own, by: anna } },
  stopSupervising: { '': { type: 'stopSupervising', call: own, by: anna } },
  pauseRecording: { '': { type: 'pauseRecording', call: own, by: anna } },
  resumeRecording: { '': { type: 'resumeRecording', call: own, by: anna } },
  startConference: { '': { type: 'startConference', invite: [to], by: anna } },
  invite: { '': { type: 'invite', conference, who: to, by: anna } },
  bringIn: { '': { type: 'bringIn', conference, call: own, by: anna } },
  mute: { '': { type: 'mute', conference, call: own, isMuted: true, by: anna } },
  remove: { '': { type: 'remove', conference, call: own, by: anna } },
  endConference: { '': { type: 'endConference', conference, by: anna } },
  closeCallback: { '': { type: 'closeCallback', callback: 'b1' as CallbackId, by: anna } },
  logIn: ownOrOther((user) => ({ type: 'logIn', user, group, by: anna })),
  logOut: ownOrOther((user) => ({ type: 'logOut', user, group, by: anna })),
  pause: ownOrOther((user) => ({ type: 'pause', user, reason: 'lunch', by: anna })),
  resume: ownOrOther((user) => ({ type: 'resume', user, by: anna })),
  endWrapUp: ownOrOther((user) => ({ type: 'endWrapUp', user, by: anna })),
  setAbsences: ownOrOther((user) => ({ type: 'setAbsences', user, absences: [], by: anna })),
  saveMembers: { '': { type: 'saveMembers', group, members: [], version: 1, by: anna } },
  overrideHours: { '': { type: 'overrideHours', schedule: 'day', override: undefined, by: anna } },
  endCall: {
    'made by themselves': { type: 'endCall', call: own, by: anna },
    'any other': { type: 'endCall', call: waiting, by: anna },
  },
  configure: { '': { type: 'configure', file: {}, by: anna } },
  endAllCalls: { '': { type: 'endAllCalls' } },
};

function ownOrOther(command: (user: UserId) => Command): Readonly<Record<string, Command>> {
  return { 'for themselves': command(anna), 'for others': command(bo) };
}

/** What every command needs, found by asking the engine as a user who is denied everything. */
export function commandNeeds(): readonly CommandNeed[] {
  return Object.values(samples).flatMap((cases) =>
    Object.entries(cases).map(([when, command]) => ({ command: command.type, when, service: serviceFor(command) })),
  );
}

function serviceFor(command: Command): string | undefined {
  const { reply } = step(deniedOffice(), { type: 'command', at: 0, command });
  if (reply.ok || reply.error.code !== 'forbidden') return undefined;
  const { what } = reply.error;
  return services.find((service) => serviceTexts[service] === what);
}

/** Anna calls bo, and a caller waits in the group, of which nobody is free. */
function deniedOffice(): State {
  const reading = readCompany({
    name: 'Fjord Bygg',
    numbers: [{ number: '+4757828600', to: { group } }],
    users: [anna, bo].map((id) => ({ id, name: id, shortNumber: id === bo ? '102' : '101', devices: [`${id}-desk`] })),
    groups: [{ id: group, name: 'Sales', members: [{ user: bo }] }],
    access: { rules: categories.map((category) => ({ user: anna, category, decision: 'deny' })) },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const state = initialState(reading.company);
  for (const user of [anna, bo]) {
    const device = `${user}-desk` as DeviceId;
    step(state, { type: 'signal', at: 0, signal: { type: 'deviceState', device, isReachable: true } });
  }
  const inside = { kind: 'device', device: 'anna-desk' as DeviceId } as const;
  const outside = { kind: 'trunk', trunk: 't1' as TrunkId, number: '+4799887766', isWithheld: false } as const;
  const arrivals = [
    { type: 'callArrived', leg: 'in-1' as LegId, from: inside, to: '102' },
    { type: 'callArrived', leg: 'in-2' as LegId, from: outside, to: '+4757828600' },
  ] as const;
  for (const signal of arrivals) step(state, { type: 'signal', at: 0, signal });
  return state;
}
