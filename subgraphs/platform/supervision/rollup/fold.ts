/** Events of one source, folded into what they add to each counter. */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { EVENTS_A_PAGE, readEventPage, type ReadEvents, type ToldEvent } from "../../../kit/eventSource";
import { keyOf, type Counter } from "./counter";
import { countersOf } from "./countersOf";

export class Fold {
  private readonly counters = new Map<string, Counter>();
  /** Time of the last event; null = there was none. */
  lastEventAt: string | null = null;
  /** How many events are in it. */
  events = 0;

  constructor(
    private readonly source: string,
    /** Of the last event that is in it. */
    public position: number,
    private readonly catalogue: Catalogue,
  ) {}

  /** Reads on until there is nothing more, or at least `most` events were added; whether that was all. */
  async readOn(read: ReadEvents, most: number): Promise<boolean> {
    for (let counted = 0; counted < most;) {
      const { events, head } = readEventPage(await read(this.source, this.position, EVENTS_A_PAGE), this.position);
      this.add(events);
      counted += events.length;
      // Its head may lie beyond its last event.
      if (events.length === 0 || this.position >= head) return true;
    }
    return false;
  }

  private add(events: readonly ToldEvent[]): void {
    for (const event of events) {
      for (const counter of countersOf(event, { name: this.source, after: this.position }, this.catalogue)) {
        const key = keyOf(counter);
        const known = this.counters.get(key);
        if (known === undefined) this.counters.set(key, counter);
        else known.n += counter.n;
      }
      this.position = event.position;
      this.events++;
      if (this.lastEventAt === null || event.at > this.lastEventAt) this.lastEventAt = event.at;
    }
  }

  /** What was added to each counter; those to which nothing came in the end are left out. */
  added(): Counter[] {
    return [...this.counters.values()].filter(({ n }) => n !== 0);
  }
}
