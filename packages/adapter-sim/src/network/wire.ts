import type { Instant, Signal } from '@sentralbord/core';
import type { RandomStream } from './random-stream.ts';
import type { SimClock } from './sim-clock.ts';

/** How bad the network is. Probabilities are 0 to 1, for each signal. */
export interface Faults {
  /** How long signals and actions are under way, drawn evenly; absent: no time. */
  readonly delayMs?: readonly [from: number, to: number] | undefined;
  /** A signal never comes. */
  readonly loss?: number | undefined;
  /** A signal comes twice. */
  readonly double?: number | undefined;
  /** A signal is overtaken by later ones. */
  readonly reorder?: number | undefined;
}

/** How far behind a signal falls that is overtaken, or the second copy of one, in ms. */
const BEHIND_MS = [1, 500] as const;

interface WireOptions {
  readonly clock: SimClock;
  readonly random: RandomStream;
  /** A signal has come through. */
  readonly arrive: (signal: Signal) => void;
}

/** The way between the switchboard and the telephones: both directions keep their order, but for the faults. */
export class Wire {
  faults: Faults;
  private readonly options: WireOptions;
  private signalsFreeAt: Instant = 0;
  private actionsFreeAt: Instant = 0;
  private cuts = 0;

  constructor(faults: Faults, options: WireOptions) {
    this.faults = faults;
    this.options = options;
  }

  /** Towards the switchboard. */
  send(signal: Signal): void {
    const { random, clock } = this.options;
    if (this.happens(this.faults.loss)) return;
    const due = clock.now() + this.delay();
    if (this.happens(this.faults.reorder))
      this.plan(due + random.whole(...BEHIND_MS), () => this.options.arrive(signal));
    else {
      this.signalsFreeAt = Math.max(this.signalsFreeAt, due);
      this.plan(this.signalsFreeAt, () => this.options.arrive(signal));
    }
    if (this.happens(this.faults.double))
      this.plan(due + random.whole(...BEHIND_MS), () => this.options.arrive(signal));
  }

  /** Towards the telephones. */
  obey(deed: () => void): void {
    const delay = this.delay();
    if (delay === 0 && this.actionsFreeAt <= this.options.clock.now()) {
      deed();
      return;
    }
    this.actionsFreeAt = Math.max(this.actionsFreeAt, this.options.clock.now() + delay);
    this.plan(this.actionsFreeAt, deed);
  }

  /** Everything under way is gone. */
  cut(): void {
    this.cuts += 1;
    this.signalsFreeAt = 0;
    this.actionsFreeAt = 0;
  }

  private plan(due: Instant, deed: () => void): void {
    const { cuts } = this;
    this.options.clock.at(due, () => {
      if (cuts === this.cuts) deed();
    });
  }

  private delay(): number {
    const { delayMs } = this.faults;
    return delayMs === undefined ? 0 : this.options.random.whole(delayMs[0], delayMs[1]);
  }

  /** A fault that is not asked for draws no random number. */
  private happens(probability: number | undefined): boolean {
    return probability !== undefined && probability > 0 && this.options.random.chance(probability);
  }
}
