/**
 * The hashes of an RFC 6962 Merkle tree. The algorithm is a port: whoever must use another (SM3) hands in another
 * hasher, and its id stands beside each value.
 */
import { createHash, hash } from "node:crypto";

export interface TreeHasher {
  /** Stands before a digest: `sha256:…`. */
  readonly id: string;
  /** Of an entry. */
  leaf(entry: Uint8Array | string): Buffer;
  /** Of two neighbours. */
  node(left: Uint8Array, right: Uint8Array): Buffer;
  /** Of a tree without entries. */
  empty(): Buffer;
}

/** RFC 6962, section 2.1: a leaf and a node are told apart by their first byte. */
const LEAF = Buffer.from([0]);
const NODE = 1;
const DIGEST_BYTES = 32;

function hasherOf(id: string): TreeHasher {
  // Filled anew for each node: a hash of one piece costs half as much as one of three.
  const pair = Buffer.alloc(1 + 2 * DIGEST_BYTES, NODE);
  return {
    id,
    leaf: (entry) => createHash(id).update(LEAF).update(entry).digest(),
    node(left, right) {
      if (left.length !== DIGEST_BYTES || right.length !== DIGEST_BYTES) throw new Error("a node is of two digests");
      pair.set(left, 1);
      pair.set(right, 1 + DIGEST_BYTES);
      return hash(id, pair, "buffer");
    },
    empty: () => createHash(id).digest(),
  };
}

export const sha256Tree: TreeHasher = hasherOf("sha256");
