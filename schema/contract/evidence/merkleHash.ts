/**
 * The hashes of an RFC 6962 Merkle tree. The algorithm is a port: whoever must use another (SM3) hands in another
 * hasher, and its id stands beside each value.
 */
import { createHash } from "node:crypto";

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
const NODE = Buffer.from([1]);

function hasherOf(id: string): TreeHasher {
  return {
    id,
    leaf: (entry) => createHash(id).update(LEAF).update(entry).digest(),
    node: (left, right) => createHash(id).update(NODE).update(left).update(right).digest(),
    empty: () => createHash(id).digest(),
  };
}

export const sha256Tree: TreeHasher = hasherOf("sha256");
