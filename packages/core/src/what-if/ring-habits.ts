import type { GroupId } from '../kernel/ids.ts';
import type { BookedRing } from './book.ts';
import { Medians, medianOf } from './estimates.ts';

/** Whose ring it is. */
export type WhoRings = Pick<BookedRing, 'who' | 'isUser' | 'group'>;

/** One offer to one person, on however many devices. */
interface Ring {
  readonly who: string;
  readonly isUser: boolean;
  readonly group: GroupId | undefined;
  answeredMs: number | undefined;
  rangMs: number;
  hasRefused: boolean;
}

interface Habit {
  readonly answers: number[];
  readonly others: Ring[];
}

/**
 * What somebody does with a ring of which nothing is known: what they did most
 * often, after the median of their own times; else after that of the group,
 * else after that of everyone.
 */
export class RingHabits {
  private readonly habits = new Map<string, Habit>();
  private readonly answersOf = new Medians();
  private readonly ringing = new Medians();
  private readonly known = new Map<string, number | undefined>();

  constructor(booked: Iterable<BookedRing>) {
    for (const ring of ringsOf(booked, this.ringing)) this.note(ring);
  }

  /** From ring to answer, in ms; undefined: they do not answer. */
  answerAfter(whose: WhoRings): number | undefined {
    const key = `${keyOf(whose)} in ${whose.group ?? ''}`;
    if (!this.known.has(key)) this.known.set(key, this.estimate(whose));
    return this.known.get(key);
  }

  /** From being asked to ringing, in ms; undefined: the network does not tell. */
  ringingAfter(whose: WhoRings): number | undefined {
    return this.ringing.of(keyOf(whose));
  }

  private note(ring: Ring): void {
    const key = keyOf(ring);
    const habit = this.habits.get(key) ?? { answers: [], others: [] };
    this.habits.set(key, habit);
    if (ring.answeredMs === undefined) {
      habit.others.push(ring);
      return;
    }
    habit.answers.push(ring.answeredMs);
    this.answersOf.note(kindOf(ring), ring.answeredMs);
    if (ring.group !== undefined) this.answersOf.note(groupKey(ring.group), ring.answeredMs);
  }

  private estimate(whose: WhoRings): number | undefined {
    const { answers, others } = this.habits.get(keyOf(whose)) ?? { answers: [], others: [] };
    const ofGroup = whose.group === undefined ? undefined : this.answersOf.of(groupKey(whose.group));
    const after = medianOf(answers) ?? ofGroup ?? this.answersOf.of(kindOf(whose));
    if (after === undefined) return undefined;
    // A ring that stopped before they would have answered says nothing.
    const left = others.filter(({ hasRefused, rangMs }) => hasRefused || rangMs >= after).length;
    return answers.length >= left ? after : undefined;
  }
}

function ringsOf(booked: Iterable<BookedRing>, ringing: Medians): Iterable<Ring> {
  const rings = new Map<string, Ring>();
  for (const one of booked) {
    const told = one.reactions.find(({ does }) => does.type === 'legRinging');
    if (told !== undefined) ringing.note(keyOf(one), told.afterMs);
    const ring = rings.get(one.together);
    if (ring === undefined) {
      const { who, isUser, group, answeredMs, rangMs = 0, hasRefused } = one;
      rings.set(one.together, { who, isUser, group, answeredMs, rangMs, hasRefused });
      continue;
    }
    ring.answeredMs ??= one.answeredMs;
    ring.rangMs = Math.max(ring.rangMs, one.rangMs ?? 0);
    ring.hasRefused ||= one.hasRefused;
  }
  return rings.values();
}

const keyOf = ({ who, isUser }: Pick<WhoRings, 'who' | 'isUser'>): string => `${isUser ? 'user' : 'number'} ${who}`;
const kindOf = ({ isUser }: Pick<WhoRings, 'isUser'>): string => (isUser ? 'every user' : 'every number');
const groupKey = (group: GroupId): string => `group ${group}`;
