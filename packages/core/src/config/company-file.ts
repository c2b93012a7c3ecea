import { z } from 'zod';
import { accessSchema } from '../access/access-file.ts';
import { roomsSchema } from '../conference/rooms-file.ts';
import { colleagueFields, contactsSchema } from '../directory/contacts-file.ts';
import { isCountry } from '../directory/numbers.ts';
import { flowsSchema } from '../flow/flow-file.ts';
import { schedulesSchema } from '../hours/schedules-file.ts';
import { isZone } from '../hours/zone.ts';
import { recordingSchema } from '../recording/recording-file.ts';
import { slaRulesSchema } from '../statistics/sla-rule-file.ts';
import { vipListsSchema } from '../vip/vip-file.ts';
import { type DestinationFile, destination } from './destination-file.ts';
import { expecting } from './expectations.ts';
import { group, unanswered } from './group-file.ts';
import { e164, id, list, name, object, seconds, shortNumber, sound, text, whole } from './schema-parts.ts';

const user = object(
  {
    id,
    name,
    shortNumber: shortNumber.optional(),
    devices: list(id, 'device ids').max(10, expecting('at most 10 devices')).default([]),
    /** The number shown on calls to the outside: one of the company's. */
    displayNumber: e164.optional(),
    /** What the user knows, from 1 to 10. */
    skills: z
      .record(id, whole('a whole number from 1 to 10', 1, 10), expecting('skills, such as { "english": 5 }'))
      .default({}),
    /** Where a call straight to the user goes that is not answered. */
    unanswered: destination.optional(),
    /** What a short number dialled in a call does (S143). */
    quickTransfer: z
      .enum(['withReturn', 'withoutReturn', 'attended'], expecting('"withReturn", "withoutReturn" or "attended"'))
      .default('withReturn'),
    ...colleagueFields,
  },
  'a user, such as { "id": "anna", "name": "Anna Vik" }',
);

const slot = whole('a whole number from 1 to 9999', 1, 9999);

const need = object(
  { skill: id, level: whole('a whole number from 1 to 10', 1, 10).default(1) },
  'a skill that is needed, such as { "skill": "english", "level": 3 }',
);

const publicNumber = object(
  { number: e164, to: destination, needs: list(need, 'skills').max(10, expecting('at most 10 skills')).default([]) },
  'a number, such as { "number": "+4757828600", "to": ... }',
);

/** A number outside that has a short number. */
const outsideShort = object(
  { shortNumber, number: e164 },
  'a short number, such as { "shortNumber": "301", "number": "+4799887766" }',
);

/** How customers are called back. */
const callback = object(
  {
    attempts: whole('a whole number from 1 to 10', 1, 10).default(3),
    retryMinutes: whole('whole minutes from 1 to 1440', 1, 1440).default(10),
    ringSeconds: seconds.default(30),
    /** Heard by one who takes a callback. */
    promised: sound.default('callback-promised'),
  },
  'how customers are called back, such as { "attempts": 3 }',
);

/** What callers hear who may leave a message. */
const voicemail = object(
  {
    greeting: sound.default('leave-a-message'),
    /** Greetings of users and groups, by id. */
    greetings: z
      .record(id, sound, expecting('greetings by user or group, such as { "anna": "anna-away" }'))
      .default({}),
  },
  'voicemail, such as { "greeting": "leave-a-message" }',
);

/** How calls are moved and come back. */
const transfer = object(
  {
    /** How long a transfer that returns waits for an answer. */
    returnSeconds: seconds.default(30),
    /** How long a returned call waits for its operator to be free. */
    recallSeconds: seconds.default(60),
    recallRingSeconds: seconds.default(30),
    maxReturns: whole('a whole number from 0 to 10', 0, 10).default(3),
    parkSeconds: seconds.default(120),
    /** The first and the last slot for parked calls. */
    parkSlots: z
      .tuple([slot, slot], expecting('[first, last], from 1 to 9999'))
      .refine(
        ([first, last]) => first <= last && last - first < 1000,
        expecting('[first, last] with at most 1000 slots'),
      )
      .default([701, 720]),
    holdReminderSeconds: seconds.default(60),
    pickUpSeconds: seconds.default(20),
  },
  'how calls are moved, such as { "returnSeconds": 30 }',
);

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
    /** Who takes a returned call that has no group of its own. */
    mainGroup: id.optional(),
    /** Heard on hold, in park and while a call is moved; absent: ringing tone. */
    music: sound.optional(),
    transfer: transfer.prefault({}),
    callback: callback.prefault({}),
    /** IANA time zone of the company's clocks. */
    zone: z
      .string(expecting('an IANA time zone, such as "Europe/Oslo"'))
      .refine(isZone, expecting('an IANA time zone, such as "Europe/Oslo"'))
      .default('Europe/Oslo'),
    /** Opening hours (S133). */
    schedules: schedulesSchema.default([]),
    /** What callers are led through: menus, messages, hours (S78). */
    flows: flowsSchema.default([]),
    /** Who may do what, and what may be dialled (S135). */
    access: accessSchema.prefault({}),
    /** Callers who pass the lines (S139). */
    vipLists: vipListsSchema.default([]),
    /** What is watched of the queues, and told when it crosses a limit (S138). */
    slaRules: slaRulesSchema.default([]),
    /** People outside the company that everyone shares (S127). */
    contacts: contactsSchema.default([]),
    voicemail: voicemail.prefault({}),
    /** Numbers outside that everyone may dial by a short number (S144). */
    shortNumbers: list(outsideShort, 'short numbers').max(10_000, expecting('at most 10000 short numbers')).default([]),
    /** Rooms in which callers meet, to which flows lead them (S166). */
    rooms: roomsSchema.default([]),
    /** Whose talks are recorded; absent: nobody's. */
    recording: recordingSchema.optional(),
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
export type TargetFile = DestinationFile;
/** One group of the file. */
export type GroupFile = CompanyFileChecked['groups'][number];
