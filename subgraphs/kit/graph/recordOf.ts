/** A stored row in the graph's form. */
import { catalogueItemOf, type CatalogueItem } from "../record/creditRecord";
import type { RecordSpec } from "../record/recordType";
import type { RecordRow } from "../store/recordRow";

const itemByCode = new Map<string, CatalogueItem>();

function itemOf(spec: RecordSpec): CatalogueItem {
  let item = itemByCode.get(spec.item.code);
  if (item === undefined) itemByCode.set(spec.item.code, (item = catalogueItemOf(spec.item)));
  return item;
}

/** The object that the type's fields are read from. Details first: no detail may stand in for a common field. */
export function recordOf(row: RecordRow, spec: RecordSpec): object {
  return {
    ...(JSON.parse(row.detail) as object),
    __typename: spec.name,
    id: row.id,
    item: itemOf(spec),
    category: row.category,
    polarity: row.polarity,
    gravity: row.gravity,
    determiningOrgan: row.determiningOrgan,
    basisDocNo: row.basisDocNo,
    decidedOn: row.decidedOn,
    displayUntil: row.displayUntil,
    state: row.state,
    version: row.version,
    asOf: row.asOf,
  };
}
