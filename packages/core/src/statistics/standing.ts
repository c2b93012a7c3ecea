import type { Availability } from '../user/availability.ts';
import type { FactOf, StatisticsFact } from './fact.ts';

/**
 * What one user does now, for a board: exactly one of these. Of several that
 * hold, the first in this order counts.
 */
export const standings = [
  /** In any call (S61, S118). */
  'inCall',
  /** A phone rings for a call already. */
  'ringing',
  /** The time after a call. */
  'wrappingUp',
  /** Kept for a callback. */
  'reserved',
  /** Away, as planned. */
  'absent',
  /** Takes no calls, by own wish. */
  'paused',
  /** No device can be reached. */
  'unreachable',
  /** Able to answer the next call (S119). */
  'free',
] as const;

/** One of {@link standings}. */
export type Standing = (typeof standings)[number];

/** What the facts have told of one user. */
export interface UserFacts {
  readonly line: Availability;
  readonly isPaused: boolean;
  readonly isAbsent: boolean;
  /** The talks that live, by call, and when each began. */
  readonly talks: readonly { readonly call: string; readonly since: number }[];
}

/** One of whom nothing has been told: no device can be reached. */
export const unknownUser: UserFacts = { line: 'unreachable', isPaused: false, isAbsent: false, talks: [] };

/** A fact about what a user does, whatever the group. */
export type UserFact = FactOf<
  'talkBegan' | 'talkEnded' | 'memberPaused' | 'memberResumed' | 'absenceBegan' | 'absenceEnded' | 'availabilityChanged'
>;

/** Whether a fact is about what a user does. */
export const isUserFact = (fact: StatisticsFact): fact is UserFact =>
  fact.type === 'availabilityChanged' ||
  fact.type === 'talkBegan' ||
  fact.type === 'talkEnded' ||
  fact.type === 'memberPaused' ||
  fact.type === 'memberResumed' ||
  fact.type === 'absenceBegan' ||
  fact.type === 'absenceEnded';

/** The user after the fact. */
export function afterFact(user: UserFacts, fact: UserFact): UserFacts {
  switch (fact.type) {
    case 'availabilityChanged':
      return { ...user, line: fact.availability };
    case 'memberPaused':
      return { ...user, isPaused: true };
    case 'memberResumed':
      return { ...user, isPaused: false };
    case 'absenceBegan':
      return { ...user, isAbsent: true };
    case 'absenceEnded':
      return { ...user, isAbsent: false };
    case 'talkBegan':
      return { ...user, talks: [...without(user.talks, fact.call), { call: fact.call, since: fact.at }] };
    case 'talkEnded':
      return { ...user, talks: without(user.talks, fact.call) };
  }
}

const without = (talks: UserFacts['talks'], call: string): UserFacts['talks'] =>
  talks.filter((talk) => talk.call !== call);

/** What the user does now. */
export function standingOf({ line, isPaused, isAbsent, talks }: UserFacts): Standing {
  if (talks.length > 0 || line === 'busy') return 'inCall';
  if (line === 'ringing' || line === 'wrappingUp' || line === 'reserved') return line;
  if (isAbsent) return 'absent';
  if (isPaused || line === 'paused') return 'paused';
  return line === 'idle' ? 'free' : 'unreachable';
}
