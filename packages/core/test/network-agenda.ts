import type { Instant } from '../src/kernel/time.ts';
import type { Signal } from '../src/port/telephony.ts';

interface Deed {
  readonly at: Instant;
  readonly run: () => unknown;
}

/** What happens by itself, by its time, then by when it was planned. */
export class NetworkAgenda {
  private deeds: Deed[] = [];

  /** When the next thing happens; undefined: nothing does. */
  nextAt(): Instant | undefined {
    return this.deeds[0]?.at;
  }

  /** `run` may give the signal that reaches the engine by it. */
  add(at: Instant, run: () => unknown): void {
    const place = this.deeds.findLastIndex((other) => other.at <= at);
    this.deeds.splice(place + 1, 0, { at, run });
  }

  /** Takes the next thing out. */
  take(): { readonly at: Instant; readonly run: () => Signal | undefined } | undefined {
    const deed = this.deeds.shift();
    if (deed === undefined) return undefined;
    const run = () => {
      const result = deed.run();
      return isSignal(result) ? result : undefined;
    };
    return { at: deed.at, run };
  }
}

const isSignal = (value: unknown): value is Signal => typeof value === 'object' && value !== null && 'type' in value;
