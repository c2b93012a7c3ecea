import { z } from 'zod';
import { expecting } from './expectations.ts';
import { e164, id, sound } from './schema-parts.ts';

/** Where a number, or a call that nobody takes, leads. */
export const destination = z.union(
  [
    z.strictObject({ group: id }),
    z.strictObject({ user: id }),
    z.strictObject({ flow: id }),
    z.strictObject({ external: e164 }),
    z.strictObject({
      voicemail: z.union([z.literal('company'), z.strictObject({ user: id }), z.strictObject({ group: id })]),
    }),
    z.strictObject({ message: sound }),
    z.strictObject({ release: z.literal(true) }),
  ],
  expecting(
    '{ "group": id }, { "user": id }, { "flow": id }, { "external": number }, { "voicemail": … }, { "message": sound } or { "release": true }',
  ),
);

/** A destination as it stands in the file. */
export type DestinationFile = z.output<typeof destination>;
