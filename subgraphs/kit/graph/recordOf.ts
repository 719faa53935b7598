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

/** The object that the type's fields are read from; its own fields are unpacked when the first of them is asked for. */
export function recordOf(row: RecordRow, spec: RecordSpec): object {
  return new (viewOf(spec))(row);
}

type View = new (row: RecordRow) => object;

const views = new WeakMap<RecordSpec, View>();

/** Common fields of a record: no detail may stand in for one. */
const COMMON = [
  ...(["id", "category", "polarity", "gravity", "determiningOrgan", "basisDocNo", "decidedOn"] as const),
  ...(["displayUntil", "state", "version", "asOf"] as const),
];

function viewOf(spec: RecordSpec): View {
  let view = views.get(spec);
  if (view === undefined) views.set(spec, (view = viewClass(spec)));
  return view;
}

function viewClass(spec: RecordSpec): View {
  class RecordView {
    readonly #row: RecordRow;
    #detail: Record<string, unknown> | undefined;

    constructor(row: RecordRow) {
      this.#row = row;
    }

    static common(view: RecordView, key: keyof RecordRow): unknown {
      return view.#row[key];
    }

    static own(view: RecordView, key: string): unknown {
      view.#detail ??= JSON.parse(view.#row.detail) as Record<string, unknown>;
      return view.#detail[key];
    }
  }
  const get = (key: string, read: (this: RecordView) => unknown) =>
    Object.defineProperty(RecordView.prototype, key, { get: read, enumerable: true, configurable: true });
  for (const { name } of spec.details)
    get(name, function () {
      return RecordView.own(this, name);
    });
  for (const key of COMMON)
    get(key, function () {
      return RecordView.common(this, key);
    });
  get("__typename", () => spec.name);
  get("item", () => itemOf(spec));
  return RecordView;
}
