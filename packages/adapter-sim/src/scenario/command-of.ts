import type { CallbackId, CallId, Command, ConferenceId, GroupId, State, TransferTo, UserId } from '@sentralbord/core';
import { toE164 } from '@sentralbord/core';
import type { CallNames } from './call-names.ts';
import type { Asked, CommandName } from './command-file.ts';
import { layOver } from './lay-over.ts';
import type { CommandDeed } from './scenario.ts';

/** What commands are made with: the names of calls, the switchboard's state, and the instant of 0 ms. */
export interface CommandContext {
  readonly names: CallNames;
  readonly state: State;
  readonly startAt: number;
}

type Maker<Name extends CommandName> = (asked: Asked[Name], context: CommandContext) => Command;
type Makers = { readonly [Name in CommandName]: Maker<Name> };

/** Ids of a file are ids of the company: the reader has looked. */
const userId = (id: string): UserId => id as UserId;
const groupId = (id: string): GroupId => id as GroupId;
const asker = (by: string | undefined): { readonly by?: UserId } => (by === undefined ? {} : { by: userId(by) });

/** A call that is not there is asked for by its name: the switchboard refuses it. */
const callId = ({ names }: CommandContext, name: string): CallId => names.find(name) ?? (name as CallId);
const meetingId = ({ names }: CommandContext, owner: string): ConferenceId =>
  names.meetingOf(owner) ?? (owner as ConferenceId);

function targetOf(to: Asked['transfer']['to']): TransferTo {
  if ('user' in to) return { user: userId(to.user) };
  return 'group' in to ? { group: groupId(to.group) } : to;
}

const personOf = (who: Asked['invite']['who']) => ('user' in who ? { user: userId(who.user) } : who);

/** Commands that need the call and who asks, and nothing else. */
type CommandOfCall =
  | 'completeTransfer'
  | 'cancelTransfer'
  | 'swap'
  | 'hold'
  | 'resumeCall'
  | 'pickUp'
  | 'listenIn'
  | 'whisper'
  | 'breakIn'
  | 'stopSupervising'
  | 'pauseRecording'
  | 'resumeRecording';

const ofCall =
  <Type extends CommandOfCall>(type: Type) =>
  ({ call, by }: { readonly call: string; readonly by: string }, context: CommandContext): Command => ({
    type,
    call: callId(context, call),
    by: userId(by),
  });

const membership =
  (type: 'logIn' | 'logOut') =>
  ({ user, group, by }: Asked['login']): Command => ({ type, user: userId(user), group: groupId(group), ...asker(by) });

const inMeeting = (context: CommandContext, { call: name, by }: { readonly call: string; readonly by: string }) => {
  const call = callId(context, name);
  const at = context.state.calls.get(call)?.at;
  const conference = at?.phase === 'inConference' ? at.conference : meetingId(context, by);
  return { conference, call, by: userId(by) };
};

const instantOf = (time: number | string, { startAt }: CommandContext): number | string =>
  typeof time === 'number' ? startAt + time : time;

const makers: Makers = {
  transfer: ({ call, to, by, return: isReturning }, context) => ({
    type: 'transfer',
    call: callId(context, call),
    to: targetOf(to),
    by: userId(by),
    ...(isReturning === undefined ? {} : { isReturning }),
  }),
  consult: ({ call, to, by }, context) => ({
    type: 'consult',
    call: callId(context, call),
    to: targetOf(to),
    by: userId(by),
  }),
  complete: ofCall('completeTransfer'),
  cancel: ofCall('cancelTransfer'),
  swap: ofCall('swap'),
  holdCall: ofCall('hold'),
  resumeCall: ofCall('resumeCall'),
  pickUp: ofCall('pickUp'),
  listenIn: ofCall('listenIn'),
  whisper: ofCall('whisper'),
  breakIn: ofCall('breakIn'),
  stopSupervising: ofCall('stopSupervising'),
  pauseRecording: ofCall('pauseRecording'),
  resumeRecording: ofCall('resumeRecording'),
  park: ({ call, by, slot }, context) => ({
    type: 'park',
    call: callId(context, call),
    by: userId(by),
    ...(slot === undefined ? {} : { slot }),
  }),
  retrieve: ({ slot, by }) => ({ type: 'retrieve', slot, by: userId(by) }),
  login: membership('logIn'),
  saveMembers: ({ group, members, by }, { state }) => ({
    type: 'saveMembers',
    group: groupId(group),
    members: members.map(({ user, tier }) => ({ user: userId(user), tier })),
    version: state.groups.get(groupId(group))?.membersVersion ?? 0,
    ...asker(by),
  }),
  logout: membership('logOut'),
  pause: ({ user, reason, by }) => ({ type: 'pause', user: userId(user), reason, ...asker(by) }),
  resume: ({ user, by }) => ({ type: 'resume', user: userId(user), ...asker(by) }),
  endWrapUp: ({ user, by }) => ({ type: 'endWrapUp', user: userId(user), ...asker(by) }),
  away: ({ user, reason, text, from, until, forwardTo, by }, context) => ({
    type: 'setAbsences',
    user: userId(user),
    absences: [
      {
        reason,
        ...(text === undefined ? {} : { text }),
        ...(from === undefined ? {} : { from: instantOf(from, context) }),
        ...(until === undefined ? {} : { until: instantOf(until, context) }),
        ...(forwardTo === undefined ? {} : { forwardTo }),
      },
    ],
    ...asker(by),
  }),
  back: ({ user, by }) => ({ type: 'setAbsences', user: userId(user), absences: [], ...asker(by) }),
  hours: ({ schedule, is, until, by }, { startAt }) => {
    const period = is === null || is === 'closed' ? undefined : is;
    const override = { period, until: until === undefined ? undefined : startAt + until };
    return { type: 'overrideHours', schedule, override: is === null ? undefined : override, ...asker(by) };
  },
  conference: ({ by, invite }) => ({ type: 'startConference', by: userId(by), invite: invite.map(personOf) }),
  invite: ({ who, by }, context) => ({
    type: 'invite',
    conference: meetingId(context, by),
    who: personOf(who),
    by: userId(by),
  }),
  bringIn: ({ call, meetingOf, by }, context) => ({
    type: 'bringIn',
    conference: meetingId(context, meetingOf),
    call: callId(context, call),
    by: userId(by),
  }),
  mute: (asked, context) => ({ type: 'mute', ...inMeeting(context, asked), isMuted: true }),
  unmute: (asked, context) => ({ type: 'mute', ...inMeeting(context, asked), isMuted: false }),
  remove: (asked, context) => ({ type: 'remove', ...inMeeting(context, asked) }),
  endConference: ({ by }, context) => ({
    type: 'endConference',
    conference: meetingId(context, by),
    by: userId(by),
  }),
  closeCallback: ({ group, number, by }, { state }) => {
    const wanted = toE164(number, state.company.country);
    const found = [...state.callbacks.values()].find((one) => one.group === group && one.number === wanted);
    return { type: 'closeCallback', callback: found?.id ?? (number as CallbackId), ...asker(by) };
  },
  endCall: ({ call, by }, context) => ({ type: 'endCall', call: callId(context, call), ...asker(by) }),
  configure: (changes, { state }) => ({ type: 'configure', file: layOver(state.company.file, changes) }),
};

/** The command that a deed asks of the switchboard just now. */
export function commandOf({ name, asked }: CommandDeed, context: CommandContext): Command {
  // One name's maker takes what is asked with that name.
  const make = makers[name] as Maker<CommandName>;
  return make(asked as never, context);
}
