/** The engine of a configuration: `compiled` is ours, `apollo` the stock one that it is held against. */
import type { GraphQLSchema } from "graphql";
import type { Planner } from "../plan/planner";
import type { Engine } from "./engine";

export interface EngineOptions {
  supergraphSdl: string;
  /** What clients see of it. */
  apiSchema: GraphQLSchema;
  planner: Pick<Planner, "plan">;
  /** Subgraphs that own the persons: when a root fetch to one of them fails, nothing is answered. */
  owners?: readonly string[];
}

/** Loads the code of that engine and no other. */
export async function openEngine(name: "compiled" | "apollo", options: EngineOptions): Promise<Engine> {
  if (name === "compiled") {
    return (require("./compiled/compiledEngine") as typeof import("./compiled/compiledEngine")).openCompiledEngine(options);
  }
  return (require("./apolloEngine") as typeof import("./apolloEngine")).openApolloEngine(options);
}
