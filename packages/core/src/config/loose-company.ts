import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);

const mailbox = z.object({ user: text, group: text }).optional().catch(undefined);
const NOWHERE = { group: undefined, user: undefined, flow: undefined, voicemail: undefined };
const target = z.object({ group: text, user: text, flow: text, voicemail: mailbox }).catch(NOWHERE);
const targets = z.record(z.string(), target.optional().catch(undefined)).catch({});
const queue = z.object({ exits: targets, exitKeys: targets }).catch({ exits: {}, exitKeys: {} });
const user = z
  .object({
    id: text,
    shortNumber: text,
    devices: list(text),
    displayNumber: text,
    unanswered: target.optional().catch(undefined),
  })
  .catch({ id: undefined, shortNumber: undefined, devices: [], displayNumber: undefined });
const member = z.object({ user: text }).catch({ user: undefined });
const group = z
  .object({
    id: text,
    shortNumber: text,
    members: list(member),
    schedule: text,
    heir: text,
    queue: queue.optional().catch(undefined),
  })
  .catch({ id: undefined, shortNumber: undefined, members: [] });
const number = z.object({ number: text, to: target }).catch({ number: undefined, to: NOWHERE });

const schema = z.object({
  country: text,
  numbers: list(number),
  users: list(user),
  groups: list(group),
  vipLists: list(z.object({ id: text }).catch({ id: undefined })),
  flows: list(z.object({ id: text }).catch({ id: undefined })),
  mainGroup: text,
  recording: z
    .object({ groups: list(text) })
    .optional()
    .catch(undefined),
  schedules: list(z.object({ id: text }).catch({ id: undefined })),
  shortNumbers: list(z.object({ shortNumber: text, number: text }).catch({})),
  rooms: list(z.object({ id: text, owner: text, schedule: text }).catch({})),
  emergencyNumbers: z.array(text).catch(['110', '112', '113']),
});

/** Where something leads, as far as it can be read. */
export type LooseTarget = z.output<typeof target>;

/** What can be read of a company file, right or wrong: everything that is not in its place is undefined or empty. */
export type LooseCompany = z.output<typeof schema>;

/** Reads what can be read, so that what the parts say of each other is checked beside their own mistakes. */
export function readLoosely(input: unknown): LooseCompany | undefined {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : undefined;
}
