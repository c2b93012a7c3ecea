import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { e164, id, list, name, object, text } from '../config/schema-parts.ts';

/** What VIP calls of a list may do beside passing the line, from least to most. */
export const preemptions = [
  /** Only pass all waiting ordinary calls. */
  'queue',
  /** Also take over phones that ring for an ordinary call, when no other member is available. */
  'ringing',
  /** To a named person only: a tone, and a waiting call shown. */
  'break-in',
] as const;

/** One of {@link preemptions}. */
export type Preemption = (typeof preemptions)[number];

const direct = z.union(
  [z.strictObject({ user: id }), z.strictObject({ group: id })],
  expecting('{ "user": id } or { "group": id }'),
);

/** A shorter beginning would make a whole country VIP. */
const prefix = text('the beginning of numbers: "+" and 3 to 14 digits, such as "+475782"', /^\+[1-9][0-9]{2,13}$/);

const entry = object(
  {
    number: e164.optional(),
    /** The beginning of numbers, such as all those of one company. */
    prefix: prefix.optional(),
    /** Where such a caller goes at once (S101); absent: where other callers go, before them (S102). */
    direct: direct.optional(),
    /** For people. */
    note: z.string(expecting('a text')).max(200, expecting('at most 200 characters')).optional(),
  },
  'an entry, such as { "number": "+4799887766" } or { "prefix": "+475782" }',
).refine(
  (it) => (it.number === undefined) !== (it.prefix === undefined),
  expecting('either "number" or "prefix", and not both'),
);

/** One VIP list of a company file (S139). */
export const vipListSchema = object(
  {
    id,
    name,
    entries: list(entry, 'entries').max(10_000, expecting('at most 10000 entries')),
    /** The groups that the list is for, where it counts before the company's lists; absent: the whole company. */
    groups: list(id, 'group ids').min(1, expecting('at least one group id')).optional(),
    /** Absent: as the group has it. */
    preempt: z.enum(preemptions, expecting('"queue", "ringing" or "break-in"')).optional(),
  },
  'a VIP list, such as { "id": "gold", "name": "Gold", "entries": [{ "number": "+4799887766" }] }',
);

/** The VIP lists of a company file. The first list that has a number counts, where two of one reach have it alike. */
export const vipListsSchema = list(vipListSchema, 'VIP lists').max(100, expecting('at most 100 VIP lists'));

/** A VIP list as one writes it. */
export type VipListFile = z.input<typeof vipListSchema>;
/** A VIP list that has been checked. */
export type VipList = z.output<typeof vipListSchema>;
