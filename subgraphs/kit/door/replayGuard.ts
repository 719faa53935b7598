/** A warrant is good once (ATTACKS C03). Remembers ids until the warrant would have expired anyway. */
export class ReplayGuard {
  readonly #used = new Map<string, number>();
  #sweepAt = 0;

  /** Is this the first use of `id`, which expires at `expiresAt` (ms)? */
  first(id: string, expiresAt: number, now: number): boolean {
    this.#sweep(now);
    if (this.#used.has(id)) return false;
    this.#used.set(id, expiresAt);
    return true;
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + 10_000;
    for (const [id, expiresAt] of this.#used) if (expiresAt <= now) this.#used.delete(id);
  }
}
