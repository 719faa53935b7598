/** Whose record a number is: a case may name several persons, a notice names one. */
import { TaxArrearsNotice, TaxMajorViolation } from "../../sectors/tax/records";
import { recordSpec } from "../record/recordType";
import { sourceNumberOf } from "./stagedRecord";
import type { RecordDraft } from "./validateRow";

const draft = { sourceNo: "N-1", detail: {} } as unknown as RecordDraft;

test("two persons of one case have a record each", () => {
  const spec = recordSpec(TaxMajorViolation);
  expect(sourceNumberOf(draft, spec, "A")).not.toBe(sourceNumberOf(draft, spec, "B"));
});

test("a notice that comes again for another person is the same record, moved", () => {
  const spec = recordSpec(TaxArrearsNotice);
  expect(sourceNumberOf(draft, spec, "A")).toBe(sourceNumberOf(draft, spec, "B"));
});
