import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import { type Books, type EntryBook, userAt } from './transfers-books.ts';
import { carriedOut, count, type Seen, type Watch, type Watched } from './transfers-watch.ts';

/** X9, S51, E24: hold, park and pick-up; and the order of those who came back among those who wait. */
export class LineWatch implements Watch {
  private readonly step: Watched;
  private readonly seen: Seen;
  private readonly expected: (() => void) | undefined;

  constructor(step: Watched, seen: Seen) {
    this.step = step;
    this.seen = seen;
    this.expected = this.ofPickUp();
  }

  before(event: Event): void {
    if (event.type === 'callParked') this.parks(event);
    if (event.type === 'holdReminded') this.reminds(event);
    if (event.type === 'legStarted') this.rings(event);
  }

  after(event: Event): void {
    const command = carriedOut(this.step);
    if (event.type !== 'offerMade' || (command?.type !== 'pickUp' && command?.type !== 'retrieve')) return;
    const isPick = 'user' in event.to && event.to.user === command.by;
    if (isPick) this.step.books.picks.set(event.offer, command.by);
  }

  atEnd(): void {
    this.expected?.();
    this.noneIsLate();
    const { books } = this.step;
    for (const [slot, id] of books.slots) {
      const call = books.calls.get(id);
      if (call?.place !== 'parked' || call.park?.slot !== slot) breach('park', `slot ${slot} holds ${id}`);
    }
  }

  /** The lowest free slot, unless another was asked for; never one that is taken. */
  private parks({ call, slot }: EventOf<'callParked'>): void {
    const { books } = this.step;
    if (books.slots.has(slot)) breach('park', `slot ${slot} is taken by ${books.slots.get(slot)}`);
    const command = carriedOut(this.step);
    const asked = command?.type === 'park' ? command.slot : undefined;
    const [first, last] = books.company.transfer.parkSlots;
    const all = Array.from({ length: last - first + 1 }, (_, place) => first + place);
    const lowest = all.find((one) => !books.slots.has(one));
    if (slot !== (asked ?? lowest)) breach('park', `${call} is in slot ${slot}, not ${asked ?? lowest}`);
    count(this.seen, slot === first ? 'parked' : 'parked higher');
  }

  /** Law 6: what was set to remind of a caller on hold is gone with the hold. */
  private noneIsLate(): void {
    const { input, output } = this.step;
    if (input.type !== 'tick') return;
    for (const event of output.events) {
      if (event.type !== 'timerCleared' || event.kind !== 'holdReminder') continue;
      const isTold = output.events.some((other) => other.type === 'holdReminded' && other.call === event.owner);
      if (!isTold) breach('law 6', `a reminder of ${event.owner} is left, which is not held`);
    }
  }

  private reminds({ call, at }: EventOf<'holdReminded'>): void {
    const held = this.step.books.calls.get(call);
    if (held?.place !== 'held' || held.remindAt !== at) breach('X9', `reminded of ${call}, due at ${held?.remindAt}`);
    count(this.seen, 'reminded');
  }

  /** E24: who is first has it, everybody else is stopped in the same step; who comes later is told who has it. */
  private ofPickUp(): (() => void) | undefined {
    const { input, output, books } = this.step;
    if (input.type !== 'command' || input.command.type !== 'pickUp') return undefined;
    const { call: id, by } = input.command;
    const call = books.calls.get(id);
    const holder = pickerOf(books, id) ?? (call?.place === 'talks' ? call.lastTalker : undefined);
    // What is due at this instant comes first, and may have changed who has it.
    const isStill = output.events.every(({ type }) => type !== 'timerCleared') || output.reply.ok;
    if (!output.reply.ok) {
      const { code, why } = output.reply.error;
      if (code === 'forbidden') return undefined;
      if (call === undefined) expect(code, 'notFound');
      else if (holder !== undefined && holder !== by && isStill) {
        expect(code, 'alreadyTaken');
        const parties = [call.caller, call.party].map((leg) => userAt(books, leg));
        const isTold = [holder, ...parties].some((user) => user !== undefined && why.includes(user));
        if (!isTold) breach('E24', `${by} is not told that ${holder} has ${id}: ${why}`);
        count(this.seen, pickerOf(books, id) === undefined ? 'taken already' : 'picked already');
      }
      return undefined;
    }
    if (holder !== undefined && holder !== by) breach('E24', `${by} takes ${id} from ${holder}`);
    const entry = call?.entry;
    return () => this.isKept(id, { by, entry });
  }

  private isKept(id: CallId, { by, entry }: { by: UserId; entry: EntryBook['id'] | undefined }): void {
    const { books } = this.step;
    const call = books.calls.get(id);
    const legs = [...books.legs.values()].filter(({ call: of, offer }) => of === id && offer !== undefined);
    if (call?.offers.size !== 1 || legs.length === 0) breach('E24', `${id} rings ${call?.offers.size} ways`);
    if (legs.some((leg) => userAt(books, leg.id) !== by)) breach('E24', `${id} rings others than ${by}`);
    if (call.entry !== entry) breach('E24', `${id} has lost its place ${entry}`);
    count(this.seen, entry === undefined ? 'picked up' : 'picked from a line');
  }

  /** Law 4 for those who came back: nobody of their class is offered before them whom the member could have had. */
  private rings({ offer, party }: EventOf<'legStarted'>): void {
    const { books } = this.step;
    const to = books.offers.get(offer)?.to;
    if (to?.kind !== 'tier' || party.kind !== 'device') return;
    const entry = books.entries.get(to.entry);
    const rules = books.company.groups.get(to.group)?.vip;
    if (entry?.isReturned === true) count(this.seen, 'a returned call is served');
    if (entry === undefined || entry.isReturned || rules?.maxOvertakes !== undefined) return;
    for (const other of books.entries.values()) {
      const isBefore = other.isReturned && other.group === to.group && other.callerClass === entry.callerClass;
      if (isBefore && couldTake(books, other, party.user)) {
        breach('law 4', `${party.user} is rung for ${entry.id} before ${other.id}, which came back`);
      }
    }
  }
}

function expect(code: string, right: string): void {
  if (code !== right) breach('E24', `a pick-up is refused as ${code}, not ${right}`);
}

/** Whose phone rings for a call that they took. */
function pickerOf(books: Books, id: CallId): UserId | undefined {
  for (const offer of books.calls.get(id)?.offers ?? []) {
    const user = books.picks.get(offer);
    if (user !== undefined) return user;
  }
  return undefined;
}

/** Whether a member could have had a caller who waits and for whom nothing rings. */
export function couldTake(books: Books, entry: EntryBook, user: UserId): boolean {
  const call = entry.call === undefined ? undefined : books.calls.get(entry.call);
  if (call === undefined || call.offers.size > 0 || entry.hearsWelcome || entry.isPickedUp) return false;
  if (call.hasNeeds || userAt(books, call.caller) === user) return false;
  return !entry.tried.has(user) && !entry.refusedBy.has(user);
}
