/** One use of a nonce. */
export interface NonceUse {
  readonly nonce: string;
  /** When the nonce was issued, in ms. */
  readonly issuedAt: number;
  /** The nonce count of the request (RFC 7616 section 3.4). */
  readonly count: number;
}

/**
 * Remembers how often each nonce was used, so that nothing can be played again. Memory is bounded: the nonce that
 * was used longest ago is forgotten first, and what was issued up to then is not taken any more, because nobody
 * knows whether it was used.
 */
export class NonceCounts {
  private readonly most: number;
  private readonly uses = new Map<string, NonceUse>();
  private forgottenUpTo = Number.NEGATIVE_INFINITY;

  /** `most` is how many nonces are remembered. */
  constructor(most: number) {
    this.most = most;
  }

  /** Takes a use whose count is above all earlier ones of its nonce; false for any other. */
  take(use: NonceUse): boolean {
    const before = this.uses.get(use.nonce);
    if (before === undefined && use.issuedAt <= this.forgottenUpTo) return false;
    if (use.count <= (before?.count ?? 0)) return false;
    this.uses.delete(use.nonce);
    this.uses.set(use.nonce, use);
    this.forgetOldest();
    return true;
  }

  private forgetOldest(): void {
    if (this.uses.size <= this.most) return;
    const oldest = this.uses.values().next();
    if (oldest.done === true) return;
    this.uses.delete(oldest.value.nonce);
    this.forgottenUpTo = Math.max(this.forgottenUpTo, oldest.value.issuedAt);
  }
}
