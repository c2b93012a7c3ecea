import { lookAt, type Sight, wantedAt } from './probe.ts';
import type { Expectation, Probe } from './scenario.ts';

interface Watched {
  /** Its place in the list of expectations. */
  readonly place: number;
  readonly probe: Probe;
  readonly fromMs: number;
  /** The first ms in which it is not looked at any more. */
  readonly untilMs: number;
}

const kinds: readonly string[] = ['hears', 'inLine', 'user', 'slot', 'meeting', 'callbacks'];
const isProbe = (expectation: Expectation): expectation is Probe => kinds.includes(expectation.kind);

/** Looks at what expectations are about while a scenario plays: when all of an instant has happened. */
export class Watch {
  /** What was found, by the place of the expectation: what was wrong first, or what was right last. */
  readonly found = new Map<number, string>();
  private readonly watched: readonly Watched[];
  private readonly wrong = new Set<number>();

  constructor(expectations: readonly Expectation[]) {
    this.watched = expectations.flatMap((probe, place) => {
      if (!isProbe(probe)) return [];
      const fromMs = probe.kind === 'hears' ? probe.fromMs : probe.atMs;
      const untilMs = probe.kind === 'hears' ? (probe.untilMs ?? fromMs + 1) : fromMs + 1;
      return [{ place, probe, fromMs, untilMs }];
    });
  }

  /** Every instant at which something must be looked at, though nothing may happen then. */
  get instants(): readonly number[] {
    return this.watched.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs - 1]);
  }

  /** Looks at everything that is due at an instant, in ms from the start. */
  look(nowMs: number, sight: Sight): void {
    for (const { place, probe, fromMs, untilMs } of this.watched) {
      if (nowMs < fromMs || nowMs >= untilMs || this.wrong.has(place)) continue;
      const found = lookAt(probe, sight);
      this.found.set(place, found);
      if (found !== wantedAt(probe)) this.wrong.add(place);
    }
  }
}
