/** What identity's resolvers know of a call: as every sector, and the register of persons, batched. */
import DataLoader from "dataloader";
import type { Warrant } from "../../../schema/contract/warrant";
import type { SubgraphContext } from "../../kit/graph/context";
import { recordContext } from "../../kit/sectorSubgraph";
import { findPersons, personsById, type PersonKey, type PersonRow } from "../../kit/store/personRegister";
import type { SubgraphEnvironment } from "../../kit/subgraph";

export interface IdentityContext extends SubgraphContext {
  /** By id. */
  persons: DataLoader<string, PersonRow | undefined>;
  /** By number and name, both exact. */
  lookups: DataLoader<PersonKey, PersonRow | undefined, string>;
}

export function identityContext(environment: SubgraphEnvironment, warrant: Warrant): IdentityContext {
  const database = environment.database!;
  return {
    ...recordContext(environment, warrant),
    persons: new DataLoader((ids) => personsById(database, ids), { maxBatchSize: 200 }),
    lookups: new DataLoader((keys) => findPersons(database, keys), {
      maxBatchSize: 200,
      cacheKeyFn: ({ idNumber, name }) => JSON.stringify([idNumber, name]),
    }),
  };
}
