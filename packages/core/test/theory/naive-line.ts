import type { Line, LineEars, LineShape } from './engine-line.ts';

/** First come, first served, and nothing else: what the measuring is tried on. */
export class NaiveLine implements Line {
  private readonly shape: LineShape;
  private readonly ears: LineEars;
  private readonly talking = new Set<number>();
  private waiting: number[] = [];

  constructor(shape: LineShape, ears: LineEars) {
    this.shape = shape;
    this.ears = ears;
  }

  nextDeadline(): undefined {
    return undefined;
  }

  wake(): void {}

  arrives(caller: number): void {
    const isFull = this.talking.size === this.shape.servers && this.waiting.length === this.shape.queueLimit;
    if (isFull) this.ears.released(caller);
    else this.waiting.push(caller);
    this.serve();
  }

  hangsUp(caller: number): void {
    this.talking.delete(caller);
    this.waiting = this.waiting.filter((one) => one !== caller);
    this.serve();
  }

  private serve(): void {
    while (this.talking.size < this.shape.servers) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.talking.add(next);
      this.ears.talks(next);
    }
  }
}
