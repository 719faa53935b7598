/**
 * What one entry of the evidence log adds: looks by agency, purpose and whether the person had agreed; what was shown of
 * what the purpose could open; refusals by their rule. No officer and no person is told by the log, and none is counted.
 */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { legalDayOf } from "../../../../schema/contract/legalDay";
import type { ToldEvent } from "../../../kit/eventSource";
import type { Counter, Measure } from "./counter";
import type { CountedSource } from "./countersOf";

/** Of a person about himself, or of nobody: no look of an agency. */
const NO_LOOK: ReadonlySet<unknown> = new Set([null, undefined, "NONE", "SELF_QUERY"]);

export function countersOfLook(
  { position, at, kind, facts }: ToldEvent,
  { name, after }: CountedSource,
  catalogue: Catalogue,
): Counter[] {
  const month = legalDayOf(new Date(at)).slice(0, 7);
  const add = (measure: Measure, n: number, detail = ""): Counter[] =>
    n === 0 ? [] : [{ measure, month, sector: name, item: "", detail, n }];
  // Entries are numbered without a gap: a place that is passed over is an entry that is gone.
  const read = [...add("evidenceEntries", 1), ...add("evidenceMissing", position - after - 1)];
  const { agency, purpose, outcome, rule } = facts;
  if (kind === "FINDING") return [...read, ...add("findings", 1, `${agency ?? ""}|${rule ?? ""}`)];
  if (kind !== "ACCESS" || NO_LOOK.has(purpose) || agency === null) return read;
  const by = `${agency}|${purpose}`;
  const refused = refusals(facts["refusedBy"]).flatMap(([reason, n]) => add("categoriesRefused", n, reason));
  if (outcome === "REFUSED") return [...read, ...add("queriesRefused", 1, by), ...refused];
  return [
    ...read,
    ...add("queries", 1, `${by}|${rightOf(facts, catalogue)}`),
    ...add("categoriesShown", Number(facts["categories"] ?? 0), by),
    ...add("categoriesOpen", openedBy(String(purpose), catalogue), by),
    ...refused,
  ];
}

/** By law, with the person's authorisation, or in an emergency, which is signed as an authorisation is and given by nobody. */
function rightOf({ purpose, grant }: ToldEvent["facts"], { purposes }: Catalogue): "LAW" | "GRANT" | "EMERGENCY" {
  if (grant !== true) return "LAW";
  return purposes.some(({ code, kind }) => code === purpose && kind === "EMERGENCY") ? "EMERGENCY" : "GRANT";
}

/** How many categories a purpose opens at most. */
function openedBy(code: string, { purposes, categories }: Catalogue): number {
  const purpose = purposes.find((one) => one.code === code);
  if (purpose === undefined) return 0;
  const opened: readonly string[] = [...purpose.required, ...purpose.conditional];
  return opened.includes("*") ? categories.length : new Set(opened).size;
}

/** `PURPOSE:2 JUSTIFICATION:1` */
function refusals(fact: unknown): [reason: string, n: number][] {
  if (typeof fact !== "string" || fact === "") return [];
  return fact.split(" ").map((one) => [one.split(":")[0]!, Number(one.split(":")[1])]);
}
