/** What a resolver of a subgraph knows of the call it serves: the warrant, the persons' rows (batched), the cursor key. */
import type { Warrant } from "../../../schema/contract/warrant";
import type { RecordRow } from "../store/recordRow";
import type { SubgraphEnvironment } from "../subgraph";

export interface SubgraphContext {
  warrant: Warrant;
  environment: SubgraphEnvironment;
  /** Visible rows of a person, newest first; of this call alone, for its warrant decides what is visible. */
  records(personId: string): Promise<RecordRow[]>;
  /** When the sector's data were last brought up to date; mostly known. */
  dataAsOf: () => Promise<string> | string;
  cursorKey: Buffer;
}

/** Agency and officer, or the citizen: who a cursor belongs to. */
export function callerOf(warrant: Warrant): string {
  return `${warrant.agency ?? "citizen"}/${warrant.officer}/${warrant.purpose}`;
}
