import type { Book } from './book.ts';

/** Why something that a person did was not done again. */
export const reasons = {
  changed: 'the change is in its place',
  otherParty: 'somebody else has the call',
  elsewhere: 'the call does something else then',
  otherSound: 'the caller hears something else then',
  talking: 'the user has another call then',
  noWrapUp: 'the user does not wrap up that talk',
  neverCame: 'it never came so far',
} as const;

/** Something of the saved stream that could not be used again. */
export interface NotReused {
  /** Such as `command transfer`, `key` or `call from a phone`. */
  readonly what: string;
  /** In words; `refused: …` with the code of the refusal when the engine did not allow it. */
  readonly reason: string;
  readonly count: number;
}

/** Something that the saved stream does not tell, and how often it had to be estimated. */
export interface Estimated {
  readonly what: 'answer' | 'no answer' | 'talk' | 'patience' | 'sound' | 'message' | 'new device';
  readonly count: number;
}

/** Keeps account of what a run used again of a book, and of what it had to estimate. */
export class Account {
  private readonly owed: Map<number, string>;
  private readonly dropped = new Map<string, number>();
  private readonly guessed = new Map<Estimated['what'], number>();

  constructor({ owed }: Pick<Book, 'owed'>) {
    this.owed = new Map(owed);
  }

  /** What stood there in the stream has been done again. */
  reused(order: number): void {
    this.owed.delete(order);
  }

  /** It has not, and will not be. */
  drop(order: number, reason: string): void {
    const what = this.owed.get(order);
    if (what === undefined) return;
    this.owed.delete(order);
    this.count(what, reason);
  }

  estimated(what: Estimated['what']): void {
    this.guessed.set(what, (this.guessed.get(what) ?? 0) + 1);
  }

  /** What was not used again, with what never came up, by what it is and why. */
  notReused(): readonly NotReused[] {
    for (const order of [...this.owed.keys()]) this.drop(order, reasons.neverCame);
    return [...this.dropped]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => {
        const [what = '', reason = ''] = key.split('\n');
        return { what, reason, count };
      });
  }

  /** What was estimated, by name. */
  estimates(): readonly Estimated[] {
    return [...this.guessed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => ({ what, count }));
  }

  private count(what: string, reason: string): void {
    const key = `${what}\n${reason}`;
    this.dropped.set(key, (this.dropped.get(key) ?? 0) + 1);
  }
}
