import fc from 'fast-check';
import { type EntryOutcome, entryOutcomes } from '../../src/queue/entry-outcome.ts';
import type { StatisticsFact } from '../../src/statistics/fact.ts';
import type { Availability } from '../../src/user/availability.ts';

/** The groups and users of arbitrary streams. */
export const groups = ['sales', 'support'] as const;
export const users = ['anna', 'ola', 'kari'] as const;

const lineStates: readonly Availability[] = [
  'unreachable',
  'idle',
  'reserved',
  'ringing',
  'busy',
  'wrappingUp',
  'paused',
];

const group = fc.constantFrom(...groups);
const user = fc.constantFrom(...users);
const pick = fc.nat({ max: 1000 });

const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('join' as const), group, agoMs: fc.nat({ max: 90_000 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('leave' as const),
      pick,
      outcome: fc.constantFrom(...entryOutcomes),
      user,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('logIn' as const, 'logOut' as const), group, user }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('line' as const), user, availability: fc.constantFrom(...lineStates) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('pause' as const, 'resume' as const, 'goAway' as const, 'comeBack' as const),
      user,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('talk' as const, 'hangUp' as const), group, user, pick }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('promise' as const), group }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('keepPromise' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('offer' as const, 'miss' as const), group, user }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('configure' as const), group, members: fc.subarray([...users]) }),
  },
);

type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

/** How far apart facts lie: mostly seconds, sometimes past a window. */
const gapMs = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 40_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 5_000_000 }) },
);

/** Streams in which every fact can have happened: who leaves has joined, what ends has begun. */
export const factStreams: fc.Arbitrary<readonly StatisticsFact[]> = fc
  .array(fc.tuple(gapMs, deed), { maxLength: 120, size: 'max' })
  .map((deeds) => {
    const world = new World();
    for (const [gap, one] of deeds) world.does(one, gap);
    return world.facts;
  });

/** When arbitrary streams begin: no multiple of anything. */
export const START = 1_767_225_600_123;

class World {
  readonly facts: StatisticsFact[] = [];
  private at = START;
  private made = 0;
  private readonly waiting: { entry: string; group: string; arrivedAt: number }[] = [];
  private readonly promised: { entry: string; group: string }[] = [];
  private readonly talks: { call: string; group: string; user: string }[] = [];

  does(one: Deed, gap: number): void {
    this.at += gap;
    switch (one.does) {
      case 'join':
        this.join(one.group, one.agoMs);
        return;
      case 'leave':
        this.leave(one.pick, one.outcome, one.user);
        return;
      case 'promise':
      case 'keepPromise':
        this.promise(one);
        return;
      case 'talk':
      case 'hangUp':
        this.talk(one);
        return;
      default:
        this.facts.push(...this.plain(one));
    }
  }

  private plain(
    one: Exclude<Deed, { does: 'join' | 'leave' | 'promise' | 'keepPromise' | 'talk' | 'hangUp' }>,
  ): readonly StatisticsFact[] {
    const { at } = this;
    switch (one.does) {
      case 'logIn':
        return [{ type: 'memberLoggedIn', at, user: one.user, group: one.group }];
      case 'logOut':
        return [{ type: 'memberLoggedOut', at, user: one.user, group: one.group }];
      case 'line':
        return [{ type: 'availabilityChanged', at, user: one.user, availability: one.availability }];
      case 'pause':
        return [{ type: 'memberPaused', at, user: one.user, reason: 'lunch' }];
      case 'resume':
        return [{ type: 'memberResumed', at, user: one.user }];
      case 'goAway':
        return [{ type: 'absenceBegan', at, user: one.user }];
      case 'comeBack':
        return [{ type: 'absenceEnded', at, user: one.user }];
      case 'offer':
        return [{ type: 'offeredTo', at, user: one.user, group: one.group }];
      case 'miss':
        return [{ type: 'missed', at, user: one.user, group: one.group, cause: 'noAnswer' }];
      case 'configure':
        return [{ type: 'groupConfigured', at, group: one.group, name: one.group, members: one.members }];
    }
  }

  private join(group: string, agoMs: number): void {
    this.made += 1;
    const [entry, arrivedAt] = [`e${this.made}`, this.at - agoMs];
    this.waiting.push({ entry, group, arrivedAt });
    const kind = this.made % 7 === 0 ? 'callback' : 'call';
    const call = `c${this.made}`;
    this.facts.push({ type: 'entryJoined', at: this.at, entry, call, group, callerClass: 'ordinary', kind, arrivedAt });
  }

  private leave(pick: number, outcome: EntryOutcome, user: string): void {
    const [left] = this.waiting.splice(pick % Math.max(1, this.waiting.length), 1);
    if (left === undefined) return;
    const { entry, group } = left;
    const waitMs = this.at - left.arrivedAt;
    const by = outcome === 'answered' ? { user } : {};
    this.facts.push({ type: 'entryLeft', at: this.at, entry, group, outcome, waitMs, ...by });
  }

  private promise(one: Extract<Deed, { does: 'promise' | 'keepPromise' }>): void {
    if (one.does === 'promise') {
      this.made += 1;
      const promised = { entry: `e${this.made}`, group: one.group };
      this.promised.push(promised);
      this.facts.push({ type: 'callbackPromised', at: this.at, ...promised });
      return;
    }
    const [kept] = this.promised.splice(one.pick % Math.max(1, this.promised.length), 1);
    if (kept !== undefined) this.facts.push({ type: 'callbackEnded', at: this.at, ...kept, result: 'answered' });
  }

  private talk(one: Extract<Deed, { does: 'talk' | 'hangUp' }>): void {
    if (one.does === 'talk') {
      this.made += 1;
      const talk = { call: `c${this.made}`, group: one.group, user: one.user };
      this.talks.push(talk);
      this.facts.push({ type: 'talkBegan', at: this.at, ...talk });
      return;
    }
    const [ended] = this.talks.splice(one.pick % Math.max(1, this.talks.length), 1);
    if (ended !== undefined) this.facts.push({ type: 'talkEnded', at: this.at, ...ended });
  }
}
