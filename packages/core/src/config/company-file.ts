import { z } from 'zod';
import { isCountry, isE164 } from '../directory/numbers.ts';
import { expecting } from './expectations.ts';

const text = (expected: string, pattern: RegExp) => z.string(expecting(expected)).regex(pattern, expecting(expected));
const whole = (expected: string, least: number, most: number) =>
  z.int(expecting(expected)).min(least, expecting(expected)).max(most, expecting(expected));
const list = <Item extends z.ZodType>(item: Item, expected: string) =>
  z.array(item, expecting(`a list of ${expected}`));
const object = <Shape extends z.ZodRawShape>(shape: Shape, expected: string) =>
  z.strictObject(shape, expecting(expected));

const id = text('1 to 40 small letters, digits and hyphens, such as "anna-desk"', /^[a-z0-9][a-z0-9-]{0,39}$/);
const name = z
  .string(expecting('a name'))
  .trim()
  .min(1, expecting('a name'))
  .max(80, expecting('at most 80 characters'));
const e164 = z
  .string(expecting('a number in E.164, such as "+4757828600"'))
  .refine(isE164, expecting('a number in E.164, such as "+4757828600"'));
const shortNumber = text('2 to 6 digits, such as "101"', /^[0-9]{2,6}$/);
const tier = whole('a whole number from 0 to 99', 0, 99);
const seconds = whole('whole seconds from 1 to 600', 1, 600);

const target = z.union(
  [z.strictObject({ group: id }), z.strictObject({ user: id })],
  expecting('{ "group": id } or { "user": id }'),
);

const ring = object(
  {
    /** How long each tier rings: one figure for all, or one a tier, the last for the tiers after it. */
    seconds: z
      .union(
        [seconds, z.array(seconds).min(1, expecting('at least one figure')).max(100, expecting('at most 100 figures'))],
        expecting('seconds from 1 to 600, or a list of them'),
      )
      .default(20),
    /** How many times the tiers are gone through; absent: until somebody answers. */
    rounds: whole('a whole number from 1 to 1000', 1, 1000).optional(),
    roundPauseSeconds: seconds.default(5),
    /** Whether a tier goes on ringing when the next begins. */
    keepRinging: z.boolean(expecting('true or false')).default(false),
  },
  'how the group rings, such as { "seconds": 20 }',
);

/** What an outside caller hears before the call is released; `message: null` releases at once. */
const unanswered = object(
  {
    message: z
      .string(expecting('the name of a sound, or null'))
      .min(1, expecting('the name of a sound, or null'))
      .max(80, expecting('at most 80 characters'))
      .nullable(),
  },
  '{ "message": the name of a sound, or null }',
);

const user = object(
  {
    id,
    name,
    shortNumber: shortNumber.optional(),
    devices: list(id, 'device ids').max(10, expecting('at most 10 devices')).default([]),
    /** The number shown on calls to the outside: one of the company's. */
    displayNumber: e164.optional(),
  },
  'a user, such as { "id": "anna", "name": "Anna Vik" }',
);

const member = object({ user: id, tier: tier.default(0) }, 'a member, such as { "user": "anna", "tier": 0 }');

const group = object(
  {
    id,
    name,
    shortNumber: shortNumber.optional(),
    members: list(member, 'members').min(1, expecting('at least one member')),
    ring: ring.prefault({}),
    unanswered: unanswered.optional(),
  },
  'a group, such as { "id": "sal", "name": "Sal", "members": [...] }',
);

const publicNumber = object({ number: e164, to: target }, 'a number, such as { "number": "+4757828600", "to": ... }');

/** The company file: what a company is, as people write it. Checked further by `readCompany`. */
export const companySchema = object(
  {
    name,
    /** ISO 3166-1 code of the country whose national numbers may be dialled as they are. */
    country: z
      .string(expecting('an ISO 3166-1 country code, such as "NO"'))
      .refine(isCountry, expecting('an ISO 3166-1 country code, such as "NO"'))
      .default('NO'),
    numbers: list(publicNumber, 'numbers').default([]),
    users: list(user, 'users').min(1, expecting('at least one user')),
    groups: list(group, 'groups').default([]),
    /** How long a call straight to a user rings. */
    userRingSeconds: seconds.default(30),
    unanswered: unanswered.default({ message: 'nobody-answered' }),
    /** Numbers that always go out, dialled as they are. */
    emergencyNumbers: list(text('3 to 6 digits, such as "112"', /^[0-9]{3,6}$/), 'numbers').default([
      '110',
      '112',
      '113',
    ]),
  },
  'a company: { "name": ..., "users": [...] }',
);

/** The company file before defaults: what one writes. */
export type CompanyFile = z.input<typeof companySchema>;
/** The company file with every default filled in. */
export type CompanyFileChecked = z.output<typeof companySchema>;
/** Where a number of the file leads. */
export type TargetFile = CompanyFileChecked['numbers'][number]['to'];
/** One group of the file. */
export type GroupFile = CompanyFileChecked['groups'][number];
