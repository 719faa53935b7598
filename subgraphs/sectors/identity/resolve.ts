/**
 * The internal operation that turns look-ups into person ids, before a plan runs and at intake. Not part of the graph.
 *
 * Promise: as many ids as look-ups, in their order, null where there is no such person; at most 5,000 a call. An id is
 * that of the entry that stands for the person now: an old number and a merged id lead to it. `merged` names the other
 * entries of whoever has any; `own` the entry of a look-up (by its place) that is not the one that stands for the
 * person: intake keeps a row under it, so that a merge can be undone.
 */
import { z } from "zod";
import { findPersons, personsById, type KnownPerson } from "../../kit/store/personRegister";
import type { SubgraphEnvironment } from "../../kit/subgraph";

const Lookup = z.union([z.strictObject({ idNumber: z.string(), name: z.string() }), z.strictObject({ person: z.string() })]);
const Payload = z.strictObject({ lookups: z.array(Lookup).min(1).max(5000) });

export interface Resolved {
  persons: (string | null)[];
  merged?: Record<string, string[]>;
  own?: Record<number, string>;
}

export async function resolve(environment: SubgraphEnvironment, payload: unknown): Promise<Resolved> {
  const { lookups } = Payload.parse(payload);
  const database = environment.database!;
  const byKey = lookups.filter((lookup) => "idNumber" in lookup);
  const byId = lookups.filter((lookup) => "person" in lookup).map(({ person }) => person);
  const [found, known] = await Promise.all([
    byKey.length > 0 ? findPersons(database, byKey) : [],
    byId.length > 0 ? personsById(database, byId) : [],
  ]);
  return answerOf(lookups.map((lookup) => ("person" in lookup ? known.shift() : found.shift())));
}

function answerOf(found: readonly (KnownPerson | undefined)[]): Resolved {
  const merged: Record<string, string[]> = {};
  const own: Record<number, string> = {};
  found.forEach((person, place) => {
    if (person === undefined) return;
    if (person.mergedIds.length > 0) merged[person.personId] = [...person.mergedIds];
    if (person.ownId !== person.personId) own[place] = person.ownId;
  });
  return {
    persons: found.map((person) => person?.personId ?? null),
    ...(Object.keys(merged).length > 0 && { merged }),
    ...(Object.keys(own).length > 0 && { own }),
  };
}
