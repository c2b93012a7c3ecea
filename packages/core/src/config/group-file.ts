import { z } from 'zod';
import { closingPolicies, ringOrders } from './company.ts';
import { destination } from './destination-file.ts';
import { expecting } from './expectations.ts';
import { flag, id, list, name, object, seconds, shortNumber, sound, text, tier, whole } from './schema-parts.ts';

/** What an outside caller hears before the call is released; `message: null` releases at once. */
export const unanswered = object({ message: sound.nullable() }, '{ "message": the name of a sound, or null }');

const width = whole('a whole number from 1 to 100', 1, 100);

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
    keepRinging: flag.default(false),
    /** Who of a tier is rung first. */
    order: z.enum(ringOrders, expecting(`one of ${ringOrders.join(', ')}`)).default('allAtOnce'),
    /** How many are rung at a time: one figure, or one for each offer of a round, the last for those after it. */
    width: z
      .union(
        [width, z.array(width).min(1, expecting('at least one figure')).max(100)],
        expecting('1 to 100, or a list'),
      )
      .optional(),
    /** How long one who refuses is left alone: for this round of the call, or for the whole call. */
    refusalCountsFor: z.enum(['round', 'call'], expecting('"round" or "call"')).default('round'),
  },
  'how the group rings, such as { "seconds": 20 }',
);

const waitLimit = whole('whole seconds from 1 to 86400', 1, 86_400);

const queue = object(
  {
    maxWaiting: whole('a whole number from 0 to 100000', 0, 100_000).optional(),
    maxWaitSeconds: waitLimit.optional(),
    /** What a phone that rings when the longest wait is over still gets. */
    graceSeconds: whole('whole seconds from 0 to 60', 0, 60).default(5),
    /** Where a caller goes whom nobody takes; absent: the message of `unanswered`. */
    exits: object(
      {
        timedOut: destination.optional(),
        full: destination.optional(),
        noMembers: destination.optional(),
        closed: destination.optional(),
        unanswered: destination.optional(),
      },
      'exits, such as { "timedOut": { "group": "reserve" } }',
    ).prefault({}),
    /** Keys by which a caller leaves the queue. */
    exitKeys: z
      .record(
        z.string().regex(/^[0-9*#]$/, expecting('a key: 0 to 9, * or #')),
        destination,
        expecting('keys with destinations, such as { "1": { "voicemail": "company" } }'),
      )
      .default({}),
    /** The key by which a waiting caller takes a callback and keeps the place (S94). */
    callbackKey: text('a key: 0 to 9, * or #', /^[0-9*#]$/).optional(),
  },
  'how the queue is bounded, such as { "maxWaiting": 20 }',
);

const sounds = object(
  {
    welcome: sound.optional(),
    /** Whether phones ring while the welcome is heard. */
    welcomeInterruptible: flag.default(false),
    music: sound.optional(),
    messages: list(sound, 'sounds').max(20, expecting('at most 20 sounds')).default([]),
    everySeconds: seconds.default(30),
    tellPosition: flag.default(false),
    tellWait: flag.default(false),
  },
  'what a waiting caller hears, such as { "music": "hall" }',
);

const vip = object(
  {
    preempt: z.enum(['queue', 'ringing'], expecting('"queue" or "ringing"')).default('queue'),
    /** After so many VIP callers an ordinary one is not passed any more. */
    maxOvertakes: whole('a whole number from 1 to 1000', 1, 1000).optional(),
  },
  'how VIP callers are served, such as { "preempt": "queue" }',
);

const member = object({ user: id, tier: tier.default(0) }, 'a member, such as { "user": "anna", "tier": 0 }');

/** The members of a group, in the order of the file. */
export const members = list(member, 'members').min(1, expecting('at least one member'));

/** Members who answer together, with one queue. */
export const group = object(
  {
    id,
    name,
    shortNumber: shortNumber.optional(),
    members,
    /** Whether members take calls from the start, or log in first. */
    startsLoggedIn: flag.default(true),
    ring: ring.prefault({}),
    queue: queue.prefault({}),
    sounds: sounds.prefault({}),
    vip: vip.prefault({}),
    /** When the trunk's call is answered: at once, which sound needs, or by a person. */
    answerOn: z.enum(['entry', 'person'], expecting('"entry" or "person"')).default('person'),
    /** The opening hours that the group keeps; absent: it is always open. */
    schedule: id.optional(),
    /** What becomes of those who wait at closing (E20). */
    atClose: z.enum(closingPolicies, expecting(`one of ${closingPolicies.join(', ')}`)).default('drain'),
    /** The group whose line takes the callers when this group is deleted while they wait. */
    heir: id.optional(),
    wrapUpSeconds: whole('whole seconds from 0 to 3600', 0, 3600).default(0),
    /** After so many unanswered offers in a row a member is paused. */
    autoPauseAfter: whole('a whole number from 1 to 100', 1, 100).optional(),
    unanswered: unanswered.optional(),
  },
  'a group, such as { "id": "sal", "name": "Sal", "members": [...] }',
);
