/** Remembers the last `capacity` items that were added: a bounded memory. */
export class RecentSet<Item> {
  private readonly order: Item[] = [];
  private readonly items = new Set<Item>();
  private readonly capacity: number;
  private oldest = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  has(item: Item): boolean {
    return this.items.has(item);
  }

  /** Adds the item; the oldest one is forgotten when there are too many. */
  add(item: Item): void {
    if (this.items.has(item)) return;
    this.items.add(item);
    if (this.order.length < this.capacity) {
      this.order.push(item);
      return;
    }
    this.items.delete(this.order[this.oldest] as Item);
    this.order[this.oldest] = item;
    this.oldest = (this.oldest + 1) % this.capacity;
  }

  /** The oldest first. */
  inOrder(): readonly Item[] {
    return [...this.order.slice(this.oldest), ...this.order.slice(0, this.oldest)];
  }
}
