/**
 * Judges proofs of an RFC 6962 tree: that an entry is in it, and that one tree is the beginning of another. Needs
 * nothing but the proof and two hashes, so that it works offline, for a person and for a witness alike.
 */
import { type TreeHasher, sha256Tree } from "./merkleHash";

/** Is the leaf at `index` in the tree of `size` with this root? RFC 9162, section 2.1.3.2. */
export function isIncluded(
  { index, size, leaf, root, hashes }: { index: number; size: number; leaf: Buffer; root: Buffer; hashes: readonly Buffer[] },
  hasher: TreeHasher = sha256Tree,
): boolean {
  if (index < 0 || index >= size) return false;
  let [position, last, hash] = [index, size - 1, leaf];
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = hasher.node(sibling, hash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = hasher.node(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Is the tree of `older` the beginning of the tree of `newer`? RFC 9162, section 2.1.4.2. */
export function isConsistent(
  older: { size: number; root: Buffer },
  newer: { size: number; root: Buffer },
  hashes: readonly Buffer[],
  hasher: TreeHasher = sha256Tree,
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return hashes.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return hashes.length === 0;
  const path = isPowerOfTwo(older.size) ? [older.root, ...hashes] : [...hashes];
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let [position, last] = [older.size - 1, newer.size - 1];
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  let [ofOlder, ofNewer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      ofOlder = hasher.node(sibling, ofOlder);
      ofNewer = hasher.node(sibling, ofNewer);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      ofNewer = hasher.node(ofNewer, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && ofOlder.equals(older.root) && ofNewer.equals(newer.root);
}

/** Positions go beyond 32 bits; shifts do not. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
