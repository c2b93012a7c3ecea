import fc from 'fast-check';
import { ringOrders } from '../../src/config/company.ts';
import type { CompanyFile } from '../../src/config/company-file.ts';
import type { LegId } from '../../src/kernel/ids.ts';
import { type Caller, Office } from '../driver.ts';

/** One who calls, and takes a callback or stays. */
interface Customer {
  readonly afterMs: number;
  readonly isVip: boolean;
  readonly group: 0 | 1;
  readonly talksMs: number;
  /** How long they wait before they take the callback; undefined: they stay in both runs. */
  readonly pressesAfterMs: number | undefined;
}

/** A company and who calls it. */
export interface Day {
  readonly file: CompanyFile;
  readonly answersAfterMs: number;
  readonly customers: readonly Customer[];
}

const customer: fc.Arbitrary<Customer> = fc.record({
  afterMs: fc.constantFrom(0, 0, 1000, 5000, 20_000),
  isVip: fc.constantFrom(false, false, false, true),
  group: fc.constantFrom(0 as const, 0 as const, 1 as const),
  talksMs: fc.constantFrom(1000, 10_000, 60_000),
  pressesAfterMs: fc.constantFrom(undefined, 0, 500, 7000),
});

const USERS = 4;
const file: fc.Arbitrary<CompanyFile> = fc
  .record({
    tiers: fc.tuple(
      ...[0, 1].map(() => fc.array(fc.constantFrom(undefined, 0, 1), { minLength: USERS, maxLength: USERS })),
    ),
    order: fc.constantFrom(...ringOrders.filter((order) => order !== 'random')),
    wrapUpSeconds: fc.constantFrom(0, 3),
    maxOvertakes: fc.constantFrom(undefined, 1, 2),
  })
  .map(({ tiers, order, wrapUpSeconds, maxOvertakes }) => ({
    name: 'Testfirma',
    numbers: [0, 1].map((at) => ({ number: `+475782860${at}`, to: { group: `g${at}` } })),
    users: Array.from({ length: USERS }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, devices: [`u${at}-a`] })),
    groups: tiers.map((found, at) => ({
      id: `g${at}`,
      name: `Group ${at}`,
      members: [
        { user: `u${at}`, tier: 0 },
        ...found.flatMap((tier, user) => (tier === undefined || user === at ? [] : [{ user: `u${user}`, tier }])),
      ],
      // One at a time: where everyone rings at once, one who stays keeps all of them from the others meanwhile.
      ring: { order, seconds: 60, width: 1 },
      queue: { callbackKey: '1' },
      answerOn: 'entry' as const,
      sounds: { music: 'music' },
      wrapUpSeconds,
      vip: maxOvertakes === undefined ? {} : { maxOvertakes },
    })),
    vipLists: [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+479988' }] }],
  }));

/** Any day: few members who answer everything, so that customers wait. */
export const days: fc.Arbitrary<Day> = fc.noBias(
  fc.record({
    file,
    answersAfterMs: fc.constantFrom(0, 1, 3000),
    customers: fc.array(customer, { minLength: 2, maxLength: 14, size: 'max' }),
  }),
);

const numberOf = (place: number, isVip: boolean): string => `${isVip ? '+479988' : '+479000'}${10 + place}00`;

/** What a day came to. */
export interface Service {
  /** Instant, customer and member, in the order in which they were served. */
  readonly served: readonly (readonly [at: number, customer: number, member: string])[];
  readonly callbacks: number;
}

interface TwinOptions {
  readonly takesCallbacks: boolean;
  /** How long a customer's phone rings; absent: not at all. */
  readonly customersAnswerAfterMs?: number;
}

/**
 * A whole day. In one twin everybody stays in the line; in the other, those who
 * want to hang up with a callback, and answer in the moment in which they are
 * dialled. Nobody takes a callback while a phone rings for them: that phone
 * would stop.
 */
export function serve(day: Day, options: TwinOptions): Service {
  return new Twin(day, options).run();
}

class Twin {
  private readonly office: Office;
  private readonly day: Day;
  private readonly options: TwinOptions;
  private readonly agenda: { readonly at: number; readonly place: number; readonly run: () => void }[] = [];
  private readonly asked = new Set<LegId>();
  private readonly served: (readonly [at: number, customer: number, member: string])[] = [];
  private told = 0;
  private planned = 0;

  constructor(day: Day, options: TwinOptions) {
    this.day = day;
    this.options = options;
    this.office = new Office(day.file);
  }

  run(): Service {
    let at = 0;
    for (const [place, customer] of this.day.customers.entries()) {
      // No two at one instant: of those, the one whose leg is told first would go first.
      at += customer.afterMs + 13;
      this.plan(at, () => this.calls(place, customer));
    }
    for (;;) {
      this.agenda.sort((a, b) => a.at - b.at || a.place - b.place);
      const [next] = this.agenda;
      const due = this.office.state.timers.next()?.due ?? Number.POSITIVE_INFINITY;
      const until = Math.min(due, next?.at ?? due);
      if (until === Number.POSITIVE_INFINITY) break;
      this.office.after(until - this.office.now);
      if (next !== undefined && next.at < due) this.agenda.shift()?.run();
      this.look();
    }
    // Of those who are served at one instant by several members, none is before the other.
    const served = this.served.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
    return { served, callbacks: this.office.of('callbackDialled').length };
  }

  private plan(at: number, run: () => void): void {
    this.planned += 1;
    this.agenda.push({ at, place: this.planned, run });
  }

  private calls(place: number, { isVip, group, pressesAfterMs }: Customer): void {
    const caller = this.office.outsider(numberOf(place, isVip)).calls(`+475782860${group}`);
    if (pressesAfterMs === undefined) return;
    this.plan(this.office.now + pressesAfterMs, () => this.press(caller));
  }

  private press(caller: Caller): void {
    const { state } = this.office;
    const call = [...state.calls.values()].find(({ callerLeg }) => callerLeg === caller.leg);
    if (call?.at.phase !== 'queued' || !this.options.takesCallbacks) return;
    caller.presses('1');
    caller.hasHeardIt();
  }

  /** Everyone answers what rings: members in their time, customers at once. Who has been served hangs up in time. */
  private look(): void {
    const { office } = this;
    for (;;) {
      const fresh = [...office.legs].filter(([leg, { isUp }]) => !isUp && !this.asked.has(leg));
      if (fresh.length === 0) break;
      for (const [leg, { to }] of fresh) {
        this.asked.add(leg);
        const { customersAnswerAfterMs } = this.options;
        const afterMs = to.startsWith('+') ? customersAnswerAfterMs : this.day.answersAfterMs;
        if (afterMs === undefined) this.answer(leg);
        else this.plan(office.now + afterMs, () => this.answer(leg));
      }
    }
    for (; this.told < office.events.length; this.told += 1) {
      const event = office.events[this.told];
      if (event?.type !== 'callConnected') continue;
      const call = office.state.calls.get(event.call);
      const leg = call?.callerLeg;
      const number = call?.from.kind === 'external' ? call.from.number : call?.dialled;
      const at = this.day.customers.findIndex(({ isVip }, place) => numberOf(place, isVip) === number);
      this.served.push([office.now, at, event.talk.user ?? '']);
      const { talksMs = 0 } = this.day.customers[at] ?? {};
      this.plan(office.now + talksMs + at * 17, () => {
        if (leg !== undefined) office.tell({ type: 'legEnded', leg, cause: 'hungUp' });
      });
    }
  }

  private answer(leg: LegId): void {
    const rings = this.office.legs.get(leg);
    if (rings === undefined) return;
    rings.isUp = true;
    this.office.tell({ type: 'legAnswered', leg });
  }
}
