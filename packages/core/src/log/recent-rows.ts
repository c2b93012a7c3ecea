/** The newest rows of a log, the oldest of them first; adding one costs the same however many there are. */
export class RecentRows<Row> {
  private readonly ring: Row[] = [];
  private readonly keep: number;
  private oldest = 0;

  constructor(keep: number) {
    this.keep = keep;
  }

  add(row: Row): void {
    if (this.ring.length < this.keep) {
      this.ring.push(row);
      return;
    }
    if (this.keep === 0) return;
    this.ring[this.oldest] = row;
    this.oldest = (this.oldest + 1) % this.keep;
  }

  rows(): readonly Row[] {
    return [...this.ring.slice(this.oldest), ...this.ring.slice(0, this.oldest)];
  }
}
