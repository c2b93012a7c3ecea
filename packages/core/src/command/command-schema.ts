import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { flag, list, object } from '../config/schema-parts.ts';
import type { Command } from './command.ts';

/** Longer than any id that there is: what is longer is no id, and is not carried on. */
const MOST = 100;

const named = (expected: string) =>
  z
    .string(expecting(expected))
    .min(1, expecting(expected))
    .max(MOST, expecting(`at most ${MOST} characters`));
const [user, group, call] = [named('the id of a user'), named('the id of a group'), named('the id of a call')];
const [conference, callback] = [named('the id of a meeting'), named('the id of a callback')];
const words = z.string(expecting('text')).max(1000, expecting('at most 1000 characters'));
const dialled = named('a number as dialled');
const slot = z.number(expecting('the number of a slot'));
const by = user.optional();

const person = object({ user }, 'a user, as { "user": "anna" }');
const number = object({ number: dialled }, 'a number, as { "number": "101" }');
const invitee = z.union([person, number], expecting('{ "user": "anna" } or { "number": "101" }'));
const to = z.union(
  [person, object({ group }, 'a group, as { "group": "sales" }'), number],
  expecting('{ "user": "anna" }, { "group": "sales" } or { "number": "101" }'),
);
const instant = z.union(
  [z.number(), z.string().max(MOST)],
  expecting('an instant in ms, or a local time such as "2026-12-20T08:00"'),
);
const absence = object(
  {
    reason: words,
    text: words.optional(),
    from: instant.optional(),
    until: instant.optional(),
    forwardTo: dialled.optional(),
  },
  'a time away, as { "reason": "lunch", "until": "2026-12-20T12:00" }',
);
const override = object(
  { period: named('the name of a period').optional(), until: z.number(expecting('an instant in ms')).optional() },
  'a period and until when, as { "period": "open" }',
);

const shapes = {
  endCall: { call, by },
  configure: { file: z.unknown(), by },
  saveMembers: {
    group,
    members: z.unknown(),
    version: z.number(expecting('the version that the edit began with')),
    by,
  },
  endAllCalls: {},
  logIn: { user, group, by },
  logOut: { user, group, by },
  pause: { user, reason: words, by },
  resume: { user, by },
  setAbsences: { user, absences: list(absence, 'times away'), by },
  overrideHours: { schedule: named('the id of a schedule'), override: override.optional(), by },
  endWrapUp: { user, by },
  transfer: { call, to, by: user, isReturning: flag.optional() },
  consult: { call, to, by: user },
  completeTransfer: { call, by: user },
  cancelTransfer: { call, by: user },
  swap: { call, by: user },
  hold: { call, by: user },
  resumeCall: { call, by: user },
  park: { call, by: user, slot: slot.optional() },
  retrieve: { slot, by: user },
  listenIn: { call, by: user },
  whisper: { call, by: user },
  breakIn: { call, by: user },
  stopSupervising: { call, by: user },
  pauseRecording: { call, by: user },
  resumeRecording: { call, by: user },
  pickUp: { call, by: user },
  startConference: { by: user, invite: list(invitee, 'users and numbers') },
  invite: { conference, who: invitee, by: user },
  bringIn: { conference, call, by: user },
  mute: { conference, call, isMuted: flag, by: user },
  remove: { conference, call, by: user },
  endConference: { conference, by: user },
  closeCallback: { callback, by },
} satisfies Readonly<Record<Command['type'], z.ZodRawShape>>;

/** Every type of command. */
export const commandTypes = Object.keys(shapes) as readonly Command['type'][];

const schemas: ReadonlyMap<string, z.ZodType> = new Map(
  commandTypes.map((type) => [type, object({ type: z.literal(type), ...shapes[type] }, `a command ${type}`)]),
);

/** The shape of the commands of a type, to check what comes as JSON; undefined for a type that there is not. */
export const commandSchemaOf = (type: string): z.ZodType | undefined => schemas.get(type);
