/** A review and its publication by a command, in the process that runs it. */
import { carryOut, decideBatch, type Review } from "../../subgraphs/kit/life/reviewBatch";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import type { Batch } from "../../subgraphs/kit/store/batchRow";
import { batchById } from "../../subgraphs/kit/store/batchStore";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";

/**
 * Decides the batch if it awaits review, and publishes it if it is approved, also where an earlier process ended before it
 * could; the batch then. A batch that is being received, or that is decided otherwise, is left as it is.
 * @throws DeskRefused
 */
export async function reviewNow(
  { recordsChanged }: SectorSubgraph,
  running: RunningSubgraph,
  review: Review,
  now: () => number,
): Promise<Batch> {
  const database = running.environment.database!;
  const at = () => new Date(now()).toISOString();
  const before = (await batchById(database, review.batch))!;
  if (before.state === "AWAITING_REVIEW") await decideBatch(database, review, at());
  return (await carryOut(database, review.batch, at(), recordsChanged))!;
}
