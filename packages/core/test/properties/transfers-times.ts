import type { StageTimes } from '../../src/call/outcome.ts';
import type { EventOf } from '../../src/kernel/event.ts';
import { breach } from './breach.ts';
import type { CallBook } from './transfers-books.ts';

/** What a call spends its time on between two steps. */
export function stageOf({ place, isSwapped, offers }: CallBook): keyof StageTimes {
  if (place === 'talks') return 'talkingMs';
  if (place === 'held' || place === 'parked') return 'heldMs';
  if (place === 'consults') return isSwapped ? 'talkingMs' : 'heldMs';
  if (offers.size > 0) return 'ringingMs';
  return place === 'message' ? 'messageMs' : 'waitingMs';
}

/** Law 9: the record tells the time as the books have it, and it sums to the whole call. */
export function checkRecord(book: CallBook, { record, at }: EventOf<'callEnded'>): void {
  const { times } = record;
  const [found, wanted] = [JSON.stringify(times), JSON.stringify(book.times)];
  const sum = times.waitingMs + times.ringingMs + times.talkingMs + times.heldMs + times.messageMs;
  if (sum !== record.endedAt - record.arrivedAt) breach('law 9', `${book.id} lasted ${sum} ms by its times`);
  if (record.arrivedAt !== book.arrivedAt || record.endedAt !== at) breach('law 9', `${book.id} lived at another time`);
  if (Object.entries(book.times).some(([stage, ms]) => times[stage as keyof StageTimes] !== ms)) {
    breach('law 9', `${book.id} has ${found}, not ${wanted}`);
  }
  if (record.answeredAt !== book.answeredAt) breach('law 9', `${book.id} was answered at ${book.answeredAt}`);
  if (record.answeredBy !== book.answeredBy) breach('E16', `${book.id} was answered by ${book.answeredBy}`);
  if (record.group !== book.firstGroup) breach('E16', `${book.id} came to ${book.firstGroup} first`);
  if (JSON.stringify(record.transfers) !== JSON.stringify(book.transfers)) {
    breach('law 9', `${book.id} lists other transfers than there were`);
  }
  const isOverlapping = record.talks.some(({ beganAt, endedAt }, place) => {
    const next = record.talks[place + 1];
    return endedAt === undefined || endedAt < beganAt || (next !== undefined && next.beganAt < endedAt);
  });
  if (isOverlapping) breach('law 9', `${book.id} talks twice at once`);
}
