import type { CallbackResult } from '../../src/callback/callback.ts';
import type { Company } from '../../src/config/company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallbackId, CallId, EntryId, GroupId, UserId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import { OPEN } from './callback-storm.ts';
import type { Auditor } from './run.ts';
import { type Books, type EntryBook, emptyBooks } from './transfers-books.ts';
import { book } from './transfers-fold.ts';
import { couldTake } from './transfers-lines.ts';
import { count, type Seen } from './transfers-watch.ts';

interface Promised {
  readonly id: CallbackId;
  readonly group: GroupId;
  readonly number: string;
  /** Undefined: the company calls by itself. */
  readonly entry: EntryId | undefined;
  phase: 'waits' | 'dials' | 'rests';
  call: CallId | undefined;
  reserved: UserId | undefined;
  attempts: number;
  /** How many attempts there may be, as the company had it at the last decision. */
  most: number;
  /** When the attempt, or the rest after it, is over. */
  dueAt: number;
  joiner: CallId | undefined;
}

/** The key by which a place is served. */
const keyOf = ({ callerClass, isReturned, arrivedAt, number }: Omit<EntryBook, 'id'>): string =>
  [callerClass, isReturned, arrivedAt, number].join();

/** E17–E20, X5: promises, kept from the events alone, and after every step what the cases say of them. */
export class CallbackAuditor implements Auditor {
  private readonly books: Books;
  private readonly seen: Seen;
  private readonly promises = new Map<CallbackId, Promised>();
  /** Members have come and gone in this step: who rings on for whom is decided one after the other. */
  private isNewCompany = false;
  /** Places that callers have left for a callback in this step: the key. */
  private left: string[] = [];
  /** Members who are free again in this step, and the place that they were claimed for: it does not count against them. */
  private readonly freed = new Map<UserId, EntryId | undefined>();
  /** Who was claimed for a customer who has answered in this step, by the place. */
  private readonly claimed = new Map<EntryId, UserId | undefined>();

  constructor(company: Company, seen: Seen = new Map()) {
    this.books = emptyBooks(company);
    this.seen = seen;
  }

  afterStep(input: Input, { events }: StepOutput): void {
    this.left = [];
    this.isNewCompany = input.type === 'command' && ['configure', 'saveMembers'].includes(input.command.type);
    this.freed.clear();
    this.claimed.clear();
    for (const event of events) {
      this.before(event);
      book(this.books, event);
      this.after(event);
    }
    this.checkRest(input.at);
  }

  atRest(): void {
    if (this.promises.size > 0) breach('law 6', `${[...this.promises.keys()].join()} are kept for nobody`);
  }

  private before(event: Event): void {
    switch (event.type) {
      case 'callbackPromised':
        this.promise(event);
        return;
      case 'callbackDialled':
        this.dial(event);
        return;
      case 'callbackRests':
        this.rest(event);
        return;
      case 'callbackResumed':
        this.resume(event);
        return;
      case 'callbackJoinerCame':
        this.of(event.callback).joiner = event.call;
        count(this.seen, 'called in while dialled');
        return;
      case 'callbackJoinerLeft':
        this.of(event.callback).joiner = undefined;
        return;
      case 'callbackEnded':
        this.end(event);
        return;
      case 'entryJoined':
        this.joins(event);
        return;
      case 'entryLeft': {
        const entry = this.books.entries.get(event.entry);
        if (entry !== undefined && event.outcome === 'callbackTaken') this.left.push(keyOf(entry));
        return;
      }
      case 'placeTaken':
        this.takes(event);
        return;
      case 'legStarted': {
        const to = this.books.offers.get(event.offer)?.to;
        const user = event.party.kind === 'device' ? event.party.user : undefined;
        // Who was claimed is the customer's, whoever has come meanwhile.
        const isClaimed = to?.kind === 'tier' && this.claimed.get(to.entry) === user;
        if (to?.kind === 'tier' && user !== undefined && !isClaimed) this.isInOrder(to.entry, user);
        return;
      }
      case 'memberTried':
        if (this.freed.has(event.user) && this.freed.get(event.user) === event.entry) {
          breach('E17', `${event.user} is charged for an attempt that failed`);
        }
    }
  }

  private after(event: Event): void {
    if (event.type !== 'availabilityChanged' || event.availability === 'reserved') return;
    for (const one of this.promises.values()) {
      // Somebody who does something else meanwhile is reserved no longer.
      if (one.phase === 'dials' && one.reserved === event.user) one.reserved = undefined;
    }
  }

  private of(id: CallbackId): Promised {
    return this.promises.get(id) ?? breach('E17', `${id} is promised to nobody`);
  }

  /** One promise for each number and group; the place is the one that was left. */
  private promise({ callback: id, group, number, entry }: EventOf<'callbackPromised'>): void {
    const isTwice = [...this.promises.values()].some((one) => one.group === group && one.number === number);
    if (isTwice) breach('S94', `${number} is promised twice by ${group}`);
    if (!/^\+\d{8,15}$/.test(number)) breach('S94', `${number} is no number`);
    const place = entry === undefined ? undefined : this.books.entries.get(entry);
    if (entry !== undefined && (place === undefined || place.callback !== id)) breach('S94', `${id} has no place`);
    const [key] = this.left;
    if (key !== undefined && place !== undefined && keyOf(place) !== key) {
      breach('X5', `${id} has the place ${keyOf(place)}, not ${key}`);
    }
    const most = this.books.company.callback.attempts;
    const nothing = { most, call: undefined, reserved: undefined, joiner: undefined, attempts: 0, dueAt: 0 };
    this.promises.set(id, { id, group, number, entry, phase: 'waits', ...nothing });
    count(this.seen, entry === undefined ? 'promised by hand' : key === undefined ? 'promised in a flow' : 'promised');
  }

  /** E17, E19: a member is claimed first, one dial for each; at the place's turn, inside the hours. */
  private dial({ callback: id, call, user, at }: EventOf<'callbackDialled'>): void {
    const one = this.of(id);
    const { ringMs } = this.books.company.callback;
    if (one.phase !== 'waits' || one.entry === undefined) breach('E17', `${id} is dialled while it ${one.phase}`);
    if (this.books.users.get(user)?.availability !== 'reserved') breach('E17', `${user} is not claimed for ${id}`);
    const isShared = [...this.promises.values()].some((other) => other.reserved === user);
    if (isShared) breach('E19', `${user} is claimed for two customers`);
    if (one.attempts >= one.most) breach('E17', `${id} is dialled for the ${one.attempts + 1}th time`);
    if (!isOpen(this.books, one.group, at)) breach('E20', `${id} is dialled while ${one.group} is closed`);
    Object.assign(one, { phase: 'dials', call, reserved: user, attempts: one.attempts + 1, dueAt: at + ringMs });
    this.isInOrder(one.entry, user);
    count(this.seen, one.attempts === 1 ? 'dialled' : 'dialled again');
  }

  /** E17: an attempt failed; or, while the group is closed, it is carried over to the next opening. */
  private rest({ callback: id, at }: EventOf<'callbackRests'>): void {
    const one = this.of(id);
    if (one.phase === 'rests') breach('E17', `${id} rests already`);
    const isClosed = one.phase === 'waits';
    if (isClosed && isOpen(this.books, one.group, at)) breach('E20', `${id} rests while ${one.group} is open`);
    if (one.phase === 'dials' && one.attempts >= this.books.company.callback.attempts && one.joiner === undefined) {
      breach('E17', `${id} rests after the last attempt`);
    }
    this.release(one);
    one.most = Math.max(this.books.company.callback.attempts, one.attempts + 1);
    const dueAt = isClosed ? nextOpening(at) : at + this.books.company.callback.retryMs;
    Object.assign(one, { phase: 'rests', call: undefined, reserved: undefined, dueAt });
    count(this.seen, isClosed ? 'carried over' : 'not reached');
  }

  private resume({ callback: id, at }: EventOf<'callbackResumed'>): void {
    const one = this.of(id);
    if (one.phase !== 'rests' || at !== one.dueAt) breach('E17', `${id} goes on at ${at}, due at ${one.dueAt}`);
    one.phase = 'waits';
    count(this.seen, 'resumed');
  }

  private end({ callback: id, result, at }: EventOf<'callbackEnded'>): void {
    const one = this.of(id);
    const { attempts } = this.books.company.callback;
    const isDialled = one.phase === 'dials';
    if (result === 'reached' && (!isDialled || at >= one.dueAt))
      breach('E17', `${id} is reached while it ${one.phase}`);
    if (result === 'failed' && (one.attempts < attempts || !isDialled)) {
      breach('E17', `${id} has failed after ${one.attempts} of ${attempts}`);
    }
    if (result === 'joined' && isDialled) breach('E18', `${id} is joined before the leg is decided`);
    const holder = one.entry === undefined ? undefined : this.books.entries.get(one.entry);
    const isKept: Readonly<Record<CallbackResult, boolean>> = {
      reached: true,
      joined: true,
      failed: false,
      closed: false,
    };
    if (one.entry !== undefined && isKept[result] !== (holder?.call !== undefined)) {
      breach('E17', `the place of ${id} is ${holder === undefined ? 'gone' : 'kept'}: ${result}`);
    }
    if (result === 'failed') this.release(one);
    if (result === 'reached' && one.entry !== undefined) this.claimed.set(one.entry, one.reserved);
    this.promises.delete(id);
    count(this.seen, `ended: ${result}`);
  }

  private release({ reserved, entry }: Promised): void {
    if (reserved !== undefined) this.freed.set(reserved, entry);
  }

  /** E18: one who has a promise never waits beside it. */
  private joins({ group, holder, callerClass }: EventOf<'entryJoined'>): void {
    if (holder.kind !== 'call') return;
    const number = this.books.shownNumbers.get(holder.call);
    if (number === undefined) return;
    for (const one of this.promises.values()) {
      const isTheirs = one.group === group && one.number === number && one.entry !== undefined;
      if (isTheirs && one.joiner === undefined)
        breach('E18', `${holder.call} waits as ${callerClass} beside ${one.id}`);
    }
  }

  /** E18: only the one who was promised it takes the place. */
  private takes({ entry, call }: EventOf<'placeTaken'>): void {
    const callback = this.books.entries.get(entry)?.callback;
    const one = callback === undefined ? breach('E18', `${entry} is kept for nobody`) : this.of(callback);
    const isReached = one.call === call;
    if (!isReached && this.books.shownNumbers.get(call) !== one.number)
      breach('E18', `${call} has the place of ${one.id}`);
  }

  /** Law 4, E19: no place with a better key could have had the member. */
  private isInOrder(id: EntryId, user: UserId): void {
    const { books } = this;
    const entry = books.entries.get(id) ?? breach('law 6', `${id} is gone`);
    const group = books.company.groups.get(entry.group);
    if (group === undefined || group.vip.maxOvertakes !== undefined || this.isNewCompany) return;
    for (const other of books.entries.values()) {
      if (other.group !== entry.group || !isBefore(other, entry)) continue;
      const promise = other.callback === undefined ? undefined : this.promises.get(other.callback);
      const waits =
        promise === undefined
          ? other.callback === undefined && couldTake(books, other, user)
          : promise.phase === 'waits';
      if (waits) breach('law 4', `${user} is taken for ${id} before ${other.id}`);
      count(this.seen, 'served in order');
    }
  }

  private checkRest(at: number): void {
    const dialling = [...this.promises.values()].filter(({ phase }) => phase === 'dials');
    for (const { id, phase, dueAt, call, entry, joiner } of this.promises.values()) {
      if (phase !== 'waits' && dueAt <= at) breach('E17', `${id} should have gone on at ${dueAt}`);
      if (phase === 'dials' && (call === undefined || !this.books.calls.has(call))) breach('E17', `${id} dials nobody`);
      if (entry !== undefined && !this.books.entries.has(entry)) breach('E17', `${id} has lost its place`);
      if (joiner !== undefined && phase !== 'dials') breach('E18', `${joiner} waits for nothing`);
    }
    const placed = [...this.books.calls.values()].filter(({ callback }) => callback !== undefined);
    for (const { id, callback, place, entry } of placed) {
      const isLive = dialling.some(({ call }) => call === id);
      const isReached = entry !== undefined || place !== 'waits';
      if (!isLive && !isReached && !this.promises.has(callback as CallbackId)) continue;
      if (!isLive && !isReached) breach('E17', `${id} is dialled beside ${callback}`);
    }
    for (const [id, { availability }] of this.books.users) {
      const isClaimed = dialling.some(({ reserved }) => reserved === id);
      if (availability === 'reserved' && !isClaimed) breach('E17', `${id} is claimed for nobody`);
      if (isClaimed && availability !== 'reserved') breach('E17', `${id} is ${availability}, and claimed`);
    }
  }
}

function isBefore(a: EntryBook, b: EntryBook): boolean {
  if (a.id === b.id) return false;
  if (a.callerClass !== b.callerClass) return a.callerClass === 'vip';
  if (a.isReturned !== b.isReturned) return a.isReturned;
  return a.arrivedAt === b.arrivedAt ? a.number < b.number : a.arrivedAt < b.arrivedAt;
}

const DAY_MS = 86_400_000;
/** A storm is in January 1970: Oslo is an hour ahead. */
const wallMs = (at: number): number => (at + 3_600_000) % DAY_MS;
const msOf = (time: string): number => Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3)) * 60_000;

function isOpen({ company }: Books, group: GroupId, at: number): boolean {
  if (company.groups.get(group)?.schedule === undefined) return true;
  return OPEN.some(([from, to]) => msOf(from) <= wallMs(at) && wallMs(at) < msOf(to));
}

/** Found minute by minute. */
function nextOpening(at: number): number {
  let minute = Math.ceil(at / 60_000) * 60_000;
  while (!OPEN.some(([from, to]) => msOf(from) <= wallMs(minute) && wallMs(minute) < msOf(to))) minute += 60_000;
  return minute;
}
