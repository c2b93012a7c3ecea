import { z } from 'zod';
import { isCountry, isE164 } from '../directory/numbers.ts';
import { expecting } from './expectations.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, expecting('1 to 40 small letters, digits and hyphens, such as "anna-desk"'));
const name = z.string().trim().min(1, expecting('a name')).max(80, expecting('at most 80 characters'));
const e164 = z.string().refine(isE164, expecting('a number in E.164, such as "+4757828600"'));
const shortNumber = z.string().regex(/^[0-9]{2,6}$/, expecting('2 to 6 digits, such as "101"'));
const tier = z
  .int(expecting('a whole number from 0 to 99'))
  .min(0, expecting('a whole number from 0 to 99'))
  .max(99, expecting('a whole number from 0 to 99'));
const seconds = (least: number, most: number) => {
  const words = expecting(`whole seconds from ${least} to ${most}`);
  return z.int(words).min(least, words).max(most, words);
};

const target = z.union(
  [z.strictObject({ group: id }), z.strictObject({ user: id })],
  expecting('{ "group": id } or { "user": id }'),
);

const ring = z.strictObject({
  /** How long each tier rings: one figure for all, or one a tier, the last for the tiers after it. */
  seconds: z
    .union(
      [seconds(1, 600), z.array(seconds(1, 600)).min(1).max(100)],
      expecting('seconds from 1 to 600, or a list of them'),
    )
    .default(20),
  /** How many times the tiers are gone through; absent: until somebody answers. */
  rounds: z
    .int(expecting('a whole number from 1 to 1000'))
    .min(1, expecting('a whole number from 1 to 1000'))
    .max(1000, expecting('a whole number from 1 to 1000'))
    .optional(),
  roundPauseSeconds: seconds(1, 600).default(5),
  /** Whether a tier goes on ringing when the next begins. */
  keepRinging: z.boolean().default(false),
});

/** What an outside caller hears before the call is released; `message: null` releases at once. */
const unanswered = z.strictObject({ message: z.string().min(1).max(80).nullable() });

const user = z.strictObject({
  id,
  name,
  shortNumber: shortNumber.optional(),
  devices: z.array(id).max(10, expecting('at most 10 devices')).default([]),
  /** The number shown on calls to the outside: one of the company's. */
  displayNumber: e164.optional(),
});

const group = z.strictObject({
  id,
  name,
  shortNumber: shortNumber.optional(),
  members: z.array(z.strictObject({ user: id, tier: tier.default(0) })).min(1, expecting('at least one member')),
  ring: ring.prefault({}),
  unanswered: unanswered.optional(),
});

/** The company file: what a company is, as people write it. Checked further by `readCompany`. */
export const companySchema = z.strictObject({
  name,
  /** ISO 3166-1 code of the country whose national numbers may be dialled as they are. */
  country: z.string().refine(isCountry, expecting('an ISO 3166-1 country code, such as "NO"')).default('NO'),
  numbers: z.array(z.strictObject({ number: e164, to: target })).default([]),
  users: z.array(user).min(1, expecting('at least one user')),
  groups: z.array(group).default([]),
  /** How long a call straight to a user rings. */
  userRingSeconds: seconds(1, 600).default(30),
  unanswered: unanswered.default({ message: 'nobody-answered' }),
  /** Numbers that always go out, dialled as they are. */
  emergencyNumbers: z
    .array(z.string().regex(/^[0-9]{3,6}$/, expecting('3 to 6 digits, such as "112"')))
    .default(['110', '112', '113']),
});

/** The company file before defaults: what one writes. */
export type CompanyFile = z.input<typeof companySchema>;
/** The company file with every default filled in. */
export type CompanyFileChecked = z.output<typeof companySchema>;
/** Where a number of the file leads. */
export type TargetFile = CompanyFileChecked['numbers'][number]['to'];
/** One group of the file. */
export type GroupFile = CompanyFileChecked['groups'][number];
