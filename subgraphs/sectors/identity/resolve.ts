/**
 * The internal operation that turns look-ups into person ids, before a plan runs and at intake. Not part of the graph.
 *
 * Promise: as many ids as look-ups, in their order, null where there is no such person; at most 5,000 a call.
 */
import { z } from "zod";
import { findPersons, personsById } from "../../kit/store/personRegister";
import type { SubgraphEnvironment } from "../../kit/subgraph";

const Lookup = z.union([z.strictObject({ idNumber: z.string(), name: z.string() }), z.strictObject({ person: z.string() })]);
const Payload = z.strictObject({ lookups: z.array(Lookup).min(1).max(5000) });

export async function resolve(environment: SubgraphEnvironment, payload: unknown): Promise<{ persons: (string | null)[] }> {
  const { lookups } = Payload.parse(payload);
  const database = environment.database!;
  const byKey = lookups.filter((lookup) => "idNumber" in lookup);
  const byId = lookups.filter((lookup) => "person" in lookup).map(({ person }) => person);
  const [found, known] = await Promise.all([
    byKey.length > 0 ? findPersons(database, byKey) : [],
    byId.length > 0 ? personsById(database, byId) : [],
  ]);
  const persons = lookups.map((lookup) => ("person" in lookup ? known.shift() : found.shift())?.personId ?? null);
  return { persons };
}
