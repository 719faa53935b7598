/** The keys of the dimensions, in the order in which a board shows them. */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { countedItems } from "../rollup/countedItems";
import type { Cube } from "../rollup/cube";
import type { Measure } from "../rollup/counter";
import type { Dimension } from "./view";

export interface NamedKey {
  key: string;
  zh: string;
  en: string;
}

/** Why the gateway refuses a category (`reason` of UNAUTHORIZED_FIELD_OR_TYPE). */
const REFUSALS = [
  { code: "SCOPE", zh: "令牌权限不含", en: "not in the scope of the token" },
  { code: "PURPOSE", zh: "事由不开放", en: "not opened by the purpose" },
  { code: "JUSTIFICATION", zh: "未说明理由", en: "no justification was given" },
  { code: "GRANT", zh: "授权不含", en: "not in the authorisation" },
  { code: "OPENNESS", zh: "公开程度不够", en: "not open enough" },
];

/** By which right an agency looks (授权方式). */
const RIGHTS = [
  { code: "LAW", zh: "依法查询", en: "by law" },
  { code: "GRANT", zh: "本人授权", en: "with the person's authorisation" },
  { code: "EMERGENCY", zh: "紧急查询（两人）", en: "in an emergency, by two officers" },
];

/** `measures`: what the indicator is computed from, where the keys depend on it. */
export function keysOf(
  by: Exclude<Dimension, "MONTH">,
  { catalogue, cube }: { catalogue: Catalogue; cube: Cube },
  measures: readonly Measure[],
): NamedKey[] {
  switch (by) {
    case "MEMBER":
      return named(
        catalogue.departments.filter(({ member }) => member !== undefined).sort((one, other) => one.member! - other.member!),
      );
    case "FIELD":
      return named(catalogue.fields);
    case "POPULATION":
      return named(catalogue.populations);
    case "ITEM":
      return named(countedItems(catalogue));
    case "RECORD_TYPE":
      return countedItems(catalogue).map(({ type, zh, en }) => ({ key: type, zh, en }));
    case "AGENCY": {
      const seen = new Set(
        (["queries", "queriesRefused", "findings"] as const).flatMap((measure) =>
          [...cube.details(measure)].map((detail) => detail.split("|")[0]),
        ),
      );
      return named(catalogue.agencies.filter(({ code }) => seen.has(code)));
    }
    case "PURPOSE":
      return named(catalogue.purposes);
    case "RIGHT":
      return named(RIGHTS);
    case "REASON":
      return named(measures.includes("findings") ? catalogue.anomalyRules : REFUSALS);
  }
}

function named(entries: readonly { code: string; zh: string; en: string }[]): NamedKey[] {
  return entries.map(({ code, zh, en }) => ({ key: code, zh, en }));
}
