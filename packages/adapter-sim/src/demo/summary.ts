import type { CallRecord, Company, Event, OfferId, UserId } from '@sentralbord/core';
import { lengthText, type Paint } from './words.ts';

interface Person {
  answered: number;
  missed: number;
  talkedMs: number;
}

/** Counts what comes of calls and people, for the table at the end. */
export class Summary {
  private readonly company: Company;
  private readonly records: CallRecord[] = [];
  private readonly people = new Map<UserId, Person>();
  private readonly directOffers = new Map<OfferId, UserId>();

  constructor(company: Company) {
    this.company = company;
    for (const user of company.users.keys()) this.people.set(user, { answered: 0, missed: 0, talkedMs: 0 });
  }

  add(event: Event): void {
    switch (event.type) {
      case 'callConnected':
        this.change(event.talk.user, (person) => {
          person.answered += 1;
        });
        return;
      case 'memberTried':
        if (event.cause !== 'busy') this.miss(event.user);
        return;
      case 'offerMade':
        if (event.to.kind === 'user') this.directOffers.set(event.offer, event.to.user);
        return;
      case 'offerEnded':
        if (event.result === 'unanswered' || event.result === 'declined') this.miss(this.directOffers.get(event.offer));
        this.directOffers.delete(event.offer);
        return;
      case 'callEnded':
        this.records.push(event.record);
        this.addTalk(event.record);
    }
  }

  /** The table, with a newline at its end. `note` says what it is about. */
  text(note: string, paint: Paint): string {
    const people = [...this.people].map(
      ([user, { answered, missed, talkedMs }]) =>
        `  ${(this.company.users.get(user)?.name ?? user).padEnd(16)}${cell(answered)}${cell(missed)}${cell(lengthText(talkedMs))}`,
    );
    const lines = [
      paint('bold', `${this.company.name}  ${note}`),
      `  ${this.outcomesText()}`,
      `  ${this.speedText()}`,
      '',
      paint('bold', `  ${'person'.padEnd(16)}${cell('answered')}${cell('missed')}${cell('talked')}`),
      ...people,
    ];
    return `\n${lines.join('\n')}\n`;
  }

  private outcomesText(): string {
    const counts = new Map<string, number>();
    for (const { outcome } of this.records) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const parts = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    return [`${this.records.length} calls`, ...parts.map(([outcome, count]) => `${count} ${outcome}`)].join('   ');
  }

  /** Over the calls from outside that were offered to somebody; waiting counts from arrival to answer. */
  private speedText(): string {
    const offered = this.records.filter(
      ({ direction, target }) => direction === 'incoming' && target.kind !== 'nobody',
    );
    const answered = offered.filter(({ outcome }) => outcome === 'answered');
    const waits = offered.map(({ times }) => times.waitingMs + times.ringingMs);
    const answerWaits = answered.map(({ times }) => times.waitingMs + times.ringingMs);
    const rate = offered.length === 0 ? '–' : `${Math.round((100 * answered.length) / offered.length)} %`;
    const mean = answered.length === 0 ? '–' : lengthText(sum(answerWaits) / answered.length);
    const longest = waits.length === 0 ? '–' : lengthText(Math.max(...waits));
    return `answer rate ${rate} (${answered.length} of ${offered.length} offered)   average speed of answer ${mean}   longest wait ${longest}`;
  }

  private addTalk({ from, answeredBy, times }: CallRecord): void {
    const addTime = (person: Person): void => {
      person.talkedMs += times.talkingMs;
    };
    this.change(answeredBy, addTime);
    if (from.kind === 'user') this.change(from.user, addTime);
  }

  private miss(user: UserId | undefined): void {
    this.change(user, (person) => {
      person.missed += 1;
    });
  }

  private change(user: UserId | undefined, change: (person: Person) => void): void {
    const person = user === undefined ? undefined : this.people.get(user);
    if (person !== undefined) change(person);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const cell = (value: string | number): string => String(value).padStart(10);
