import { causes, companySchema, outcomes } from '@sentralbord/core';
import { z } from 'zod';

/** What would have been right, as the error text of a schema: problems are told by what was expected. */
const expecting = (expected: string): { readonly error: string } => ({ error: expected });

const ms = z
  .int(expecting('whole milliseconds, 0 or more'))
  .min(0, expecting('whole milliseconds, 0 or more'))
  .max(86_400_000, expecting('at most 86400000 ms, which is a day'));
const spanWords = expecting('milliseconds: 3000, or [from, to] with from not above to, or { "mean": 3000 }');
const span = z.union(
  [ms, z.tuple([ms, ms]).refine(([from, to]) => from <= to), z.strictObject({ mean: ms })],
  spanWords,
);
const callName = z
  .string(expecting('a name of a call'))
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, expecting('1 to 40 small letters, digits and hyphens, such as "caller-1"'));
const phoneName = z.string(expecting('a device of the company, or a number outside')).min(1).max(40);
const dialled = z.string(expecting('a number as dialled')).min(1, expecting('a number as dialled')).max(40);
const probability = z.number(expecting('a number from 0 to 1')).min(0).max(1);

/** What the person behind a telephone does when it rings. */
export const behaviourSchema = z.discriminatedUnion(
  'does',
  [
    z.strictObject({ does: z.literal('answer'), afterMs: span.optional(), talkMs: span.optional() }),
    z.strictObject({ does: z.literal('reject'), afterMs: span.optional() }),
    z.strictObject({ does: z.literal('ignore') }),
    z.strictObject({ does: z.literal('busy') }),
    z.strictObject({ does: z.literal('unreachable'), isRegistered: z.boolean().optional() }),
  ],
  expecting('{ "does": "answer" | "reject" | "ignore" | "busy" | "unreachable", … }'),
);

const call = z.strictObject({
  as: callName,
  from: z.union(
    [z.string().min(1).max(40), z.strictObject({ device: z.string().min(1) })],
    expecting('a number outside, such as "+4799887766", or { "device": id }'),
  ),
  name: z.string().min(1).max(80).optional(),
  withheld: z.boolean().optional(),
  to: dialled,
  patienceMs: ms.optional(),
  talkMs: ms.optional(),
});

const lost = z.union([z.literal('all'), z.array(callName)], expecting('"all", or a list of calls'));

const deeds = ['call', 'phone', 'answer', 'reject', 'hangUp', 'restart'] as const;
const entry = z
  .strictObject({
    atMs: ms,
    call: call.optional(),
    phone: phoneName.optional(),
    does: behaviourSchema.optional(),
    answer: phoneName.optional(),
    reject: phoneName.optional(),
    hangUp: phoneName.optional(),
    restart: z.strictObject({ losing: lost.default([]) }).optional(),
  })
  .refine((line) => deeds.filter((deed) => line[deed] !== undefined).length === 1, {
    error: 'exactly one of "call", "phone" with "does", "answer", "reject", "hangUp", "restart"',
  })
  .refine((line) => (line.phone === undefined) === (line.does === undefined), {
    error: '"phone" and "does" together',
  })
  .meta({ oneOf: deeds.map((deed) => ({ required: deed === 'phone' ? ['phone', 'does'] : [deed] })) });

const expectations = ['call', 'rings', 'neverRings', 'shows', 'empty'] as const;
const expectation = z
  .strictObject({
    call: callName.optional(),
    outcome: z.enum(outcomes, expecting(`one of ${outcomes.join(', ')}`)).optional(),
    answeredBy: z.string().nullable().optional(),
    endedBy: z.enum(['caller', 'callee', 'switchboard'], expecting('caller, callee or switchboard')).optional(),
    told: z.enum(causes, expecting(`one of ${causes.join(', ')}`)).optional(),
    waitingMs: ms.optional(),
    ringingMs: ms.optional(),
    messageMs: ms.optional(),
    talkingMs: ms.optional(),
    rings: phoneName.optional(),
    fromMs: ms.optional(),
    untilMs: ms.optional(),
    neverRings: phoneName.optional(),
    shows: phoneName.optional(),
    number: z.string().nullable().optional(),
    name: z.string().nullable().optional(),
    empty: z.literal(true, expecting('true')).optional(),
  })
  .superRefine((line, context) => {
    const kinds = expectations.filter((kind) => line[kind] !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      context.addIssue({ code: 'custom', message: 'exactly one of "call", "rings", "neverRings", "shows", "empty"' });
      return;
    }
    for (const key of Object.keys(line)) {
      if (key === kind || keysOf[kind].includes(key)) continue;
      context.addIssue({ code: 'custom', path: [key], message: `no such key beside "${kind}"` });
    }
    if (kind === 'rings' && line.fromMs === undefined) {
      context.addIssue({ code: 'custom', path: ['fromMs'], message: 'when it begins to ring' });
    }
  })
  .meta({ oneOf: expectations.map((kind) => ({ required: kind === 'rings' ? [kind, 'fromMs'] : [kind] })) });

const keysOf: Readonly<Record<(typeof expectations)[number], readonly string[]>> = {
  call: ['outcome', 'answeredBy', 'endedBy', 'told', 'waitingMs', 'ringingMs', 'messageMs', 'talkingMs'],
  rings: ['fromMs', 'untilMs'],
  neverRings: [],
  shows: ['number', 'name'],
  empty: [],
};

const delay = z
  .tuple([ms, ms], expecting('[from, to] in milliseconds, from not above to'))
  .refine(([from, to]) => from <= to, expecting('[from, to] in milliseconds, from not above to'));

/** The scenario file: a company, its telephones, what happens when, and what must come of it. Checked further by `readScenario`. */
export const scenarioSchema = z.strictObject({
  /** Where editors find this schema; not used. */
  $schema: z.string().optional(),
  title: z.string(expecting('a title')).min(1, expecting('a title')).max(200),
  /** The company, or the path of its file, seen from the scenario file. */
  company: z.union([z.string().min(1), companySchema], expecting('a company, or the path of a company file')),
  /** Decides all that is drawn by lot. */
  seed: z.int(expecting('a whole number')).min(0).max(4_294_967_295).default(1),
  /** By device of the company, or by number outside; a device that is not named lets it ring. */
  phones: z.record(phoneName, behaviourSchema).default({}),
  trunk: z.strictObject({ maxCalls: z.int().min(0).max(1_000_000).optional() }).default({}),
  faults: z
    .strictObject({
      delayMs: delay.optional(),
      loss: probability.optional(),
      double: probability.optional(),
      reorder: probability.optional(),
    })
    .default({}),
  /** Lengths of sounds by name; a sound that is not named lasts 3000 ms. */
  sounds: z.record(z.string(), ms).default({}),
  /** What happens when; lines of the same time happen in their order. */
  timetable: z.array(entry).min(1, expecting('at least one line')).max(100_000),
  /** When the scenario ends; absent: when all is at rest, at most ten minutes after the last line of the timetable. */
  untilMs: ms.optional(),
  expect: z.array(expectation).default([]),
});

/** The scenario file before defaults: what one writes. */
export type ScenarioFile = z.input<typeof scenarioSchema>;
/** The scenario file with every default filled in. */
export type ScenarioFileChecked = z.output<typeof scenarioSchema>;
