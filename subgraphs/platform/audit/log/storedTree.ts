/**
 * Proofs out of what is stored: leaves, and the hashes of complete subtrees of 256, 65,536 … entries. A proof reads a few
 * hundred hashes whatever the size of the log.
 */
import { sha256Tree, type TreeHasher } from "../../../../schema/contract/evidence/merkleHash";
import type { Reader } from "../../../kit/store/reader";
import { storedHashes } from "../store/entryStore";
import { Frontier, TILE_HEIGHT } from "./frontier";

export interface StoredTree {
  frontier(size: number): Promise<Frontier>;
  root(size: number): Promise<Buffer>;
  /** RFC 6962 audit path of the leaf at `index` in the tree of `size`. */
  inclusion(index: number, size: number): Promise<Buffer[]>;
  /** That the tree of `older` is the beginning of the tree of `newer`. */
  consistency(older: number, newer: number): Promise<Buffer[]>;
}

export function storedTree(reader: Reader, hasher: TreeHasher = sha256Tree): StoredTree {
  /** The complete subtree of 2^level entries, folded from the kept level below it. */
  async function subtree(level: number, position: number): Promise<Buffer> {
    const kept = level - (level % TILE_HEIGHT);
    const width = 2 ** (level - kept);
    let hashes = await storedHashes(reader, kept, position * width, (position + 1) * width);
    if (hashes.length !== width) throw new Error(`the log lacks hashes of level ${kept} from ${position * width}`);
    while (hashes.length > 1) hashes = pairs(hashes, hasher);
    return hashes[0]!;
  }

  /** The tree over the entries from `from` to before `to`; `from` is a multiple of the largest power of two within. */
  async function range(from: number, to: number): Promise<Buffer> {
    const split = splitOf(to - from);
    if (split === undefined) return subtree(Math.log2(to - from), from / (to - from));
    return hasher.node(await range(from, from + split), await range(from + split, to));
  }

  async function path(index: number, from: number, to: number): Promise<Buffer[]> {
    if (to - from === 1) return [];
    const middle = from + (splitOf(to - from) ?? (to - from) / 2);
    if (index < middle) return [...(await path(index, from, middle)), await range(middle, to)];
    return [...(await path(index, middle, to)), await range(from, middle)];
  }

  async function difference(older: number, from: number, to: number, isWhole: boolean): Promise<Buffer[]> {
    if (older === to) return isWhole ? [] : [await range(from, to)];
    const middle = from + (splitOf(to - from) ?? (to - from) / 2);
    if (older <= middle) return [...(await difference(older, from, middle, isWhole)), await range(middle, to)];
    return [...(await difference(older, middle, to, false)), await range(from, middle)];
  }

  const frontier = (size: number) => Frontier.at(size, subtree, hasher);
  return {
    frontier,
    root: async (size) => (await frontier(size)).root(),
    async inclusion(index, size) {
      if (index < 0 || index >= size) throw new Error("no such entry in a log of that size");
      return path(index, 0, size);
    },
    async consistency(older, newer) {
      if (older > newer) throw new Error("the older log is the larger one");
      return older === 0 || older === newer ? [] : difference(older, 0, newer, true);
    },
  };
}

function pairs(hashes: readonly Buffer[], hasher: TreeHasher): Buffer[] {
  return hashes.flatMap((hash, at) => (at % 2 === 0 ? [hasher.node(hash, hashes[at + 1]!)] : []));
}

/** The largest power of two below `count`; undefined where `count` itself is one. */
function splitOf(count: number): number | undefined {
  const power = 2 ** Math.floor(Math.log2(count));
  return power === count ? undefined : power;
}
