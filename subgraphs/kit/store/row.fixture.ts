/** Rows for tests of the store: complete, plainly made up, and each part can be said. */
import { newId } from "../newId";
import type { BatchEntry } from "./recordStore";
import type { RecordRow } from "./recordRow";

export function recordRow(part: Partial<RecordRow> = {}): RecordRow {
  const id = newId();
  return {
    personId: "P0000000000000000000000001",
    id,
    type: "TaxArrearsNotice",
    item: "TAX-01",
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
    displayRule: "2024",
    displayUntil: "2028-05-31",
    queryUntil: null,
    version: 1,
    asOf: "2026-01-01T00:00:00.000Z",
    batchId: "B0000000000000000000000001",
    detail: "{}",
    ...part,
  };
}

export function batchEntry(part: Partial<BatchEntry> = {}): BatchEntry {
  const [receivedAt, publishedAt] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"];
  return {
    id: newId(),
    sha256: newId().padEnd(64, "0"),
    item: "TAX-01",
    submitter: "steward",
    receivedAt,
    publishedAt,
    rowsTaken: 1,
    rowsRefused: 0,
    ...part,
  };
}
