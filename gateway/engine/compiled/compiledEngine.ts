/**
 * Our engine: Apollo's planner says what to fetch, everything after the plan is compiled once for an operation under one
 * ruling and one outcome of its conditions. On a hit nothing of graphql-js runs.
 */
import type { QueryPlan } from "@apollo/query-planner";
import { buildSchema, OperationTypeNode, parse, print, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { FilteredOperation } from "../../authorize/filterOperation";
import type { Operation } from "../../operation/readOperation";
import type { Variables } from "../../operation/readVariables";
import type { Engine } from "../engine";
import type { EngineOptions } from "../openEngine";
import { CompiledRun, type RunOptions } from "./compiledRun";
import type { EngineGraph } from "./fetch";
import { readJoins } from "./joins";
import { FetchKeys } from "./fetchKeys";
import { compileProgram, type Program } from "./program";
import { plannedOperation } from "./plannedOperation";
import { outcomeOf, reachedFields } from "./reachedFields";
import { separatedRequires } from "./requiredFields";
import { Turns } from "./turns";

/** Bytes, estimated, of all programs together. */
const MAX_BYTES = 64_000_000;
/** Of one that is being made. */
const UNKNOWN_BYTES = 20_000;

/** Of an operation of which nothing is to be fetched. */
const NOTHING: QueryPlan = { kind: "QueryPlan" };

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
  const runOptions: RunOptions = { graph, owners: new Set(owners) };
  const programs = new LRUCache<string, Promise<Program>>({ maxSize: MAX_BYTES, sizeCalculation: () => UNKNOWN_BYTES });
  const numbers = new WeakMap<FilteredOperation, number>();
  let filteredSoFar = 0;

  /** Equal for requests of one operation that are ruled alike and whose conditions come out alike. */
  function keyOf(operation: Operation, filtered: FilteredOperation, variables: Variables): string {
    let number = numbers.get(filtered);
    if (number === undefined) numbers.set(filtered, (number = filteredSoFar++));
    return `${number} ${outcomeOf(operation, variables)}`;
  }

  async function make(
    operation: Operation,
    filtered: FilteredOperation,
    variables: Variables,
    sender?: string,
  ): Promise<Program> {
    const { definition, name } = operation;
    const turns = new Turns();
    // It was read, and judged, in this turn.
    await turns.next();
    const reached = reachedFields(operation, filtered.removed, variables, apiSchema);
    const keys = new FetchKeys(supergraph);
    if (definition.operation === OperationTypeNode.MUTATION) keys.separate(reached.roots);
    const document = plannedOperation(definition, { ...reached, keys, joins: graph.joins });
    const plan = document ? await planner.plan(print(document), name, sender) : NOTHING;
    return compileProgram(reached, apiSchema.getRootType(definition.operation)!, plan, keys, graph, turns);
  }

  return {
    prepare(operation, filtered, variables, sender) {
      const key = keyOf(operation, filtered, variables);
      let program = programs.get(key);
      if (program === undefined) {
        programs.set(key, (program = make(operation, filtered, variables, sender)));
        program.then(
          (made) => programs.set(key, program!, { size: bytesOf(made) }),
          // What failed once may succeed when it is asked for again.
          () => programs.delete(key),
        );
      }
      return program;
    },
    run: (input) => new CompiledRun(input.prepared as Program, input, runOptions).run(),
    close: async () => undefined,
  };
}
