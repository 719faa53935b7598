/** A draft whose person is known, as staging holds it: with its clocks, and the hash by which a change is seen. */
import type { RecordSpec } from "../record/recordType";
import type { ItemClocks } from "../record/itemClocks";
import { contentOf } from "../store/recordRow";
import type { StagedRecord } from "../store/staging";
import { carriesPerson } from "./columns";
import type { PlacedDraft } from "./stagingSink";
import type { RecordDraft } from "./validateRow";

/** `id` is the record's if the store knows none under its number yet. Written out: a million rows pass here. */
export function stagedRecord(draft: PlacedDraft, spec: RecordSpec, { of }: ItemClocks, id: string): StagedRecord {
  const clocks = of(draft);
  const staged: StagedRecord = {
    line: draft.line,
    personId: draft.personId,
    id,
    sourceNo: sourceNumberOf(draft, spec, draft.personId),
    content: "",
    polarity: draft.polarity,
    gravity: draft.gravity,
    openness: draft.openness,
    state: draft.state,
    determiningOrgan: draft.determiningOrgan,
    determiningOrganCode: draft.determiningOrganCode,
    basisDocNo: draft.basisDocNo,
    decidedOn: draft.decidedOn,
    displayRule: clocks.displayRule,
    displayUntil: clocks.displayUntil,
    queryUntil: clocks.queryUntil,
    retainUntil: clocks.retainUntil,
    sanctionUntil: clocks.sanctionUntil,
    detail: JSON.stringify(draft.detail),
  };
  staged.content = contentOf(staged);
  return staged;
}

/**
 * By which number the store knows the record. A citizen number is never a key (decision 10): a person's own record is
 * known by his opaque id.
 */
export function sourceNumberOf(draft: RecordDraft, spec: RecordSpec, personId: string): string {
  if (carriesPerson(spec)) return personId;
  return spec.perPerson ? `${draft.sourceNo}|${personId}` : draft.sourceNo;
}
