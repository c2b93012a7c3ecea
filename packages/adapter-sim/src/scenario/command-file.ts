import { z } from 'zod';
import { callReference, dialled, expecting, flag, group, idOf, ms, user } from './file-parts.ts';

const someone = z.union(
  [z.strictObject({ user }), z.strictObject({ number: dialled })],
  expecting('{ "user": id } or { "number": as dialled }'),
);
const target = z.union(
  [z.strictObject({ user }), z.strictObject({ group }), z.strictObject({ number: dialled })],
  expecting('{ "user": id }, { "group": id } or { "number": as dialled }'),
);
const call = callReference;
const by = user;
const one = (what: string) => expecting(what);
const ofCall = (what: string) => z.strictObject({ call, by }, one(`${what}: { "call": name, "by": user }`));
const membership = z.strictObject(
  { user, group, by: by.optional() },
  one('{ "user": id, "group": id }, with "by" when somebody else does it'),
);
const slot = z.int(expecting('a slot')).min(1, expecting('a slot')).max(9999, expecting('a slot'));
const timeWords = 'milliseconds from the start, or a local time such as "2026-12-20T08:00"';
const time = z.union([ms, z.string()], expecting(timeWords));

/** What people ask of the switchboard itself, by name. */
export const commandSchemas = {
  /** Moves a call on; it comes back unless `return` is false. */
  transfer: z.strictObject({ call, to: target, by, return: flag.optional() }),
  consult: z.strictObject({ call, to: target, by }),
  complete: ofCall('the consultation is over'),
  cancel: ofCall('back to the caller'),
  swap: ofCall('the other one of the two'),
  holdCall: ofCall('on hold'),
  resumeCall: ofCall('off hold'),
  park: z.strictObject({ call, by, slot: slot.optional() }),
  retrieve: z.strictObject({ slot, by }),
  pickUp: ofCall('takes a call'),
  listenIn: ofCall('hears a talk of others, unheard'),
  whisper: ofCall('is heard by the colleague only'),
  breakIn: ofCall('is heard by both'),
  stopSupervising: ofCall('leaves the two to themselves'),
  pauseRecording: ofCall('nothing is recorded for a while'),
  resumeRecording: ofCall('it is recorded again'),
  login: membership,
  /** The members of a group, in their order; a scenario always edits the newest version. */
  saveMembers: z.strictObject({
    group,
    members: z.array(z.strictObject({ user, tier: z.int(expecting('a tier')).min(0).default(0) })).min(1),
    by: by.optional(),
  }),
  logout: membership,
  pause: z.strictObject({ user, reason: z.string(expecting('a reason in words')).max(200), by: by.optional() }),
  resume: z.strictObject({ user, by: by.optional() }),
  endWrapUp: z.strictObject({ user, by: by.optional() }),
  /** The one time away that a user has from now on. */
  away: z.strictObject({
    user,
    reason: z.string(expecting('holiday, meeting, lunch, busy, or words of one’s own')).min(1).max(80),
    text: z.string().max(200).optional(),
    from: time.optional(),
    until: time.optional(),
    forwardTo: dialled.optional(),
    by: by.optional(),
  }),
  /** A user is away no more. */
  back: z.strictObject({ user, by: by.optional() }),
  /** A schedule is set by hand: to a period, to closed, or (null) back to its hours. */
  hours: z.strictObject({
    schedule: idOf('a schedule'),
    is: z.string(expecting('a period of the schedule, "closed", or null')).max(40).nullable(),
    until: ms.optional(),
    by: by.optional(),
  }),
  conference: z.strictObject({ by, invite: z.array(someone, expecting('a list of people')).max(60) }),
  /** One more for the meeting that `by` began. */
  invite: z.strictObject({ who: someone, by }),
  /** Both parties of a talk come into the meeting that `meetingOf` began. */
  bringIn: z.strictObject({ call, meetingOf: user, by }),
  mute: ofCall('not heard any more'),
  unmute: ofCall('heard again'),
  remove: ofCall('taken out of the meeting'),
  endConference: z.strictObject({ by }),
  closeCallback: z.strictObject({ group, number: dialled, by: by.optional() }),
  endCall: z.strictObject({ call, by: by.optional() }),
  /** The company changes: what is given is laid over what it is, lists of things with ids by their id. */
  configure: z.record(z.string(), z.unknown(), expecting('what changes of the company file')),
} as const;

/** The name of a command as it stands in a timetable. */
export type CommandName = keyof typeof commandSchemas;
/** What is said with each command. */
export type Asked = { readonly [Name in CommandName]: z.output<(typeof commandSchemas)[Name]> };
/** Every command. */
export const commandNames = Object.keys(commandSchemas) as readonly CommandName[];

/** Why a command may be refused. */
export const refusalCodes = [
  'notFound',
  'notInCall',
  'badTarget',
  'alreadyTaken',
  'lineBusy',
  'forbidden',
  'invalid',
  'full',
] as const;
