import { z } from 'zod';
import { expecting, flag, keys, sound, span } from './file-parts.ts';

const reactionWords = expecting(
  '{ "hears": a sound, "does": "press", "keys": "1" } or { "hears": a sound, "does": "hangUp" }',
);

const reaction = z.discriminatedUnion(
  'does',
  [
    z.strictObject({ hears: sound, does: z.literal('press'), keys, afterMs: span.optional() }),
    z.strictObject({ hears: sound, does: z.literal('hangUp'), afterMs: span.optional() }),
  ],
  reactionWords,
);

/** How somebody behaves in a call: what they do when they hear something, and how long a message they leave. */
export const manners = {
  reactions: z.array(reaction, expecting('a list of reactions')).max(20).optional(),
  saysMs: span.optional(),
};

const kinds = '"answer" | "reject" | "ignore" | "voicemail" | "busy" | "unreachable"';

/** What the person behind a telephone does when it rings. */
export const behaviourSchema = z.discriminatedUnion(
  'does',
  [
    z.strictObject({
      does: z.literal('answer'),
      afterMs: span.optional(),
      talkMs: span.optional(),
      confirms: flag.optional(),
      ...manners,
    }),
    z.strictObject({ does: z.literal('reject'), afterMs: span.optional() }),
    z.strictObject({ does: z.literal('ignore') }),
    z.strictObject({ does: z.literal('voicemail'), afterMs: span.optional(), talkMs: span.optional() }),
    z.strictObject({ does: z.literal('busy') }),
    z.strictObject({ does: z.literal('unreachable'), isRegistered: flag.optional() }),
  ],
  expecting(`{ "does": ${kinds}, … }`),
);
