import { assert } from '../kernel/assert.ts';

/** One digit further than its parent. A branch without any value in it does not exist. */
interface Branch<Value> {
  /** Boxed, so that a kept `undefined` is told from nothing. */
  kept: { readonly value: Value } | undefined;
  readonly next: Map<string, Branch<Value>>;
}

/** What a beginning of a number led to. */
export interface PrefixMatch<Value> {
  readonly prefix: string;
  readonly value: Value;
}

/**
 * Values by beginnings of numbers. Keys are digits alone, without `+`; the empty
 * key is the beginning of every number. Each call costs the digits of its number.
 */
export class DigitTrie<Value> {
  private readonly root: Branch<Value> = emptyBranch();
  private count = 0;
  private branches = 1;

  get size(): number {
    return this.count;
  }

  /** How many branches there are, with the root: each different beginning of the keys is one, and nothing else is. */
  get branchCount(): number {
    return this.branches;
  }

  /** Keeps `value` for `prefix`, in place of what was kept before. Breaks an invariant when `prefix` is not digits. */
  set(prefix: string, value: Value): void {
    assert(/^[0-9]*$/.test(prefix), 'a key of a digit trie is digits alone');
    let branch = this.root;
    for (const digit of prefix) {
      branch = branch.next.get(digit) ?? this.grow(branch, digit);
    }
    if (branch.kept === undefined) this.count += 1;
    branch.kept = { value };
  }

  /** False when nothing was kept for exactly `prefix`. */
  delete(prefix: string): boolean {
    const path = this.pathOf(prefix);
    const last = path.at(-1);
    if (path.length <= prefix.length || last?.kept === undefined) return false;
    last.kept = undefined;
    this.count -= 1;
    this.prune(path, prefix);
    return true;
  }

  /** What is kept for exactly `prefix`. */
  exact(prefix: string): Value | undefined {
    const path = this.pathOf(prefix);
    return path.length > prefix.length ? path.at(-1)?.kept?.value : undefined;
  }

  /** The longest kept beginning of `number`. What follows a character that is no digit is not looked at. */
  longestMatch(number: string): PrefixMatch<Value> | undefined {
    const path = this.pathOf(number);
    for (let length = path.length - 1; length >= 0; length -= 1) {
      const kept = path[length]?.kept;
      if (kept !== undefined) return { prefix: number.slice(0, length), value: kept.value };
    }
    return undefined;
  }

  private grow(branch: Branch<Value>, digit: string): Branch<Value> {
    const next = emptyBranch<Value>();
    branch.next.set(digit, next);
    this.branches += 1;
    return next;
  }

  /** The root, then the branch after each digit, for as far as there are any. */
  private pathOf(number: string): readonly Branch<Value>[] {
    const path = [this.root];
    let branch = this.root.next.get(number.charAt(0));
    while (branch !== undefined) {
      path.push(branch);
      branch = branch.next.get(number.charAt(path.length - 1));
    }
    return path;
  }

  /** Takes the branches away that lead to nothing any more, the longest first. */
  private prune(path: readonly Branch<Value>[], prefix: string): void {
    for (let length = prefix.length; length > 0; length -= 1) {
      const branch = path[length];
      if (branch?.kept !== undefined || branch?.next.size !== 0) return;
      path[length - 1]?.next.delete(prefix.charAt(length - 1));
      this.branches -= 1;
    }
  }
}

const emptyBranch = <Value>(): Branch<Value> => ({ kept: undefined, next: new Map() });
