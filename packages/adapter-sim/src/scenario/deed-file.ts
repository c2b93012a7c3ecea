import { z } from 'zod';
import { behaviourSchema, manners } from './behaviour-file.ts';
import { commandNames, commandSchemas, refusalCodes } from './command-file.ts';
import { callName, type callReference, dialled, expecting, flag, keys, ms, phoneName } from './file-parts.ts';

const call = z.strictObject({
  as: callName,
  from: z.union(
    [z.string().min(1).max(40), z.strictObject({ device: z.string().min(1) })],
    expecting('a number outside, such as "+4799887766", or { "device": id }'),
  ),
  name: z.string().min(1).max(80).optional(),
  withheld: flag.optional(),
  to: dialled,
  patienceMs: ms.optional(),
  talkMs: ms.optional(),
  ...manners,
});

const lost = z.union([z.literal('all'), z.array(callName)], expecting('"all", or a list of calls'));
const delay = z
  .tuple([ms, ms], expecting('[from, to] in milliseconds, from not above to'))
  .refine(([from, to]) => from <= to, expecting('[from, to] in milliseconds, from not above to'));
const probability = z.number(expecting('a number from 0 to 1')).min(0).max(1);

/** How bad the network is. */
export const faultsSchema = z.strictObject({
  delayMs: delay.optional(),
  loss: probability.optional(),
  double: probability.optional(),
  reorder: probability.optional(),
});

/** What people do with their telephones, and what the network does. `at`: a call by its name, else a telephone. */
const handSchemas = {
  call,
  phone: phoneName,
  answer: phoneName,
  reject: phoneName,
  hangUp: phoneName,
  press: z.strictObject({ keys, at: phoneName }),
  say: z.strictObject({ forMs: ms, at: phoneName }),
  /** The telephone itself puts us on hold. */
  hold: phoneName,
  unhold: phoneName,
  /** The telephone itself asks for a transfer, as SIP phones do. */
  requestTransfer: z.strictObject({ at: phoneName, to: dialled, attended: flag.optional() }),
  register: phoneName,
  unregister: phoneName,
  restart: z.strictObject({ losing: lost.default([]) }),
  faults: faultsSchema,
} as const;

type Optional<Shape extends z.ZodRawShape> = { [Key in keyof Shape]: z.ZodOptional<Shape[Key]> };

function optional<Shape extends z.ZodRawShape>(shape: Shape): Optional<Shape> {
  // The keys are those of the shape.
  return Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [key, (schema as z.ZodType).optional()]),
  ) as unknown as Optional<Shape>;
}

const handNames = Object.keys(handSchemas) as readonly (keyof typeof handSchemas)[];
/** Everything that may happen at an instant, by name. */
export const deedNames = [...handNames, ...commandNames] as const;
const deedWords = `exactly one of ${deedNames.map((name) => (name === 'phone' ? '"phone" with "does"' : `"${name}"`)).join(', ')}`;

/** One line of a timetable: an instant, and what happens then. */
export const lineSchema = z
  .strictObject({
    atMs: ms,
    ...optional(handSchemas),
    does: behaviourSchema.optional(),
    ...optional(commandSchemas),
    /** The command is refused, for this reason. */
    refused: z.enum(refusalCodes, expecting(`one of ${refusalCodes.join(', ')}`)).optional(),
  })
  .refine((line) => deedNames.filter((deed) => line[deed] !== undefined).length === 1, { error: deedWords })
  .refine((line) => (line.phone === undefined) === (line.does === undefined), {
    error: '"phone" and "does" together',
  })
  .refine((line) => line.refused === undefined || commandNames.some((name) => line[name] !== undefined), {
    error: '"refused" beside a command',
  })
  .meta({ oneOf: deedNames.map((deed) => ({ required: deed === 'phone' ? ['phone', 'does'] : [deed] })) });

/** A line of a timetable with every default filled in. */
export type LineFile = z.output<typeof lineSchema>;
/** The name of a deed of hands or of the network. */
export type HandName = keyof typeof handSchemas;
/** A call as a deed names it. */
export type CallReference = z.output<typeof callReference>;
