interface Deadline<Owner, Timer> {
  readonly owner: Owner;
  readonly timer: Timer;
  readonly atMs: number;
  /** Ever rising, so that deadlines of one instant come due in the order in which they were set. */
  readonly number: number;
  /** Where it stands in the heap now. */
  place: number;
}

/** A deadline that has come. */
export interface Due<Owner, Timer> {
  readonly owner: Owner;
  readonly timer: Timer;
  /** When it was due, however late it is taken. */
  readonly atMs: number;
}

/**
 * Deadlines keyed by owner and timer, so that one can't be set twice and all
 * of an owner's can be dropped together. A binary heap whose items know their
 * place. Set, cancel and take: O(log n); next: O(1).
 */
export class Deadlines<Owner, Timer> {
  private readonly heap: Deadline<Owner, Timer>[] = [];
  /** A list, not a map: an owner has one to three. */
  private readonly byOwner = new Map<Owner, Deadline<Owner, Timer>[]>();
  private lastNumber = 0;

  /** How many are set. */
  get size(): number {
    return this.heap.length;
  }

  /** How many owners have any. */
  get ownerCount(): number {
    return this.byOwner.size;
  }

  /** The earliest instant at which one comes due, or undefined when none is set. */
  next(): number | undefined {
    return this.heap[0]?.atMs;
  }

  /** Sets the timer of that owner, in place of an earlier setting. */
  set(owner: Owner, timer: Timer, atMs: number): void {
    this.cancel(owner, timer);
    this.lastNumber += 1;
    const deadline: Deadline<Owner, Timer> = { owner, timer, atMs, number: this.lastNumber, place: this.heap.length };
    const others = this.byOwner.get(owner);
    if (others === undefined) this.byOwner.set(owner, [deadline]);
    else others.push(deadline);
    this.heap.push(deadline);
    this.rise(deadline);
  }

  /** Drops one timer; nothing happens when it isn't set. */
  cancel(owner: Owner, timer: Timer): void {
    const deadline = this.byOwner.get(owner)?.find((candidate) => candidate.timer === timer);
    if (deadline !== undefined) this.remove(deadline);
  }

  /** Drops every timer of the owner but the named ones; none named: all. */
  keepOnly(owner: Owner, kept: readonly Timer[]): void {
    for (const deadline of [...(this.byOwner.get(owner) ?? [])]) {
      if (!kept.includes(deadline.timer)) this.remove(deadline);
    }
  }

  /** Takes out the earliest that is due at `nowMs`, or returns undefined when none is. */
  takeDue(nowMs: number): Due<Owner, Timer> | undefined {
    const first = this.heap[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    this.remove(first);
    return { owner: first.owner, timer: first.timer, atMs: first.atMs };
  }

  private remove(deadline: Deadline<Owner, Timer>): void {
    const last = this.heap.pop();
    if (last !== undefined && last !== deadline) {
      this.put(last, deadline.place);
      this.rise(last);
      this.sink(last);
    }
    const left = (this.byOwner.get(deadline.owner) ?? []).filter((other) => other !== deadline);
    if (left.length === 0) this.byOwner.delete(deadline.owner);
    else this.byOwner.set(deadline.owner, left);
  }

  private rise(deadline: Deadline<Owner, Timer>): void {
    while (deadline.place > 0) {
      const parent = this.heap[(deadline.place - 1) >> 1];
      if (parent === undefined || !isBefore(deadline, parent)) return;
      this.swap(deadline, parent);
    }
  }

  private sink(deadline: Deadline<Owner, Timer>): void {
    for (;;) {
      const left = this.heap[2 * deadline.place + 1];
      const right = this.heap[2 * deadline.place + 2];
      const least = left !== undefined && right !== undefined && isBefore(right, left) ? right : left;
      if (least === undefined || !isBefore(least, deadline)) return;
      this.swap(least, deadline);
    }
  }

  private swap(a: Deadline<Owner, Timer>, b: Deadline<Owner, Timer>): void {
    const place = a.place;
    this.put(a, b.place);
    this.put(b, place);
  }

  private put(deadline: Deadline<Owner, Timer>, place: number): void {
    this.heap[place] = deadline;
    deadline.place = place;
  }
}

function isBefore<Owner, Timer>(a: Deadline<Owner, Timer>, b: Deadline<Owner, Timer>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.number < b.number);
}
