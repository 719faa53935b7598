/**
 * A line in which nobody loses his turn to somebody who asks more often.
 *
 * Threat (ATTACKS G20, and planning): one sender fills the line, and everybody else is refused. Promise: first come, first
 * served within a sender; between senders one at a time, in turn. A full line takes a newcomer by sending away the last
 * of the longest queue, unless that is the newcomer's own.
 */
export class FairQueue<T> {
  /** The order of the map is the order of turns. */
  readonly #lines = new Map<string, T[]>();
  #size = 0;

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.#size;
  }

  /** What has to go so that there is room: nothing, somebody else's `item`, or the newcomer itself. */
  add(sender: string, item: T): T | undefined {
    const sentAway = this.#size < this.capacity ? undefined : this.#lastOfLongest(sender);
    if (this.#size >= this.capacity) return item;
    const line = this.#lines.get(sender);
    if (line) line.push(item);
    else this.#lines.set(sender, [item]);
    this.#size++;
    return sentAway;
  }

  /** The next item of a sender that may go. */
  next(mayGo: (sender: string) => boolean = () => true): { sender: string; item: T } | undefined {
    for (const [sender, line] of this.#lines) {
      if (!mayGo(sender)) continue;
      const item = line.shift()!;
      this.#size--;
      this.#lines.delete(sender);
      if (line.length > 0) this.#lines.set(sender, line);
      return { sender, item };
    }
    return undefined;
  }

  /** Takes an item out whose turn has not come. */
  remove(sender: string, item: T): void {
    const line = this.#lines.get(sender) ?? [];
    const at = line.indexOf(item);
    if (at < 0) return;
    line.splice(at, 1);
    this.#size--;
    if (line.length === 0) this.#lines.delete(sender);
  }

  /** Everything, in the order of turns; the line is empty afterwards. */
  drain(): T[] {
    const all: T[] = [];
    for (let one = this.next(); one !== undefined; one = this.next()) all.push(one.item);
    return all;
  }

  /** Takes out the last of the longest queue, where that is longer than the newcomer's would be. */
  #lastOfLongest(newcomer: string): T | undefined {
    const [sender, line] = [...this.#lines].reduce((one, other) => (other[1].length > one[1].length ? other : one));
    if (line.length <= (this.#lines.get(newcomer)?.length ?? 0) + 1) return undefined;
    const last = line.at(-1)!;
    this.remove(sender, last);
    return last;
  }
}
