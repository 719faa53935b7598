/**
 * One call to a department, compiled: a fetch, or several of entities in one. The body is written from pieces that are
 * escaped beforehand; only representations and variables are filled in.
 */
import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import type { Fetch } from "./fetch";

export interface Call {
  subgraph: string;
  fetches: readonly CalledFetch[];
  query: string;
  /** The body up to the value of `variables`. */
  head: string;
  variables: readonly string[];
}

export interface CalledFetch extends Fetch {
  /** Key of its entities in the answer. */
  alias: string;
  /** Variable that holds its representations. */
  representations: string;
}

export function compileCall(fetches: readonly Fetch[]): Call {
  const called = fetches.map((fetch, index) => ({
    ...fetch,
    alias: index === 0 ? "_entities" : `_entities_${index}`,
    representations: index === 0 ? "representations" : `representations_${index}`,
  }));
  const [first] = called as [CalledFetch];
  const operation = called.length === 1 ? first.operation : together(called);
  const query = stripIgnoredCharacters(print(operation));
  return {
    subgraph: first.subgraph,
    fetches: called,
    query,
    head: `{"query":${JSON.stringify(query)},"variables":`,
    variables: [...new Set(called.flatMap(({ variables }) => variables))],
  };
}

function together(fetches: readonly CalledFetch[]): OperationDefinitionNode {
  const [first] = fetches as [CalledFetch];
  const representations = first.operation.variableDefinitions!.find(({ variable }) => variable.name.value === "representations")!;
  const definitions = new Map<string, VariableDefinitionNode>();
  const selections: FieldNode[] = [];
  for (const fetch of fetches) {
    const name = { kind: Kind.NAME, value: fetch.representations } as const;
    definitions.set(name.value, { ...representations, variable: { kind: Kind.VARIABLE, name } });
    for (const definition of fetch.variableDefinitions) definitions.set(definition.variable.name.value, definition);
    const field = visit(fetch.entities!.field, {
      Variable: (variable) => (variable.name.value === "representations" ? { ...variable, name } : undefined),
    });
    selections.push(fetch === first ? field : { ...field, alias: { kind: Kind.NAME, value: fetch.alias } });
  }
  return {
    ...first.operation,
    variableDefinitions: [...definitions.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
