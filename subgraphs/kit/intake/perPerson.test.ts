/** Whose record a number is: a case may name several persons, a notice names one. */
import { TaxArrearsNotice, TaxMajorViolation } from "../../sectors/tax/records";
import { recordSpec } from "../record/recordType";
import { recordRow } from "./recordRow";
import type { RecordDraft } from "./validateRow";

const place = (personId: string) => ({ personId, batch: "B", asOf: "2026-01-01T00:00:00.000Z" });
const draft = { sourceNo: "N-1", detail: {}, limit: {} } as unknown as RecordDraft;

test("two persons of one case have a record each", () => {
  const spec = recordSpec(TaxMajorViolation);
  expect(recordRow(draft, spec, place("A")).sourceNo).not.toBe(recordRow(draft, spec, place("B")).sourceNo);
});

test("a notice that comes again for another person is the same record, moved", () => {
  const spec = recordSpec(TaxArrearsNotice);
  expect(recordRow(draft, spec, place("A")).sourceNo).toBe(recordRow(draft, spec, place("B")).sourceNo);
});
