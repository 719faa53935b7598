/**
 * Which line of a file first carried a number. A million numbers are held as 64-bit fingerprints, 12 bytes each in a table
 * that is at most half full, so that memory stays flat; two numbers of one fingerprint (one chance in 30 million files of
 * a million rows) would refuse a row too many, never take one.
 */
const FIRST_CAPACITY = 1 << 12;

export class SeenNumbers {
  private low = new Uint32Array(FIRST_CAPACITY);
  private high = new Uint32Array(FIRST_CAPACITY);
  /** 0 = the place is free: lines begin with 1. */
  private lines = new Uint32Array(FIRST_CAPACITY);
  private count = 0;

  /** The line that carried `number` before; `undefined` when `line` is the first, which is remembered. */
  firstLine(number: string, line: number): number | undefined {
    const [low, high] = fingerprint(number);
    const place = this.placeOf(low, high);
    if (this.lines[place] !== 0) return this.lines[place];
    this.put(place, low, high, line);
    if (++this.count * 2 > this.lines.length) this.grow();
    return undefined;
  }

  private placeOf(low: number, high: number): number {
    const mask = this.lines.length - 1;
    let place = low & mask;
    while (this.lines[place] !== 0 && (this.low[place] !== low || this.high[place] !== high)) place = (place + 1) & mask;
    return place;
  }

  private put(place: number, low: number, high: number, line: number): void {
    this.low[place] = low;
    this.high[place] = high;
    this.lines[place] = line;
  }

  private grow(): void {
    const { low, high, lines } = this;
    [this.low, this.high, this.lines] = [low, high, lines].map(({ length }) => new Uint32Array(length * 2)) as [
      Uint32Array<ArrayBuffer>,
      Uint32Array<ArrayBuffer>,
      Uint32Array<ArrayBuffer>,
    ];
    for (let at = 0; at < lines.length; at++) {
      if (lines[at] !== 0) this.put(this.placeOf(low[at]!, high[at]!), low[at]!, high[at]!, lines[at]!);
    }
  }
}

/** cyrb53's two mixes of 32 bits each, whole. */
function fingerprint(text: string): [low: number, high: number] {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return [low >>> 0, high >>> 0];
}
