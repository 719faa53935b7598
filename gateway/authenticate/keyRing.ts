/**
 * The issuer's keys over time: rotation without a restart, an outage without an opening.
 *
 * Threat (ATTACKS D04, D16, D17): a withdrawn key that is believed for ever; a stranger's `kid` that makes us call the
 * issuer a thousand times a second; an issuer that is down, and a gateway that therefore believes nobody, or anybody.
 * Promise: while the source can be read, no key is used that was withdrawn a minute ago. While it cannot, the last set
 * serves for at most an hour, then nothing does. A token can cause one read in 10 s, no more.
 */
import { fingerprintOf, type KeySet, readKeySet } from "./keySet";
import type { KeySource } from "./keySource";

export type KeyEvent = (event: { kind: "KEYS_CHANGED" | "KEYS_UNAVAILABLE"; detail: string }) => void;

/** Within this age a set is used as it is. */
const FRESH_MS = 30_000;
/** From {@link FRESH_MS} to this age a remote set is used while the next is read; beyond it a request waits for the next. */
const STALE_MS = 60_000;
/** How long the last set serves while the source cannot be read. */
const LAST_RESORT_MS = 3_600_000;
const RETRY_MS = 10_000;

export class KeyRing {
  #set: KeySet;
  /** When the read began that last succeeded: what it saw may be as old as that. */
  #readAt: number;
  #triedAt: number;
  #forcedAt = -Infinity;
  #failing = false;
  #pending: Promise<void> | undefined;

  private constructor(
    private readonly source: KeySource,
    private readonly now: () => number,
    private readonly onEvent: KeyEvent,
    set: KeySet,
    readAt: number,
  ) {
    this.#set = set;
    this.#readAt = this.#triedAt = readAt;
  }

  /** Reads the set for the first time; rejects with a sentence when that fails. */
  static async open(source: KeySource, now: () => number, onEvent: KeyEvent): Promise<KeyRing> {
    const readAt = now();
    return new KeyRing(source, now, onEvent, await readKeySet(await source.read(), source.name), readAt);
  }

  /** The set in force, or `undefined` when the last one is too old to be believed. Equal sets are the same object. */
  async current(): Promise<KeySet | undefined> {
    const age = this.#age();
    if (age > FRESH_MS) {
      const refresh = this.#pending ?? (this.#mayRetry() ? this.#refresh() : undefined);
      const knownOutage = this.#failing && age <= LAST_RESORT_MS;
      const readAhead = !this.source.local && age <= STALE_MS;
      if (refresh && !knownOutage && !readAhead) await refresh;
    }
    return this.#age() <= LAST_RESORT_MS ? this.#set : undefined;
  }

  /** Like {@link current}, after one more look at the source if the set does not know `kid`. */
  async currentWith(kid: string): Promise<KeySet | undefined> {
    const set = await this.current();
    if (!set || set.keys.has(kid) || Math.abs(this.now() - this.#forcedAt) < RETRY_MS) return set;
    this.#forcedAt = this.now();
    await (this.#pending ?? this.#refresh());
    return this.current();
  }

  close(): Promise<void> {
    return this.source.close();
  }

  /** A clock that was set back makes a set old, not young. */
  #age(): number {
    return Math.abs(this.now() - this.#readAt);
  }

  #mayRetry(): boolean {
    return !this.#failing || Math.abs(this.now() - this.#triedAt) >= RETRY_MS;
  }

  #refresh(): Promise<void> {
    this.#triedAt = this.now();
    this.#pending = this.#read(this.#triedAt).finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  async #read(startedAt: number): Promise<void> {
    try {
      const text = await this.source.read();
      if (fingerprintOf(text) !== this.#set.fingerprint) {
        this.#set = await readKeySet(text, this.source.name);
        this.onEvent({
          kind: "KEYS_CHANGED",
          detail: `the key set ${this.source.name} changed; it holds ${this.#set.keys.size} keys`,
        });
      }
      this.#readAt = startedAt;
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      const minutes = Math.round(this.#age() / 60_000);
      this.onEvent({ kind: "KEYS_UNAVAILABLE", detail: `${(error as Error).message}; the keys in use are ${minutes} min old` });
    }
  }
}
