/** What a resolver of a subgraph knows of the call it serves: the warrant, the persons' rows (batched), the cursor key. */
import type DataLoader from "dataloader";
import type { Warrant } from "../../../schema/contract/warrant";
import type { RecordRow } from "../store/recordRow";
import type { SubgraphEnvironment } from "../subgraph";

export interface SubgraphContext {
  warrant: Warrant;
  environment: SubgraphEnvironment;
  /** Visible rows of a person, newest first; one loader a request, never shared (dataloader's own warning). */
  records: DataLoader<string, RecordRow[]>;
  /** When the sector's data were last brought up to date. */
  dataAsOf: () => Promise<string>;
  cursorKey: Buffer;
}

/** Agency and officer, or the citizen: who a cursor belongs to. */
export function callerOf(warrant: Warrant): string {
  return `${warrant.agency ?? "citizen"}/${warrant.officer}/${warrant.purpose}`;
}
