/**
 * The composed graph as the gateway holds it: the supergraph, the client's schema, what each coordinate demands, and
 * each subgraph's own schema to hold plans against. Read once, from the files that `npm run compose` wrote.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { readRequirements, type Requirements } from "./authorize/requirements";
import { withScalarForms } from "./operation/readVariables";

export interface Graph {
  supergraphSdl: string;
  /** What clients see. */
  apiSchema: GraphQLSchema;
  requirements: Requirements;
  subgraphSdls: Readonly<Record<string, string>>;
  subgraphSchemas: Readonly<Record<string, GraphQLSchema>>;
}

/** @throws Error when the files do not belong together: a subgraph that the supergraph lacks, or a lost requirement. */
export function loadGraph(schemaDirectory: string): Graph {
  const read = (file: string) => readFileSync(join(schemaDirectory, file), "utf8");
  const names = readdirSync(join(schemaDirectory, "subgraphs")).filter((file) => file.endsWith(".graphql"));
  const subgraphSdls: Record<string, string> = {};
  for (const file of names) subgraphSdls[file.slice(0, -".graphql".length)] = read(join("subgraphs", file));
  const supergraphSdl = read("supergraph.graphql");
  for (const name of Object.keys(subgraphSdls)) {
    if (!supergraphSdl.includes(`(name: "${name}"`))
      throw new Error(`the supergraph has no subgraph "${name}": run npm run compose`);
  }
  return {
    supergraphSdl,
    apiSchema: withScalarForms(buildASTSchema(parse(read("api.graphql")), { assumeValidSDL: true })),
    requirements: readRequirements(supergraphSdl, subgraphSdls),
    subgraphSdls,
    subgraphSchemas: schemasOf(subgraphSdls),
  };
}

/** Each is built when a plan first names its subgraph: 26 sectors stand in the graph, and one call asks a few of them. */
function schemasOf(sdls: Readonly<Record<string, string>>): Readonly<Record<string, GraphQLSchema>> {
  const schemas = Object.create(null) as Record<string, GraphQLSchema>;
  for (const [name, sdl] of Object.entries(sdls)) {
    let schema: GraphQLSchema | undefined;
    const get = () => (schema ??= buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true }));
    Object.defineProperty(schemas, name, { get, enumerable: true });
  }
  return schemas;
}
