/**
 * How many requests are worked on at once, and who waits.
 *
 * Threat (ATTACKS G20): two hundred costly operations at once, or one agency that takes every place. Promise: at most
 * `running` are under way and at most `waiting` wait, a second at the longest; no sender holds more than three quarters of
 * the places, and those who wait are let in by turns of senders. What does not find room is refused at once with OVERLOADED
 * and a Retry-After. Health and metrics ask nobody here, so they stay green.
 */
import { Refusal } from "../../schema/contract/publicCode";
import type { Caller } from "../authenticate/caller";
import { FairQueue } from "../fairQueue";
import { Patience } from "./patience";

export interface AdmissionLimits {
  running: number;
  waiting: number;
  /** Longest wait, ms. */
  waitMs?: number;
  /** What a sender may waste at once, ms of reading what is refused. */
  patienceMs?: number;
}

const MAX_READING_MS = 10;

interface Waiting {
  enter(): void;
  refuse(): void;
}

export class Admission {
  readonly #queue: FairQueue<Waiting>;
  readonly #held = new Map<string, number>();
  readonly #share: number;
  readonly #patience: Patience;
  #running = 0;

  constructor(private readonly limits: AdmissionLimits) {
    this.#queue = new FairQueue(limits.waiting);
    this.#patience = new Patience(limits.patienceMs);
    this.#share = Math.max(1, Math.ceil(limits.running * 0.75));
  }

  /** For the metrics. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#queue.size };
  }

  /** Refuses who wasted too much of the gateway's time, before his body is read. @throws Refusal RATE_LIMITED */
  greet(caller: Caller): void {
    this.#patience.check(shareOf(caller));
  }

  /**
   * Does the work in a place of the caller's, when there is one. What it does before it first waits for anything is charged
   * to him where he is refused for what he sent.
   * @throws Refusal OVERLOADED
   */
  async admit<T>(caller: Caller, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(shareOf(caller));
    const began = performance.now();
    const working = work();
    // More than that is the machine being busy with something else.
    const readingMs = Math.min(performance.now() - began, MAX_READING_MS);
    try {
      return await working;
    } catch (error) {
      this.#patience.charge(shareOf(caller), error, readingMs);
      throw error;
    } finally {
      leave();
    }
  }

  /** Waits for a place; what it gives back gives the place back. @throws Refusal OVERLOADED */
  async enter(sender: string): Promise<() => void> {
    if (this.#queue.size === 0 && this.#running < this.limits.running && this.#mayEnter(sender)) this.#take(sender);
    else await this.#wait(sender);
    let isHeld = true;
    return () => {
      if (isHeld) this.#giveBack(sender);
      isHeld = false;
    };
  }

  #mayEnter(sender: string): boolean {
    return (this.#held.get(sender) ?? 0) < this.#share;
  }

  #take(sender: string): void {
    this.#running++;
    this.#held.set(sender, (this.#held.get(sender) ?? 0) + 1);
  }

  #giveBack(sender: string): void {
    this.#running--;
    const left = this.#held.get(sender)! - 1;
    if (left === 0) this.#held.delete(sender);
    else this.#held.set(sender, left);
    this.#letIn();
  }

  #letIn(): void {
    while (this.#running < this.limits.running) {
      const next = this.#queue.next((sender) => this.#mayEnter(sender));
      if (next === undefined) return;
      this.#take(next.sender);
      next.item.enter();
    }
  }

  #wait(sender: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => () => {
        clearTimeout(timer);
        outcome();
      };
      const one: Waiting = { enter: settle(resolve), refuse: settle(() => reject(overloaded())) };
      const timer = setTimeout(() => {
        this.#queue.remove(sender, one);
        one.refuse();
      }, this.limits.waitMs ?? 1_000);
      this.#queue.add(sender, one)?.refuse();
      // Who waits behind a sender that has its share may go at once.
      this.#letIn();
    });
  }
}

/** Whose share a request takes: the agency's; a citizen is a sender of his own. */
export function shareOf({ agency, subject }: Pick<Caller, "agency" | "subject">): string {
  return agency === undefined ? `citizen ${subject}` : `agency ${agency}`;
}

function overloaded(): Refusal {
  return new Refusal("OVERLOADED", "Too many requests are under way; ask again when Retry-After says.", {
    detail: "admission",
    headers: { "retry-after": "1" },
  });
}
