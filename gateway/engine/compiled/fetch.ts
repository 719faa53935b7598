/** One fetch of a plan, compiled: for which objects it is made, what is sent, how the answer is looked at and taken. */
import type { FetchDataRewrite, FetchNode } from "@apollo/query-planner";
import {
  Kind,
  parse,
  visit,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import { shapeOf, type ObjectShape } from "../answerShape";
import { compileCheck, type Check } from "./answerCheck";
import { compileEcho, isAmong, type Echo } from "./echo";
import { underFetchKey, type FetchKeys } from "./fetchKeys";
import type { Joins } from "./joins";
import type { RequiredFields } from "./requiredFields";
import { compileRepresent, compileSoleKey, type Represent, type RepresentOptions, type SoleKey } from "./representation";

/** What the engine knows of the graph. */
export interface EngineGraph {
  /** The full supergraph, with what clients do not see. */
  supergraph: GraphQLSchema;
  /** What clients see. */
  api: GraphQLSchema;
  joins: Joins;
  required: RequiredFields;
  /** Is a value that nobody fetched something that is missing? Not on a foreign graph, where an entity may be unknown. */
  strict: boolean;
}

export interface Fetch {
  subgraph: string;
  /** Places in the data at which it fills objects, by fetch keys; `@` stands for the items of a list. */
  paths: readonly (readonly string[])[];
  /** Absent for a fetch of root fields. */
  entities: { represent: Represent; soleKey: SoleKey | undefined; echo: Echo; field: FieldNode } | undefined;
  operation: OperationDefinitionNode;
  variableDefinitions: readonly VariableDefinitionNode[];
  /** Client's variables that it sends. */
  variables: readonly string[];
  shape: ObjectShape;
  /** Keys that are taken from an answer. */
  taken: readonly string[];
  check: Check;
  rewrites: readonly FetchDataRewrite[];
  /** Equal for fetches that ask for the same of the same. */
  identity: string;
}

export function compileFetch(node: FetchNode, path: readonly string[], keys: FetchKeys, graph: EngineGraph): Fetch {
  const planned = operationOf(node.operation);
  const named = visit(planned, {
    Field: { leave: (field) => (isOfEntities(field) ? undefined : underFetchKey(graph.required.written(field), keys)) },
  });
  const prefix = unusedPrefix(node.operation);
  const requires = node.requires;
  const rewrites = node.inputRewrites ?? [];
  const keyOf: RepresentOptions["keyOf"] = (type, sent) =>
    graph.joins.keys(node.serviceName, type).find((key) => isAmong(key, sent));
  const fieldNamed: RepresentOptions["fieldNamed"] = (name) => graph.required.fieldNamed(name);
  const common = { requires: requires ?? [], rewrites, schema: graph.supergraph, keyOf, fieldNamed };
  const echo = requires && compileEcho({ ...common, prefix });
  const operation = echo === undefined ? named : withSelections(named, echo);
  const { object: shape } = shapeOf({ kind: Kind.DOCUMENT, definitions: [operation] }, graph.supergraph);
  const [field] = operation.selectionSet.selections;
  return {
    subgraph: node.serviceName,
    paths: [path],
    entities:
      echo === undefined
        ? undefined
        : {
            represent: compileRepresent(common),
            soleKey: compileSoleKey(common),
            echo,
            field: field as FieldNode,
          },
    operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(
      ({ variable }) => variable.name.value !== "representations",
    ),
    variables: node.variableUsages ?? [],
    shape,
    taken: [...shape.keys].filter((key) => !key.startsWith(prefix)),
    check: compileCheck(shape),
    rewrites: node.outputRewrites ?? [],
    identity: JSON.stringify([node.serviceName, node.operation, requires, rewrites, node.outputRewrites]),
  };
}

export function operationOf(text: string): OperationDefinitionNode {
  const definition = parse(text, { noLocation: true }).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation in a fetch");
  // A client's name for its operation, and the planner's for this part of it, say nothing to a department.
  const { name: _, ...anonymous } = definition;
  return anonymous;
}

function isOfEntities({ name }: FieldNode): boolean {
  return name.value === "_entities";
}

function unusedPrefix(text: string): string {
  let prefix = "_k";
  while (text.includes(prefix)) prefix += "k";
  return prefix;
}

function withSelections(operation: OperationDefinitionNode, { selections }: Echo): OperationDefinitionNode {
  const [field] = operation.selectionSet.selections as [FieldNode];
  const own = field.selectionSet?.selections ?? [];
  const echoed: FieldNode = { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [...own, ...selections] } };
  return { ...operation, selectionSet: { ...operation.selectionSet, selections: [echoed] } };
}
