/**
 * The second lock: which rows of a person a warrant opens. A pure function; the gateway's decision is not trusted to
 * have been complete, it is applied again here, record by record.
 *
 * Threat (ATTACKS B03, L01, L03, F05): a row that may not be seen must be gone before anything is listed, counted,
 * filtered or paged, so that neither its content nor its existence shows.
 */
import type { Warrant } from "../../../schema/contract/warrant";
import type { RecordRow } from "../store/recordRow";

const NONE: ReadonlySet<string> = new Set();
/** States in which a record is still part of the graph. */
const LIVE = new Set(["ACTIVE", "DISPUTED", "CORRECTED"]);

type Judged = Pick<RecordRow, "item" | "category" | "openness" | "state" | "decidedOn" | "displayUntil" | "queryUntil">;

/**
 * May `row` be read under `warrant`? `standing` are items that are no credit records: an entry of the register has no
 * day from which it is looked back upon.
 */
export function isVisible(row: Judged, warrant: Warrant, standing: ReadonlySet<string> = NONE): boolean {
  // A sealed record is judged as openness SEALED, whatever openness it had before.
  const openness = row.state === "SEALED" ? "SEALED" : row.openness;
  if (!LIVE.has(row.state) && row.state !== "SEALED") return false;
  if (!Object.hasOwn(warrant.open, row.category)) return false;
  if (!warrant.open[row.category]!.includes(openness)) return false;
  if (warrant.items !== undefined && !warrant.items.includes(row.item)) return false;
  if (warrant.lookBackFrom !== undefined && row.decidedOn < warrant.lookBackFrom && !standing.has(row.item)) return false;
  return !isOver(row.displayUntil, warrant.today) && !isOver(row.queryUntil, warrant.today);
}

/** The last day of a clock still counts (ATTACKS L02). */
function isOver(lastDay: string | null, today: string): boolean {
  return lastDay !== null && lastDay < today;
}
