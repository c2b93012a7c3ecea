import type { GroupId } from '../kernel/ids.ts';
import type { BookedEpisode } from './book.ts';

/**
 * The middles of sixteen equal parts of the exponential distribution with the
 * mean 1, such that neighbours lie far apart: −ln(1 − (k + ½) / 16), k by
 * reversed bits.
 */
const SPREAD = [
  0.032, 0.758, 0.33, 1.52, 0.17, 1.068, 0.521, 2.367, 0.098, 0.901, 0.421, 1.856, 0.247, 1.269, 0.633, 3.466,
] as const;

interface Waits {
  totalMs: number;
  abandoned: number;
}

/**
 * How long callers would have waited who did not have to: nobody less than they
 * did, and beyond that as long as callers wait until they leave. The mean is all
 * time waited divided by how many left (the estimate of the maximum likelihood
 * when patience is exponential and answers cut it short); it is spread over the
 * callers in a fixed order.
 */
export class Patience {
  private readonly waits = new Map<GroupId | undefined, Waits>();
  private readonly all: Waits = { totalMs: 0, abandoned: 0 };
  private readonly assumedMs: number | undefined;

  /** `assumedMs`: the mean, in place of what the episodes tell. */
  constructor(episodes: Iterable<BookedEpisode>, assumedMs: number | undefined) {
    this.assumedMs = assumedMs;
    for (const episode of episodes) if (episode.kind === 'wait' && episode.isCallers) this.note(episode);
  }

  /** The mean of a group's callers, in ms, else of all; undefined: nobody has ever left. */
  meanMs(group: GroupId | undefined): number | undefined {
    if (this.assumedMs !== undefined) return this.assumedMs;
    const own = this.waits.get(group);
    const { totalMs, abandoned } = own === undefined || own.abandoned === 0 ? this.all : own;
    return abandoned === 0 ? undefined : totalMs / abandoned;
  }

  /** How much longer somebody waits than is known, at least 1 ms; undefined: without end. */
  beyondMs(group: GroupId | undefined, place: number): number | undefined {
    const mean = this.meanMs(group);
    const share = SPREAD[place % SPREAD.length];
    return mean === undefined || share === undefined ? undefined : Math.max(1, Math.round(mean * share));
  }

  private note({ group, lastsMs, end }: BookedEpisode): void {
    const waits = this.waits.get(group) ?? { totalMs: 0, abandoned: 0 };
    this.waits.set(group, waits);
    for (const sum of [waits, this.all]) {
      sum.totalMs += lastsMs;
      if (end === 'caller') sum.abandoned += 1;
    }
  }
}
