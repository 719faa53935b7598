/**
 * Subjects first: look-ups become person ids before anything runs, so that every warrant names the persons it opens.
 * The owner of the persons down means no answer, never "no such person" (ATTACKS K02).
 */
import type { Warrant } from "../schema/contract/warrant";
import type { Caller } from "./authenticate/caller";
import type { Intent } from "./operation/intent";
import type { Lookup } from "./operation/personLookups";
import type { Reach } from "./subgraph/reach";

export type Subject = Lookup | { person: string };

/**
 * Whom the warrants of a request may name: of a citizen's request himself alone, where it asks for him or is a mutation
 * of his; of an agency's who was looked up under an open purpose, and who is named in other arguments.
 */
export function subjectsOf(
  intent: Intent,
  { person }: Pick<Caller, "person">,
  { decided, mutation }: { decided: boolean; mutation: boolean },
): Subject[] {
  if (person !== undefined) return mutation || (decided && intent.self) ? [{ person }] : [];
  return [...(decided ? intent.lookups : []), ...intent.named];
}

/** Somebody on the register; of age or not, where that was asked. */
export interface Found {
  /** Of the entry that stands for the person: an old number and a merged id lead to it. */
  id: string;
  /** Ids of the register's other entries that are the same person. */
  merged?: string[];
  adult?: boolean;
}

/** The persons of a request, as its warrants name them. */
export interface Subjects {
  ids: string[];
  /** Who of them is of age, where it was asked. */
  adults?: string[];
  /** Other entries of those who have any. */
  merged?: Record<string, string[]>;
  /** Who each look-up found, in the order asked; null for nobody. */
  each?: (string | null)[];
}

/** Those of `asked` who are on the register; who is not, is left out. */
export async function findSubjects(
  asked: readonly Subject[],
  identity: Reach,
  warrant: Warrant,
  deadlineAt: number,
  { capacity = false } = {},
): Promise<Subjects> {
  const all = await resolvePersons(asked, identity, warrant, deadlineAt, { capacity });
  const found = all.filter((one) => one !== null);
  const adults = found.filter(({ adult }) => adult).map(({ id }) => id);
  return { ...subjectsFound(found), ...(capacity && { adults }), each: all.map((one) => one?.id ?? null) };
}

/** As warrants name them. */
export function subjectsFound(found: readonly Found[]): Subjects {
  const merged = Object.fromEntries(found.flatMap((one) => (one.merged === undefined ? [] : [[one.id, one.merged]])));
  return { ids: found.map(({ id }) => id), ...(Object.keys(merged).length > 0 && { merged }) };
}

/** Who each look-up finds, in their order; null where there is nobody. `capacity`: also who is of age on the warrant's day. */
export async function resolvePersons(
  lookups: readonly Subject[],
  identity: Reach,
  warrant: Warrant,
  deadlineAt: number,
  { capacity = false } = {},
): Promise<(Found | null)[]> {
  if (lookups.length === 0) return [];
  const payload = { lookups, ...(capacity && { capacity }) };
  const answer = (await identity.internal("resolve", payload, warrant, deadlineAt)) as {
    persons?: unknown;
    adults?: unknown;
    merged?: unknown;
  } | null;
  const persons = listOf(answer?.persons, lookups.length);
  const adults = capacity ? listOf(answer?.adults, lookups.length) : [];
  const ids = persons.map(idOf);
  const merged = mergedOf(answer?.merged, ids);
  return ids.map((id, at) => {
    if (id === null) return null;
    return { id, ...(merged[id] && { merged: merged[id] }), ...(capacity && { adult: adults[at] === true }) };
  });
}

function idOf(id: unknown): string | null {
  if (id !== null && (typeof id !== "string" || id === "")) throw new Error("identity.resolve: an answer that is no id");
  return id;
}

/** A warrant opens nobody beside those who were looked up. */
function mergedOf(merged: unknown, ids: readonly (string | null)[]): Record<string, string[]> {
  if (merged === undefined) return {};
  if (!isMerged(merged, ids)) throw new Error("identity.resolve: merged ids of nobody who was asked about");
  return merged;
}

function isMerged(merged: unknown, ids: readonly (string | null)[]): merged is Record<string, string[]> {
  if (typeof merged !== "object" || merged === null) return false;
  return Object.entries(merged).every(
    ([id, others]) =>
      ids.includes(id) && Array.isArray(others) && others.every((other) => typeof other === "string" && other !== ""),
  );
}

function listOf(value: unknown, length: number): unknown[] {
  if (!Array.isArray(value) || value.length !== length) throw new Error("identity.resolve: not one answer a look-up");
  return value;
}
