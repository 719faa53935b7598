/** An inclusion proof computed from the tiles of a log (C2SP tlog-tiles) by the reader himself, who trusts no proof given. */
import { nodeOf } from "../verifyEvidence/treeEdge";

/** Hashes of one tile: `width` of them, from the left. */
export type TileReader = (level: number, index: number, width: number) => Promise<Buffer[]>;

const WIDTH = 256;

/** The audit path of the leaf at `index` in a tree of `size`. */
export async function proofFromTiles(index: number, size: number, tile: TileReader): Promise<{ leaf: Buffer; hashes: Buffer[] }> {
  const tiles = new Map<string, Promise<Buffer[]>>();
  const read = (level: number, at: number) => {
    const key = `${level} ${at}`;
    const width = Math.min(WIDTH, Math.floor(size / WIDTH ** level) - at * WIDTH);
    if (!tiles.has(key)) tiles.set(key, tile(level, at, width));
    return tiles.get(key)!;
  };
  /** The complete subtree of 2^height leaves at `place`, folded from the tile that holds its parts. */
  const subtree = async (height: number, place: number): Promise<Buffer> => {
    const level = Math.floor(height / 8);
    const width = 2 ** (height % 8);
    const first = place * width;
    let row = (await read(level, Math.floor(first / WIDTH))).slice(first % WIDTH, (first % WIDTH) + width);
    while (row.length > 1) row = row.flatMap((hash, at) => (at % 2 === 0 ? [nodeOf(hash, row[at + 1]!)] : []));
    return row[0]!;
  };
  const over = async (from: number, to: number): Promise<Buffer> => {
    const half = 2 ** Math.ceil(Math.log2(to - from) - 1);
    if (2 * half === to - from || to - from === 1) return subtree(Math.log2(to - from), from / (to - from));
    return nodeOf(await subtree(Math.log2(half), from / half), await over(from + half, to));
  };
  const hashes: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + 2 ** Math.ceil(Math.log2(to - from) - 1);
    hashes.unshift(index < middle ? await over(middle, to) : await over(from, middle));
    if (index < middle) to = middle;
    else from = middle;
  }
  return { leaf: await subtree(0, index), hashes };
}
