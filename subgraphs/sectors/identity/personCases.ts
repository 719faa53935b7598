/**
 * What the cases of the register say about its entries: which are one person, and whose a number was. Links are nothing
 * but what the cases in force say, so a case that is withdrawn or decided otherwise takes its links with it.
 *
 * Promise: a change of number leads the old number to the person, and joins the old entry to the new one where both are
 * of one name; a number that two people shared joins nobody. A later case prevails over an earlier one; nobody ever
 * stands for himself in a circle.
 */
import type { EntityManager } from "typeorm";
import { entriesOfNumbers, namesOfEntries, replaceLinks, type PersonLinks } from "../../kit/store/personLinks";
import { admitPublished } from "../../kit/store/personReservation";
import type { RecordRow } from "../../kit/store/recordRow";
import { recordsOfTypes } from "../../kit/store/recordStore";

export const NUMBER_CHANGE = "IdNumberChange";
export const UNIQUENESS_CASE = "UniquenessCase";
const TYPES = [NUMBER_CHANGE, UNIQUENESS_CASE];
/** The type whose rows bring persons to the register. */
const PERSON = "PersonIdentity";
const IN_FORCE: ReadonlySet<string> = new Set(["ACTIVE", "DISPUTED", "CORRECTED"]);

/** A case, as far as it says something about entries. */
export type PersonCase =
  { says: "SAME"; survivor: string; entries: readonly string[] } | { says: "APART"; entries: readonly string[] };

/** Brings the register up to date, in the transaction that changed records of `types`. */
export async function settleRegister(manager: EntityManager, types: ReadonlySet<string>): Promise<void> {
  if (types.has(PERSON)) await admitPublished(manager, PERSON);
  // A person who came now may be the one that an older case is about.
  if (types.has(PERSON) || TYPES.some((type) => types.has(type))) await settleCases(manager);
}

async function settleCases(manager: EntityManager): Promise<void> {
  const rows = (await recordsOfTypes(manager, TYPES)).filter(({ state }) => IN_FORCE.has(state)).sort(byTime);
  const changes = rows.filter(({ type }) => type === NUMBER_CHANGE);
  const formerNumbers = changes.map((row) => ({ hash: detailOf(row)["oldNumberHash"] as string, personId: row.personId }));
  const entries = await entriesOfNumbers(
    manager,
    formerNumbers.map(({ hash }) => hash),
  );
  const names = await namesOfEntries(
    manager,
    rows.map(({ personId }) => personId),
  );
  const cases = rows.flatMap((row) => caseOf(row, { entries, names }) ?? []);
  await replaceLinks(manager, { survivors: survivorsOf(cases), formerNumbers });
}

type Known = { entries: Awaited<ReturnType<typeof entriesOfNumbers>>; names: ReadonlyMap<string, string> };

function caseOf(row: RecordRow, { entries, names }: Known): PersonCase | undefined {
  const detail = detailOf(row);
  if (row.type === NUMBER_CHANGE) {
    const old = entries.get(detail["oldNumberHash"] as string);
    if (detail["reason"] === "SHARED_NUMBER" || old?.name !== names.get(row.personId)) return undefined;
    return old && { says: "SAME", survivor: row.personId, entries: [old.personId] };
  }
  // Without a day on which it was closed, a case is open and says nothing yet.
  if (detail["finding"] === undefined || detail["resolvedOn"] === undefined) return undefined;
  const candidates = detail["candidatePersonIds"] as string[];
  if (detail["finding"] === "SAME_PERSON") return { says: "SAME", survivor: row.personId, entries: candidates };
  return { says: "APART", entries: [row.personId, ...candidates] };
}

/** Entry → the entry that stands for it, in one step, after all cases in their order. */
export function survivorsOf(cases: readonly PersonCase[]): PersonLinks["survivors"] {
  const steps = new Map<string, string>();
  const rootOf = (id: string): string => (steps.has(id) ? rootOf(steps.get(id)!) : id);
  /** From each other; what joins one of them to somebody else is another case's. */
  const part = (entries: readonly string[]) => {
    const joined = entries.filter((entry) => entries.some((other) => other !== entry && rootOf(other) === rootOf(entry)));
    for (const entry of joined) steps.delete(entry);
  };
  for (const one of cases) {
    if (one.says === "APART") {
      part(one.entries);
      continue;
    }
    for (const entry of one.entries) {
      if (entry === one.survivor) continue;
      if (rootOf(one.survivor) === rootOf(entry) && leadsTo(steps, one.survivor, entry)) steps.delete(one.survivor);
      steps.set(entry, one.survivor);
    }
  }
  return new Map([...steps.keys()].map((id) => [id, rootOf(id)]));
}

function leadsTo(steps: ReadonlyMap<string, string>, from: string, to: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = steps.get(at)) if (at === to) return true;
  return false;
}

function detailOf({ detail }: RecordRow): Record<string, unknown> {
  return JSON.parse(detail) as Record<string, unknown>;
}

function byTime(a: RecordRow, b: RecordRow): number {
  const [one, other] = [a, b].map(({ decidedOn, asOf, id }) => `${decidedOn} ${asOf} ${id}`) as [string, string];
  return one < other ? -1 : 1;
}
