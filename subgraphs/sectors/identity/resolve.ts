/**
 * The internal operation that turns look-ups into person ids, before a plan runs and at intake. Not part of the graph.
 *
 * Promise: as many ids as look-ups, in their order, null where there is no such person; at most 5,000 a call. Of a person's
 * age it says whether he is of age, and only where that is asked.
 */
import { z } from "zod";
import { ageOn, type LegalDay } from "../../../schema/contract/legalDay";
import type { Warrant } from "../../../schema/contract/warrant";
import { findPersons, personsById } from "../../kit/store/personRegister";
import type { SubgraphEnvironment } from "../../kit/subgraph";

const Lookup = z.union([z.strictObject({ idNumber: z.string(), name: z.string() }), z.strictObject({ person: z.string() })]);
const Payload = z.strictObject({ lookups: z.array(Lookup).min(1).max(5000), capacity: z.boolean().optional() });

export interface Resolved {
  persons: (string | null)[];
  /** With `capacity`: who is of age on the warrant's day. Nothing else of a birth date leaves the register. */
  adults?: boolean[];
}

export async function resolve(environment: SubgraphEnvironment, payload: unknown, warrant: Warrant): Promise<Resolved> {
  const { lookups, capacity } = Payload.parse(payload);
  const database = environment.database!;
  const byKey = lookups.filter((lookup) => "idNumber" in lookup);
  const byId = lookups.filter((lookup) => "person" in lookup).map(({ person }) => person);
  const [found, known] = await Promise.all([
    byKey.length > 0 ? findPersons(database, byKey) : [],
    byId.length > 0 ? personsById(database, byId) : [],
  ]);
  const rows = lookups.map((lookup) => ("person" in lookup ? known.shift() : found.shift()));
  return {
    persons: rows.map((row) => row?.personId ?? null),
    ...(capacity && { adults: rows.map((row) => row !== undefined && isAdult(row.idNumber, warrant.today)) }),
  };
}

const FULL_AGE = 18;

/** 民法典第十七条. The citizen number holds the day of birth. */
function isAdult(idNumber: string, day: LegalDay): boolean {
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  return ageOn(birth, day) >= FULL_AGE;
}
