import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);

const target = z.object({ group: text, user: text }).catch({ group: undefined, user: undefined });
const user = z
  .object({ id: text, shortNumber: text, devices: list(text), displayNumber: text })
  .catch({ id: undefined, shortNumber: undefined, devices: [], displayNumber: undefined });
const member = z.object({ user: text }).catch({ user: undefined });
const group = z
  .object({ id: text, shortNumber: text, members: list(member) })
  .catch({ id: undefined, shortNumber: undefined, members: [] });
const number = z
  .object({ number: text, to: target })
  .catch({ number: undefined, to: { group: undefined, user: undefined } });

const schema = z.object({
  country: text,
  numbers: list(number),
  users: list(user),
  groups: list(group),
  emergencyNumbers: z.array(text).catch(['110', '112', '113']),
});

/** What can be read of a company file, right or wrong: everything that is not in its place is undefined or empty. */
export type LooseCompany = z.output<typeof schema>;

/** Reads what can be read, so that what the parts say of each other is checked beside their own mistakes. */
export function readLoosely(input: unknown): LooseCompany | undefined {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : undefined;
}
