import type { Hindrance } from './hindrance.ts';

type TextOf = { readonly [Kind in Hindrance['kind']]: (hindrance: Extract<Hindrance, { kind: Kind }>) => string };

const texts: TextOf = {
  busy: ({ calls }) => `is in ${calls.join(', ')}`,
  ringingFor: ({ call }) => `rings for ${call}`,
  wrappingUp: () => 'wraps up a call',
  reserved: ({ callback }) => `is kept for the callback ${callback}`,
  unreachable: () => 'has no phone that can be reached',
  notLoggedIn: ({ group }) => `is not logged in to ${group}`,
  paused: ({ reason }) => `is paused (${reason})`,
  absent: ({ reason }) => `is away (${reason})`,
  backingOff: () => 'is left alone for a while, because the network called the phone busy or out of reach',
  isCaller: () => 'is the caller',
  tried: ({ round }) => `was rung in round ${round} and did not take the call`,
  refused: () => 'has refused the call',
  lacksSkill: ({ need, has }) => `has ${need.skill} at ${has}, and ${need.level} is needed`,
  welcome: () => 'is rung when the caller has heard the welcome',
  tierNotOpen: ({ tier, openTier }) => `is of tier ${tier}, and tier ${openTier} rings`,
  widthFull: ({ width }) =>
    width === 1 ? 'is one more, and one rings at a time' : `is one more, and ${width} ring at once`,
  pickedUp: ({ by }) => `is not needed: ${by} takes the call`,
  customerCalled: ({ reserved }) => `is not needed yet: the customer is being called for ${reserved}`,
  resting: () => 'is rung when the callback has its turn again',
  returnedCallFirst: ({ call }) => `takes ${call} first, which came back before`,
};

/** Every kind of hindrance. */
export const hindranceKinds = Object.keys(texts) as readonly Hindrance['kind'][];

/** A hindrance in English words, to stand after the user's name: `is paused (lunch)`. Instants are left out. */
export const hindranceText = (hindrance: Hindrance): string =>
  (texts[hindrance.kind] as (hindrance: Hindrance) => string)(hindrance);
