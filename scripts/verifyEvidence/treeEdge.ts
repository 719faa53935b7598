/** The verifier's own right edge of a Merkle tree: a stack of complete subtrees, joined when two are of one height. */
import { hash } from "node:crypto";

export interface Joined {
  height: number;
  /** Which of its height, from the left. */
  place: number;
  digest: Buffer;
}

export class TreeEdge {
  private readonly stack: { height: number; digest: Buffer }[] = [];
  private readonly pair = Buffer.concat([Buffer.from([1]), Buffer.alloc(64)]);
  size = 0;

  /** Adds a leaf; gives the subtrees of a multiple of eight levels that it completed. */
  push(leaf: Buffer): Joined[] {
    const joined: Joined[] = [];
    let [height, digest] = [0, leaf];
    this.size++;
    while (this.stack.at(-1)?.height === height) {
      digest = this.join(this.stack.pop()!.digest, digest);
      height++;
      if (height % 8 === 0) joined.push({ height, place: this.size / 2 ** height - 1, digest });
    }
    this.stack.push({ height, digest });
    return joined;
  }

  root(): Buffer {
    if (this.stack.length === 0) return hash("sha256", Buffer.alloc(0), "buffer");
    return this.stack.map(({ digest }) => digest).reduceRight((right, left) => this.join(left, right));
  }

  private join(left: Buffer, right: Buffer): Buffer {
    left.copy(this.pair, 1);
    right.copy(this.pair, 33);
    return hash("sha256", this.pair, "buffer");
  }
}

/** RFC 6962 hash of two neighbours. */
export function nodeOf(left: Buffer, right: Buffer): Buffer {
  return hash("sha256", Buffer.concat([Buffer.from([1]), left, right]), "buffer");
}

const LEAF = Buffer.from([0]);
const scratch = Buffer.concat([LEAF, Buffer.alloc(64_000)]);

/** RFC 6962 hash of an entry of at most 64,000 bytes. */
export function leafOf(body: string): Buffer {
  const length = scratch.write(body, 1, "utf8");
  return hash("sha256", scratch.subarray(0, length + 1), "buffer");
}
