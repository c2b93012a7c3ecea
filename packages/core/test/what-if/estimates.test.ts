import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupId } from '../../src/kernel/ids.ts';
import { PRIOR_HANDLE_MS } from '../../src/statistics/handle-times.ts';
import { Agenda } from '../../src/what-if/agenda.ts';
import type { BookedEpisode, BookedRing } from '../../src/what-if/book.ts';
import { medianOf } from '../../src/what-if/estimates.ts';
import { Patience } from '../../src/what-if/patience.ts';
import { RingHabits } from '../../src/what-if/ring-habits.ts';
import { SoundLengths } from '../../src/what-if/sound-lengths.ts';
import { TalkLengths } from '../../src/what-if/talk-lengths.ts';

const shop = 'shop' as GroupId;
const bar = 'bar' as GroupId;

const episode = (more: Partial<BookedEpisode>): BookedEpisode => ({
  kind: 'wait',
  with: '',
  beganAt: 0,
  place: 1,
  isCallers: true,
  isCut: false,
  deeds: [],
  after: [],
  group: shop,
  lastsMs: 0,
  end: 'other',
  ...more,
});

let rings = 0;
const ring = (more: Partial<BookedRing>): BookedRing => {
  rings += 1;
  return {
    who: 'anna',
    isUser: true,
    group: shop,
    together: `${rings}`,
    beganAt: 0,
    reactions: [],
    answeredMs: undefined,
    rangMs: undefined,
    hasRefused: false,
    ...more,
  };
};
const anna = { who: 'anna', isUser: true, group: shop };

describe('[X8] what is taken where nothing is known', () => {
  it('the median is the middle one, or the lesser of two', () => {
    expect(medianOf([])).toBeUndefined();
    expect(medianOf([7])).toBe(7);
    expect(medianOf([9, 2])).toBe(2);
    expect(medianOf([10, 9, 2])).toBe(9);
    expect(medianOf([4, 3, 2, 1])).toBe(2);
  });

  it('an agenda gives by instant, then by order, then as planned', () => {
    const plans = fc.array(fc.record({ at: fc.nat({ max: 9 }), order: fc.nat({ max: 3 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(plans, fc.nat({ max: 40 }), (list, early) => {
        const agenda = new Agenda();
        const taken: unknown[] = [];
        const all = list.map((one) => ({ ...one, make: () => undefined }));
        for (const one of all) agenda.plan(one);
        const sorted = [...all].sort((a, b) => a.at - b.at || a.order - b.order);
        for (let place = 0; place < early; place += 1) {
          expect(agenda.next()).toBe(sorted[place]);
          taken.push(agenda.take());
        }
        // What is planned meanwhile has its place too.
        const later = { at: 10, order: 0, make: () => undefined };
        const first = { at: -1, order: 9, make: () => undefined };
        agenda.plan(later);
        agenda.plan(first);
        expect(agenda.take()).toBe(first);
        for (let next = agenda.take(); next !== undefined; next = agenda.take()) taken.push(next);
        expect(taken.filter((one) => one !== undefined)).toEqual([...sorted, later]);
      }),
    );
  });
});

describe('[X8] patience', () => {
  const waits = [
    episode({ lastsMs: 4000 }),
    episode({ lastsMs: 6000, end: 'caller' }),
    episode({ group: bar, lastsMs: 20_000 }),
    episode({ kind: 'talk', lastsMs: 90_000, end: 'caller' }),
    episode({ isCallers: false, lastsMs: 90_000, end: 'caller' }),
  ];

  it('all time waited divided by how many left; of the group, else of all', () => {
    const patience = new Patience(waits, undefined);
    expect(patience.meanMs(shop)).toBe(10_000);
    expect(patience.meanMs(bar)).toBe(30_000);
    expect(patience.meanMs(undefined)).toBe(30_000);
  });

  it('without end where nobody has left', () => {
    const patience = new Patience([episode({ lastsMs: 4000 })], undefined);
    expect(patience.meanMs(shop)).toBeUndefined();
    expect(patience.beyondMs(shop, 1)).toBeUndefined();
  });

  it('what is assumed goes before what is known', () => {
    expect(new Patience(waits, 7000).meanMs(shop)).toBe(7000);
  });

  it('is spread like an exponential distribution, the same for the same place, at least 1 ms', () => {
    const patience = new Patience([], 1_000_000);
    const all = Array.from({ length: 16 }, (_, place) => patience.beyondMs(shop, place) ?? 0);
    const exact = Array.from({ length: 16 }, (_, part) => -Math.log(1 - (part + 0.5) / 16) * 1_000_000);
    for (const [part, ms] of [...all].sort((a, b) => a - b).entries()) {
      expect(Math.abs(ms - (exact[part] ?? 0))).toBeLessThanOrEqual(500);
    }
    expect(patience.beyondMs(shop, 16)).toBe(all[0]);
    expect(new Patience([], 1).beyondMs(shop, 0)).toBe(1);
  });
});

describe('[X8] answers', () => {
  it('the own median, else that of the group, else that of every user', () => {
    const habits = new RingHabits([
      ring({ answeredMs: 3000 }),
      ring({ answeredMs: 1000 }),
      ring({ answeredMs: 5000 }),
      ring({ who: 'bo', answeredMs: 8000 }),
      ring({ who: 'bo', group: bar, answeredMs: 9000 }),
      ring({ who: '+47', isUser: false, group: undefined, answeredMs: 20_000 }),
    ]);
    expect(habits.answerAfter(anna)).toBe(3000);
    expect(habits.answerAfter({ ...anna, who: 'cilla' })).toBe(3000);
    expect(habits.answerAfter({ ...anna, who: 'cilla', group: bar })).toBe(9000);
    expect(habits.answerAfter({ ...anna, who: 'cilla', group: undefined })).toBe(5000);
    expect(habits.answerAfter({ who: '+46', isUser: false, group: undefined })).toBe(20_000);
  });

  it('nobody answers where nobody has', () => {
    expect(new RingHabits([]).answerAfter(anna)).toBeUndefined();
  });

  it('who left more rings alone than they answered does not answer', () => {
    const answered = ring({ answeredMs: 3000 });
    const left = [ring({ rangMs: 3000 }), ring({ hasRefused: true, rangMs: 1000 })];
    expect(new RingHabits([answered, ...left.slice(1)]).answerAfter(anna)).toBe(3000);
    expect(new RingHabits([answered, ...left]).answerAfter(anna)).toBeUndefined();
    // A ring that was stopped before says nothing.
    expect(new RingHabits([answered, ring({ rangMs: 2999 }), ring({ rangMs: 2999 })]).answerAfter(anna)).toBe(3000);
  });

  it('two devices of one user are one ring', () => {
    const both = (first: Partial<BookedRing>, second: Partial<BookedRing>) => [
      ring({ together: 'both', ...first }),
      ring({ together: 'both', ...second }),
    ];
    const answered = new RingHabits(both({ rangMs: 9000 }, { answeredMs: 4000 }));
    expect(answered.answerAfter(anna)).toBe(4000);
    const others = [ring({ who: 'bo', answeredMs: 5000 })];
    expect(new RingHabits([...both({ rangMs: 1000 }, { rangMs: 5000 }), ...others]).answerAfter(anna)).toBeUndefined();
    expect(new RingHabits([...both({ rangMs: 1000 }, { rangMs: 4999 }), ...others]).answerAfter(anna)).toBe(5000);
    expect(new RingHabits([...both({}, { hasRefused: true }), ...others]).answerAfter(anna)).toBeUndefined();
  });

  it('a phone tells that it rings after its median', () => {
    const told = (afterMs: number) => ({
      afterMs,
      order: 1,
      does: { type: 'legRinging', leg: 'l1' as never } as const,
    });
    const habits = new RingHabits([ring({ reactions: [told(80)] }), ring({ reactions: [told(50)] }), ring({})]);
    expect(habits.ringingAfter(anna)).toBe(50);
    expect(habits.ringingAfter({ ...anna, who: 'bo' })).toBeUndefined();
  });
});

describe('[X8] talks, messages and sounds', () => {
  it('the median talk of the group, else of all, else what a new group expects', () => {
    const talk = (lastsMs: number, more: Partial<BookedEpisode> = {}) => episode({ kind: 'talk', lastsMs, ...more });
    const talks = new TalkLengths([
      talk(5000),
      talk(7000, { group: bar }),
      talk(9000, { group: undefined }),
      talk(1, { end: 'open' }),
      talk(2, { isCut: true }),
      episode({ lastsMs: 3 }),
    ]);
    expect(talks.talkMs(shop)).toBe(5000);
    expect(talks.talkMs(bar)).toBe(7000);
    expect(talks.talkMs(undefined)).toBe(7000);
    expect(new TalkLengths([]).talkMs(shop)).toBe(PRIOR_HANDLE_MS);
    expect(talks.messageMs).toBeUndefined();
  });

  it('the median message, not what was recorded of talks', () => {
    const says = (durationMs: number) => ({ afterMs: 9, order: 1, does: { type: 'recorded', durationMs } as const });
    const messages = [8000, 3000, 5000].map((ms) => episode({ kind: 'message', deeds: [says(ms)] }));
    expect(new TalkLengths([...messages, episode({ kind: 'talk', deeds: [says(1)] })]).messageMs).toBe(5000);
  });

  it('sounds last as the same did, else as each by itself, else as the mean of all', () => {
    expect(new SoundLengths().lengthMs(['hello'])).toBe(0);
    const known = new SoundLengths();
    known.notePlayed(['hello'], 4000);
    known.notePlayed(['hello'], 4200);
    known.notePlayed(['hello'], 6000);
    known.notePlayed(['a', 'b'], 800);
    expect(known.lengthMs(['hello'])).toBe(4200);
    expect(known.lengthMs(['a', 'b'])).toBe(800);
    // Five sounds lasted 15 s: 3 s each.
    expect(known.lengthMs(['a'])).toBe(3000);
    expect(known.lengthMs(['hello', 'a'])).toBe(7200);
  });

  it('longer than they were ever heard without an end', () => {
    const sounds = new SoundLengths();
    sounds.noteCut(['long'], 9000);
    sounds.noteCut(['long'], 7000);
    sounds.notePlayed(['hello'], 4000);
    expect(sounds.lengthMs(['long'])).toBe(9001);
    sounds.noteCut(['short'], 3999);
    expect(sounds.lengthMs(['short'])).toBe(4000);
  });
});
