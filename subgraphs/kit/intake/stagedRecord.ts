/** A draft whose person is known, as staging holds it: with its clocks, and the hash by which a change is seen. */
import type { RecordSpec } from "../record/recordType";
import { clockBook } from "../record/itemClocks";
import { contentOf } from "../store/recordRow";
import type { StagedRecord } from "../store/staging";
import { carriesPerson } from "./columns";
import type { PlacedDraft } from "./stagingSink";
import type { RecordDraft } from "./validateRow";

/** `id` is the record's if the store knows none under its number yet. */
export function stagedRecord(draft: PlacedDraft, spec: RecordSpec, id: string): StagedRecord {
  const { line, personId, polarity, gravity, openness, state, determiningOrgan, determiningOrganCode, basisDocNo, decidedOn } =
    draft;
  const { displayRule, displayUntil, queryUntil, retainUntil, sanctionUntil } = clockBook()(spec.item.code).of(draft);
  const said = {
    ...{ personId, polarity, gravity, openness, state, determiningOrgan, determiningOrganCode, basisDocNo, decidedOn },
    detail: JSON.stringify(draft.detail),
  };
  return {
    ...said,
    ...{ line, id, sourceNo: sourceNumberOf(draft, spec, personId), content: contentOf(said) },
    ...{ displayRule, displayUntil, queryUntil, retainUntil, sanctionUntil },
  };
}

/**
 * By which number the store knows the record. A citizen number is never a key (decision 10): a person's own record is
 * known by his opaque id.
 */
export function sourceNumberOf(draft: RecordDraft, spec: RecordSpec, personId: string): string {
  if (carriesPerson(spec)) return personId;
  return spec.perPerson ? `${draft.sourceNo}|${personId}` : draft.sourceNo;
}
