/** Rows for tests of the store: complete, plainly made up, and each part can be said. */
import { clockBook } from "../record/itemClocks";
import { newId } from "../newId";
import type { RecordRow } from "./recordRow";

export function recordRow(part: Partial<RecordRow> = {}): RecordRow {
  const id = newId();
  const item = part.item ?? "TAX-01";
  return {
    personId: "P0000000000000000000000001",
    id,
    type: "TaxArrearsNotice",
    item,
    category: "ABNORMAL",
    polarity: "ADVERSE",
    gravity: "MINOR",
    openness: "GOV_SHARED",
    state: "ACTIVE",
    determiningOrgan: "区税务局",
    determiningOrganCode: null,
    basisDocNo: "津税欠告〔2025〕1号",
    sourceNo: id,
    decidedOn: "2025-06-01",
    displayRule: "GB22",
    displayUntil: "2028-05-31",
    queryUntil: null,
    retainUntil: null,
    sanctionUntil: null,
    // The policy in force: so the clocks above are read as they stand.
    policy: clockBook()(item).policy,
    version: 1,
    asOf: "2026-01-01T00:00:00.000Z",
    batchId: "B0000000000000000000000001",
    detail: "{}",
    ...part,
  };
}
