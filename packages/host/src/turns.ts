import { Fifo } from './fifo.ts';

/** One who waits for turns. */
export interface TurnTaker {
  /** Does a bounded piece of work. Never throws. True when there is more to do. */
  takeTurn(): boolean;
}

/** Runs `run` later, once; `setImmediate` is one. */
export type Defer = (run: () => void) => void;

/**
 * Who waits for a turn, in the order of asking. A round gives each of them one
 * turn; who has more to do goes to the end of the line. So one with endless
 * work delays each of the others by one turn at most.
 */
export class Turns {
  private readonly line = new Fifo<TurnTaker>();
  private readonly inLine = new Set<TurnTaker>();
  private readonly defer: Defer | undefined;
  private isBusy = false;

  /** Without `defer`, whoever asks first has everything done before the asking returns. */
  constructor(defer: Defer | undefined) {
    this.defer = defer;
  }

  /** Asks for a turn. One who waits already goes on waiting in the same place. */
  ask(taker: TurnTaker): void {
    if (this.inLine.has(taker)) return;
    this.inLine.add(taker);
    this.line.push(taker);
    if (!this.isBusy) this.begin();
  }

  private begin(): void {
    this.isBusy = true;
    if (this.defer === undefined) {
      while (this.line.length > 0) this.round();
      this.isBusy = false;
    } else {
      this.defer(() => this.roundAndOn());
    }
  }

  private roundAndOn(): void {
    this.round();
    if (this.line.length > 0) this.begin();
    else this.isBusy = false;
  }

  private round(): void {
    for (let left = this.line.length; left > 0; left -= 1) {
      const taker = this.line.shift();
      if (taker === undefined) return;
      // Out of the line before the turn, so that what comes meanwhile asks anew.
      this.inLine.delete(taker);
      if (taker.takeTurn()) this.ask(taker);
    }
  }
}
