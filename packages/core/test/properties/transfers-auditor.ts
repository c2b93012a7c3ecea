import type { Company } from '../../src/config/company.ts';
import type { EventOf } from '../../src/kernel/event.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import { breach } from './breach.ts';
import type { Auditor } from './run.ts';
import { type Books, emptyBooks, isFree, isOutOfReach } from './transfers-books.ts';
import { ConsultationWatch } from './transfers-consultation.ts';
import { book } from './transfers-fold.ts';
import { LineWatch } from './transfers-lines.ts';
import { ReturnWatch } from './transfers-return.ts';
import { checkRecord, stageOf } from './transfers-times.ts';
import { carriedOut, count, liveCall, type Seen, type Watch, type Watched } from './transfers-watch.ts';

/**
 * Transfers, returns, consultations, hold, park and pick-up: books kept from the
 * events alone, and after every step what the laws and cases say of them.
 */
export class TransfersAuditor implements Auditor {
  private readonly books: Books;
  private readonly seen: Seen;
  private now: number | undefined;

  constructor(company: Company, seen: Seen = new Map()) {
    this.books = emptyBooks(company);
    this.seen = seen;
  }

  afterStep(input: Input, output: StepOutput): void {
    const { books, seen } = this;
    this.spend(input.at);
    const step = { input, output, books };
    const watches: readonly Watch[] = [
      new ReturnWatch(step, seen),
      new LineWatch(step, seen),
      new ConsultationWatch(step, seen),
    ];
    for (const event of output.events) {
      if (event.type === 'callEnded') this.close(event, step);
      for (const watch of watches) watch.before(event);
      book(books, event);
      for (const watch of watches) watch.after(event);
    }
    for (const watch of watches) watch.atEnd();
    checkDeadlines(step);
  }

  atRest(): void {
    const { calls, legs, offers, entries, slots, users } = this.books;
    const recalls = [...users.values()].reduce((sum, user) => sum + user.recalls.length, 0);
    const left = [calls.size, legs.size, offers.size, entries.size, slots.size, recalls];
    if (left.some((number) => number > 0))
      breach('law 6', `calls, legs, offers, places, slots, returns: ${left.join()}`);
  }

  /** Law 9: the time since the last step belongs to what each call was doing. */
  private spend(at: number): void {
    const passed = at - (this.now ?? at);
    for (const call of this.books.calls.values()) call.times[stageOf(call)] += passed;
    this.now = at;
  }

  /** Nobody is dropped: a call that is moved, held, parked or returned ends by its caller or by a command. */
  private close(event: EventOf<'callEnded'>, step: Watched): void {
    const call = liveCall(this.books, event.call);
    if (!call.isOther) checkRecord(call, event);
    const { outcome, endedBy, cause } = event.record;
    const { pending, place } = call;
    const isKept = pending?.isReturning === true || place === 'returned' || place === 'parked' || place === 'held';
    const command = carriedOut(step)?.type;
    const isAsked = command === 'endCall' || command === 'endAllCalls';
    if (isKept && endedBy !== 'caller' && !isAsked) breach('E12', `${call.id} is dropped as ${outcome}`);
    const isMoving = (pending !== undefined && place === 'waits') || place === 'returned' || place === 'parked';
    if (endedBy !== 'caller' || !isMoving || call.answeredAt === undefined) return;
    const right = cause === 'lost' ? 'lost' : 'abandonedInTransfer';
    if (outcome !== right) breach('E12', `${call.id} leaves on the way as ${outcome}`);
    count(this.seen, 'left on the way');
  }
}

/** Everything that has a deadline has met it: what is pending after a step is due later. */
function checkDeadlines({ input: { at }, books }: Watched): void {
  for (const { id, pending, recall, park, remindAt, place, offers } of books.calls.values()) {
    if (pending !== undefined && pending.dueAt <= at) breach('law 8', `${id} should be back since ${pending.dueAt}`);
    if (recall !== undefined && recall.dueAt <= at) breach('E12', `${id} has been returned since ${recall.dueAt}`);
    if (park !== undefined && park.dueAt <= at) breach('park', `${id} is parked since ${park.dueAt}`);
    if (place === 'held' && remindAt !== undefined && remindAt <= at) breach('X9', `nobody is reminded of ${id}`);
    if (recall?.isRinging === true && offers.size !== 1) breach('E12', `${id} rings nobody`);
  }
  for (const [id, user] of books.users) {
    const recalls = user.recalls.flatMap((call) => books.calls.get(call)?.recall ?? []);
    if (recalls.length > 0 && isFree(user)) breach('E12', `${user.recalls[0]} waits beside ${id}`);
    if (recalls.slice(1).some(({ isRinging }) => isRinging)) breach('E12', `${id} is rung for one who came later`);
    const waits = recalls.some(({ isRinging }) => !isRinging);
    if (waits && isOutOfReach(books, id)) breach('E12', `${user.recalls.join()} waits for ${id}, who is out of reach`);
  }
}
