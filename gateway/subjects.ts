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

/** Whom a call may touch, as a warrant says it. */
export type Subjects = Pick<Warrant, "subjects" | "merged">;

/** Ids of those who are on the register; who is not, is left out. An old number and a merged id lead to the person. */
export async function findSubjects(
  lookups: readonly Subject[],
  identity: Reach,
  warrant: Warrant,
  deadlineAt: number,
): Promise<Subjects> {
  if (lookups.length === 0) return { subjects: [] };
  const answer = await identity.internal("resolve", { lookups }, warrant, deadlineAt);
  const { persons, merged } = (answer ?? {}) as { persons?: unknown; merged?: unknown };
  if (!Array.isArray(persons) || persons.length !== lookups.length) throw new Error("identity.resolve: not one answer a look-up");
  if (!persons.every((id) => id === null || (typeof id === "string" && id !== "")))
    throw new Error("identity.resolve: an answer that is no id");
  const subjects = persons.filter((id): id is string => id !== null);
  if (merged === undefined) return { subjects };
  if (!isMerged(merged, subjects)) throw new Error("identity.resolve: merged ids of nobody who was asked about");
  return { subjects, merged };
}

/** A warrant opens nobody beside those who were looked up. */
function isMerged(merged: unknown, subjects: readonly string[]): merged is Record<string, string[]> {
  if (typeof merged !== "object" || merged === null) return false;
  return Object.entries(merged).every(
    ([id, others]) =>
      subjects.includes(id) && Array.isArray(others) && others.every((other) => typeof other === "string" && other !== ""),
  );
}
