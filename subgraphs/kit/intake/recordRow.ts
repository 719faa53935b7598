/** A draft whose person is known, as the store holds it. */
import { newId } from "../newId";
import type { RecordSpec } from "../record/recordType";
import type { RecordRow } from "../store/recordRow";
import { carriesPerson } from "./columns";
import type { RecordDraft } from "./validateRow";

export function recordRow(
  draft: RecordDraft,
  spec: RecordSpec,
  place: { personId: string; batch: string; asOf: string },
): RecordRow {
  const { polarity, gravity, openness, state, determiningOrgan, determiningOrganCode, basisDocNo, decidedOn } = draft;
  return {
    personId: place.personId,
    id: newId(),
    type: spec.name,
    item: spec.item.code,
    category: spec.item.category,
    ...{ polarity, gravity, openness, state, determiningOrgan, determiningOrganCode, basisDocNo, decidedOn },
    sourceNo: sourceNumberOf(draft, spec, place.personId),
    ...draft.limit,
    version: 1,
    asOf: place.asOf,
    batchId: place.batch,
    detail: JSON.stringify(draft.detail),
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
