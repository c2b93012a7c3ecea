import { causes, entryOutcomes, outcomes, returnReasons } from '@sentralbord/core';
import { z } from 'zod';
import { callReference, count, expecting, group, idOf, ms, phoneName, user } from './file-parts.ts';

const availabilities = ['unreachable', 'idle', 'reserved', 'ringing', 'busy', 'wrappingUp', 'paused'] as const;
const results = ['answered', 'abandoned', 'unanswered', ...returnReasons] as const;
const oneOf = (values: readonly string[]) => expecting(`one of ${values.join(', ')}`);
const names = (what: string) => z.array(z.string(expecting(what)), expecting(`a list of ${what}`)).max(100);

const transfer = z.strictObject({
  by: user,
  /** A user, a group or a number. */
  to: z.string(expecting('a user, a group or a number')),
  /** Why it came back, or what else came of it. */
  result: z.enum(results, oneOf(results)),
});

/** What may be said of a call. */
const ofCall = {
  outcome: z.enum(outcomes, oneOf(outcomes)).optional(),
  /** The user who answered first; null: nobody of the company. */
  answeredBy: z.string().nullable().optional(),
  endedBy: z.enum(['caller', 'callee', 'switchboard'], expecting('caller, callee or switchboard')).optional(),
  told: z.enum(causes, oneOf(causes)).optional(),
  class: z.enum(['ordinary', 'vip'], expecting('ordinary or vip')).optional(),
  /** Everyone whom the caller talked with, in order: users, and numbers outside. */
  talkedWith: names('users and numbers').optional(),
  transfers: z.array(transfer, expecting('a list of transfers')).max(20).optional(),
  /** The places in the line that the caller was told. */
  toldPlaces: z.array(count, expecting('a list of places')).max(100).optional(),
  waitingMs: ms.optional(),
  ringingMs: ms.optional(),
  messageMs: ms.optional(),
  talkingMs: ms.optional(),
  heldMs: ms.optional(),
};

/** What may be said of how places in a group's line were left; an outcome that is not named did not happen. */
const ofCounts = Object.fromEntries(entryOutcomes.map((outcome) => [outcome, count.optional()])) as unknown as {
  [Outcome in (typeof entryOutcomes)[number]]: z.ZodOptional<typeof count>;
};

const keysOf = {
  call: Object.keys(ofCall),
  rings: ['fromMs', 'untilMs'],
  neverRings: ['fromMs', 'untilMs'],
  shows: ['number', 'name', 'fromMs'],
  hears: ['what', 'fromMs', 'untilMs'],
  inLine: ['atMs', 'calls'],
  counts: Object.keys(ofCounts),
  user: ['is', 'atMs'],
  slot: ['holds', 'atMs'],
  mailbox: ['messages', 'lengthsMs'],
  meetingOf: ['atMs', 'participants'],
  callbacks: ['atMs', 'numbers'],
  empty: [],
} as const satisfies Record<string, readonly string[]>;

/** Every kind of expectation, by the key that says it. */
export const expectationKinds = Object.keys(keysOf) as readonly (keyof typeof keysOf)[];

const requiredOf: Partial<Record<keyof typeof keysOf, Readonly<Record<string, string>>>> = {
  rings: { fromMs: 'when it begins to ring' },
  hears: { what: 'what is heard', fromMs: 'when it is heard' },
  inLine: { atMs: 'when the line is so', calls: 'the calls in the order of service' },
  user: { is: 'what the user is', atMs: 'when the user is that' },
  slot: { holds: 'the call in the slot, or null', atMs: 'when it is there' },
  mailbox: { messages: 'how many messages there are' },
  meetingOf: { atMs: 'when they take part', participants: 'who takes part' },
  callbacks: { atMs: 'when they are pending', numbers: 'the numbers to be called back' },
};

const kindWords = `exactly one of ${expectationKinds.map((kind) => `"${kind}"`).join(', ')}`;

/** One thing that must come of a scenario. */
export const expectationSchema = z
  .strictObject({
    call: callReference.optional(),
    ...ofCall,
    rings: phoneName.optional(),
    neverRings: phoneName.optional(),
    fromMs: ms.optional(),
    untilMs: ms.optional(),
    shows: phoneName.optional(),
    number: z.string().nullable().optional(),
    name: z.string().nullable().optional(),
    /** A call by its name, or a telephone. */
    hears: phoneName.optional(),
    what: z
      .string(expecting('"ringing", "sound hall", "tone", "meeting", "nothing", a telephone or a call'))
      .min(1)
      .max(100)
      .optional(),
    inLine: group.optional(),
    calls: z.array(callReference, expecting('a list of calls')).max(1000).optional(),
    counts: group.optional(),
    ...ofCounts,
    user: user.optional(),
    is: z.enum(availabilities, oneOf(availabilities)).optional(),
    slot: z.int(expecting('a slot')).optional(),
    holds: callReference.nullable().optional(),
    mailbox: idOf('a user or a group, or "company"').optional(),
    messages: count.optional(),
    lengthsMs: z.array(ms, expecting('a list of lengths')).max(100).optional(),
    meetingOf: user.optional(),
    participants: names('users and numbers').optional(),
    callbacks: group.optional(),
    numbers: names('numbers').optional(),
    atMs: ms.optional(),
    empty: z.literal(true, expecting('true')).optional(),
  })
  .superRefine((line, context) => {
    const said = new Set(Object.keys(line));
    const kinds = expectationKinds.filter((kind) => said.has(kind));
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      context.addIssue({ code: 'custom', message: kindWords });
      return;
    }
    const allowed: readonly string[] = [kind, ...keysOf[kind]];
    for (const key of said) {
      if (allowed.includes(key)) continue;
      context.addIssue({ code: 'custom', path: [key], message: `no such key beside "${kind}"` });
    }
    for (const [key, message] of Object.entries(requiredOf[kind] ?? {})) {
      if (!said.has(key)) context.addIssue({ code: 'custom', path: [key], message });
    }
  })
  .meta({
    oneOf: expectationKinds.map((kind) => ({ required: [kind, ...Object.keys(requiredOf[kind] ?? {})] })),
  });

/** An expectation as it stands in the file. */
export type ExpectationFile = z.output<typeof expectationSchema>;
