/**
 * The right edge of a Merkle tree: for each level at most one complete subtree that waits for its neighbour. All that is
 * needed to go on, however long the log is.
 */
import { sha256Tree, type TreeHasher } from "../../../../schema/contract/evidence/merkleHash";

/** A complete subtree of 2^level entries, the `position`-th of its level. */
export interface Subtree {
  level: number;
  position: number;
  hash: Buffer;
}

/** Subtrees of these sizes are kept (2^8, 2^16, …): tiles of 256 hashes, as in C2SP tlog-tiles. */
export const TILE_HEIGHT = 8;

export class Frontier {
  private constructor(
    private count: number,
    /** By level; sparse. */
    private readonly waiting: (Buffer | undefined)[],
    private readonly hasher: TreeHasher,
  ) {}

  static empty(hasher: TreeHasher = sha256Tree): Frontier {
    return new Frontier(0, [], hasher);
  }

  /** The edge of a tree of `size`, where `subtree` gives the hash of any complete subtree. */
  static async at(
    size: number,
    subtree: (level: number, position: number) => Promise<Buffer>,
    hasher: TreeHasher = sha256Tree,
  ): Promise<Frontier> {
    const waiting: (Buffer | undefined)[] = [];
    for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) waiting[level] = await subtree(level, rest - 1);
    }
    return new Frontier(size, waiting, hasher);
  }

  get size(): number {
    return this.count;
  }

  /** Takes the next leaf; tells `complete` of each subtree of a kept size that it completes. */
  add(leaf: Buffer, complete: (subtree: Subtree) => void = () => undefined): void {
    let [hash, level, position] = [leaf, 0, this.count];
    for (; position % 2 === 1; position = (position - 1) / 2) {
      hash = this.hasher.node(this.waiting[level]!, hash);
      this.waiting[level] = undefined;
      level++;
      if (level % TILE_HEIGHT === 0) complete({ level, position: (position - 1) / 2, hash });
    }
    this.waiting[level] = hash;
    this.count++;
  }

  root(): Buffer {
    let root: Buffer | undefined;
    for (const hash of this.waiting) {
      if (hash !== undefined) root = root === undefined ? hash : this.hasher.node(hash, root);
    }
    return root ?? this.hasher.empty();
  }

  copy(): Frontier {
    return new Frontier(this.count, [...this.waiting], this.hasher);
  }
}
