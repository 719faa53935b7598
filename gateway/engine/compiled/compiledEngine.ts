/**
 * Our engine: Apollo's planner says what to fetch, everything after the plan is compiled once for an operation under one
 * ruling. On a hit nothing of graphql-js runs.
 */
import { buildSchema, parse, print, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { FilteredOperation } from "../../authorize/filterOperation";
import type { Operation } from "../../operation/readOperation";
import type { Engine } from "../engine";
import type { EngineOptions } from "../openEngine";
import { CompiledRun } from "./compiledRun";
import type { EngineGraph } from "./fetch";
import { readJoins } from "./joins";
import { compileProgram, type Program } from "./program";
import { plannedOperation } from "./plannedOperation";
import { separatedRequires } from "./requiredFields";

/** Bytes, estimated, of all programs together. */
const MAX_BYTES = 64_000_000;
/** Of one that is being made. */
const UNKNOWN_BYTES = 20_000;

/** Code, once it has run, is some ten times as large as its text. */
function bytesOf({ plan, projection }: Program): number {
  return 10_000 + 12 * (JSON.stringify(plan).length + projection.size());
}

export interface CompiledEngineOptions extends EngineOptions {
  /** Is a value that nobody fetched something that is missing? Not on a foreign graph, where an entity may be unknown. */
  strict?: boolean;
}

export function openCompiledEngine(options: CompiledEngineOptions): Engine {
  const { supergraphSdl, apiSchema, planner, owners = ["identity"], strict = true } = options;
  const supergraph: GraphQLSchema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
  const graph: EngineGraph = {
    supergraph,
    api: apiSchema,
    joins: readJoins(parse(supergraphSdl, { noLocation: true })),
    required: separatedRequires(supergraphSdl),
    strict,
  };
  const programs = new LRUCache<FilteredOperation, Promise<Program>>({
    maxSize: MAX_BYTES,
    sizeCalculation: () => UNKNOWN_BYTES,
  });

  async function make(operation: Operation, filtered: FilteredOperation, sender?: string): Promise<Program> {
    const { document, keys } = plannedOperation(operation, filtered.removed, supergraph);
    const plan = await planner.plan(print(document), operation.name, sender);
    return compileProgram(operation, filtered.removed, plan, keys, graph);
  }

  return {
    prepare(operation, filtered, sender) {
      let program = programs.get(filtered);
      if (program === undefined) {
        programs.set(filtered, (program = make(operation, filtered, sender)));
        program.then(
          (made) => programs.set(filtered, program!, { size: bytesOf(made) }),
          // What failed once may succeed when it is asked for again.
          () => programs.delete(filtered),
        );
      }
      return program;
    },
    run: (input) => new CompiledRun(input.prepared as Program, input, { graph, owners: new Set(owners) }).run(),
    close: async () => undefined,
  };
}
