/** What identity's resolvers know of a call: as every sector, and the register of persons. */
import type { Warrant } from "../../../schema/contract/warrant";
import type { SubgraphContext } from "../../kit/graph/context";
import { recordContext } from "../../kit/sectorSubgraph";
import { findPersons, personsById, type PersonKey, type PersonRow } from "../../kit/store/personRegister";
import { onceEach } from "../../kit/store/tickBatch";
import type { SubgraphEnvironment } from "../../kit/subgraph";

export interface IdentityContext extends SubgraphContext {
  /** By id. */
  person(id: string): Promise<PersonRow | undefined>;
  /** By number and name, both exact. */
  lookup(key: PersonKey): Promise<PersonRow | undefined>;
}

export function identityContext(environment: SubgraphEnvironment, warrant: Warrant): IdentityContext {
  const database = environment.database!;
  const found = new Map<string, PersonRow>();
  const person = onceEach(async (id) => found.get(id) ?? (await personsById(database, [id]))[0]);
  return {
    ...recordContext(environment, warrant),
    person,
    async lookup(key) {
      const [row] = await findPersons(database, [key]);
      // Whoever was found by his number need not be read again by his id.
      if (row !== undefined) found.set(row.personId, row);
      return row;
    },
  };
}
