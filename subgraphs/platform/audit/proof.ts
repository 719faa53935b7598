/**
 * The internal operations `proof` and `tile`: what anybody needs to check, offline, that an entry stands in the log. Hashes
 * alone leave here; no entry does.
 */
import { GraphQLError } from "graphql";
import { z } from "zod";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import { auditOf } from "./context";
import type { EvidenceLog } from "./evidenceLog";
import { storedHashes } from "./store/entryStore";

export interface Proof {
  logIndex: number;
  /** Audit path from the leaf to the root, base64. */
  hashes: string[];
  /** The signed note of the checkpoint that the path leads to. */
  checkpoint: string;
}

/** Undefined until a checkpoint covers the entry. */
export async function proofOf(log: EvidenceLog, position: number): Promise<Proof | undefined> {
  const checkpoint = log.checkpoint();
  if (checkpoint === undefined || position >= checkpoint.size) return undefined;
  const hashes = await log.tree.inclusion(position, checkpoint.size);
  return { logIndex: position, hashes: hashes.map((hash) => hash.toString("base64")), checkpoint: checkpoint.note };
}

const Index = z.strictObject({ logIndex: z.int().min(0) });

/** `{ proof }`, null until there is one. */
export async function proof(environment: SubgraphEnvironment, payload: unknown): Promise<{ proof: Proof | null }> {
  const { logIndex } = Index.parse(payload);
  return { proof: (await proofOf(auditOf(environment).log, logIndex)) ?? null };
}

const TILE_WIDTH = 256;
const Tile = z.strictObject({
  level: z.int().min(0).max(6),
  index: z.int().min(0),
  width: z.int().min(1).max(TILE_WIDTH),
});

/** The hashes of one tile (https://c2sp.org/tlog-tiles), base64; null where the log does not reach. */
export async function tile(environment: SubgraphEnvironment, payload: unknown): Promise<{ hashes: string | null }> {
  const { level, index, width } = Tile.parse(payload);
  const from = index * TILE_WIDTH;
  const size = auditOf(environment).log.checkpoint()?.size ?? 0;
  if (from + width > Math.floor(size / 256 ** level)) return { hashes: null };
  const hashes = await storedHashes(environment.database!.reader, level * 8, from, from + width);
  if (hashes.length !== width) throw new GraphQLError("the log lacks a tile");
  return { hashes: Buffer.concat(hashes).toString("base64") };
}
