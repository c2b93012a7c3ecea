import { z } from 'zod';
import { expecting } from '../config/expectations.ts';
import { list, object } from '../config/schema-parts.ts';
import { elementId } from './element-parts.ts';
import { callbackOfferSchema } from './elements/callback-offer.ts';
import { collectNumberSchema } from './elements/collect-number.ts';
import { conferenceSchema } from './elements/conference.ts';
import { gotoSchema } from './elements/goto.ts';
import { hangUpSchema } from './elements/hang-up.ts';
import { hoursSchema } from './elements/hours.ts';
import { menuSchema } from './elements/menu.ts';
import { personalVoicemailSchema } from './elements/personal-voicemail.ts';
import { playSchema } from './elements/play.ts';
import { queueSchema } from './elements/queue.ts';
import { setLanguageSchema } from './elements/set-language.ts';
import { transferExternalSchema } from './elements/transfer-external.ts';
import { userSchema } from './elements/user.ts';
import { vipSchema } from './elements/vip.ts';
import { voicemailSchema } from './elements/voicemail.ts';

/** The schemas of all kinds of element. */
export const elementSchemas = [
  menuSchema,
  queueSchema,
  playSchema,
  hoursSchema,
  gotoSchema,
  transferExternalSchema,
  callbackOfferSchema,
  voicemailSchema,
  personalVoicemailSchema,
  vipSchema,
  userSchema,
  conferenceSchema,
  collectNumberSchema,
  setLanguageSchema,
  hangUpSchema,
] as const;

/** Every kind of element, in the order of the documentation. */
export const elementKinds = elementSchemas.map((schema) => schema.shape.kind.value);

/** One element of a flow. */
export const elementSchema = z.discriminatedUnion(
  'kind',
  elementSchemas,
  expecting(`an element of one of the kinds ${elementKinds.join(', ')}`),
);

/** A flow: elements by id, and where a call begins. Nothing is added or changed on reading, so it is written as it was read (S78). */
export const flowSchema = object(
  {
    id: elementId,
    /** For people. */
    name: z
      .string(expecting('a name'))
      .regex(/^\S/, expecting('a name, not beginning with a space'))
      .max(80, expecting('at most 80 characters')),
    start: elementId,
    elements: z.record(
      elementId,
      elementSchema,
      expecting('elements by id: 1 to 40 small letters, digits and hyphens, beginning with a letter'),
    ),
  },
  'a flow, such as { "id": "main", "name": "Main number", "start": "menu", "elements": { "menu": ... } }',
);

/** The flows of a company file. */
export const flowsSchema = list(flowSchema, 'flows');

/** One flow. */
export type Flow = z.input<typeof flowSchema>;
/** One element of a flow. */
export type FlowElement = z.input<typeof elementSchema>;
/** What kind of element it is. */
export type ElementKind = FlowElement['kind'];
