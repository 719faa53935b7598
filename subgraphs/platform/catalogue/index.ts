/** 区发改委: the catalogue as part of the graph, so that anyone with a token can read what may be recorded and why it may be read. */
import { buildSubgraph } from "../../kit/graph/subgraphSchema";
import type { SubgraphDefinition } from "../../kit/subgraph";
import { CatalogueResolver } from "./catalogueResolver";

export const catalogue: SubgraphDefinition = {
  name: "catalogue",
  build: () => buildSubgraph({ resolvers: [CatalogueResolver], types: [], references: {} }),
  migrations: [],
  context: (_environment, warrant) => ({ warrant }),
  internal: {},
};
