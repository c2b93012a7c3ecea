import { breach } from './breach.ts';

/** What must still happen in a step because of what has happened in it. */
export class Owed {
  private readonly all = new Map<string, string>();

  /** `what` must happen; else `why` is the breach, as a law and how it is broken. */
  owe(what: string, why: string): void {
    this.all.set(what, why);
  }

  /** It has happened. False when it was not asked for. */
  settle(what: string): boolean {
    return this.all.delete(what);
  }

  /** The step is over. */
  checkNothing(): void {
    const [why] = this.all.values();
    if (why === undefined) return;
    const [law = '', ...how] = why.split(': ');
    breach(law, how.join(': '));
  }
}
