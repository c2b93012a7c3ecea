import type { LegId } from '@sentralbord/core';
import { hostLimits } from './host-limits.ts';

/** Whose an arrived leg is. Of those that have ended lately it is remembered that they were. */
export class ArrivedLegs<Owner> {
  private readonly owners = new Map<LegId, Owner>();
  private readonly ended = new Set<LegId>();
  private readonly capacity: number;

  constructor(capacity: number = hostLimits.endedArrivals) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.owners.size;
  }

  ownerOf(leg: LegId): Owner | undefined {
    return this.owners.get(leg);
  }

  /** Whether the leg was here, and ended not long ago. */
  hasEnded(leg: LegId): boolean {
    return this.ended.has(leg);
  }

  add(leg: LegId, owner: Owner): void {
    this.owners.set(leg, owner);
  }

  /** The leg is over, or was turned away before it was anybody's. */
  end(leg: LegId): void {
    this.owners.delete(leg);
    this.ended.add(leg);
    if (this.ended.size <= this.capacity) return;
    // A set gives its members in the order of adding: the first one is the oldest.
    for (const oldest of this.ended) {
      this.ended.delete(oldest);
      return;
    }
  }

  /** Every leg for which `isOver` holds is over; gives them. */
  endWhere(isOver: (leg: LegId, owner: Owner) => boolean): readonly LegId[] {
    const over = [...this.owners].filter(([leg, owner]) => isOver(leg, owner)).map(([leg]) => leg);
    for (const leg of over) this.end(leg);
    return over;
  }
}
