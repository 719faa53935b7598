/**
 * What a plan would really fetch, coordinate by coordinate, and whether all of it was opened.
 *
 * Threat (ATTACKS A15, A16, O2): the stock engine enforces no requirement, and a plan may fetch more than
 * the operation names (keys, `@requires`). So the plan itself is compared with the decision before the first fetch.
 * What the schemas do not know is outside: undecided is denied.
 */
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode, SubscriptionNode } from "@apollo/query-planner";
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

export interface PlanCoordinate {
  subgraph: string;
  /** `Type.field`; on an interface, the interface's own. `?` stands for a type that the schema does not know. */
  coordinate: string;
  /** Names of the arguments given. */
  arguments?: readonly string[];
  /** The subgraph's schema has no such field: whatever the decision says of the name, it is outside. */
  unknown?: true;
}

export type SubgraphSchemas = Readonly<Record<string, GraphQLSchema>>;

interface Known {
  schemas: SubgraphSchemas;
  coordinates: readonly PlanCoordinate[];
  /** Under what the whole plan was found to be allowed. */
  within: WeakSet<object>;
}

const known = new WeakMap<QueryPlan, Known>();

/** Every coordinate that `plan` selects from a subgraph, or sends to it as a representation. Remembered by plan. */
export function planCoordinates(plan: QueryPlan, schemas: SubgraphSchemas): readonly PlanCoordinate[] {
  return knownOf(plan, schemas).coordinates;
}

function knownOf(plan: QueryPlan, schemas: SubgraphSchemas): Known {
  const remembered = known.get(plan);
  if (remembered?.schemas === schemas) return remembered;
  const found = new Map<string, PlanCoordinate>();
  for (const fetch of fetchesOf(plan.node)) {
    const schema = Object.hasOwn(schemas, fetch.serviceName) ? schemas[fetch.serviceName] : undefined;
    for (const one of [...selectedBy(fetch, schema), ...requiredBy(fetch.requires ?? [], undefined, fetch.serviceName, schema)]) {
      found.set(`${one.subgraph} ${one.coordinate} ${one.arguments?.join() ?? ""}`, one);
    }
  }
  const fresh: Known = { schemas, coordinates: [...found.values()], within: new WeakSet() };
  known.set(plan, fresh);
  return fresh;
}

/**
 * The coordinates of `plan` that are not `allowed`, as `subgraph/Type.field`. None: the plan stays within the decision. `decision`
 * may be given where it is all that `allowed` depends on: a plan that was within it once is not asked about again.
 */
export function checkPlanWithin(
  plan: QueryPlan,
  schemas: SubgraphSchemas,
  allowed: (subgraph: string, coordinate: string) => boolean,
  decision?: object,
): string[] {
  const { coordinates, within } = knownOf(plan, schemas);
  if (decision !== undefined && within.has(decision)) return [];
  const outside = coordinates.filter(({ subgraph, coordinate, unknown }) => unknown === true || !allowed(subgraph, coordinate));
  if (decision !== undefined && outside.length === 0) within.add(decision);
  return [...new Set(outside.map(({ subgraph, coordinate }) => `${subgraph}/${coordinate}`))];
}

/** Every fetch of a plan, whatever its conditions. A kind of node that is not known here is refused. */
export function* fetchesOf(node: PlanNode | SubscriptionNode | undefined): Generator<FetchNode> {
  if (node === undefined) return;
  switch (node.kind) {
    case "Fetch":
      yield node;
      return;
    case "Sequence":
    case "Parallel":
      for (const child of node.nodes) yield* fetchesOf(child);
      return;
    case "Flatten":
      yield* fetchesOf(node.node);
      return;
    case "Condition":
      yield* fetchesOf(node.ifClause);
      yield* fetchesOf(node.elseClause);
      return;
    default:
      throw new Error(`a plan with a ${node.kind} node is not run here`);
  }
}

function selectedBy(fetch: FetchNode, schema: GraphQLSchema | undefined): PlanCoordinate[] {
  const subgraph = fetch.serviceName;
  const document = parse(fetch.operation, { noLocation: true });
  if (schema === undefined) return [{ subgraph, coordinate: "?.?", unknown: true }];
  const coordinates: PlanCoordinate[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const name = field.name.value;
        const parent = types.getParentType();
        // A subgraph without a root field of its own has no Query type to look `_entities` up in.
        if (name === "__typename" || (name === "_entities" && (parent ?? null) === (schema.getQueryType() ?? null))) return;
        const given = field.arguments?.map((argument) => argument.name.value) ?? [];
        coordinates.push({
          subgraph,
          coordinate: `${parent?.name ?? "?"}.${name}`,
          ...(given.length > 0 && { arguments: given }),
          ...(!types.getFieldDef() && { unknown: true }),
        });
      },
    }),
  );
  return coordinates;
}

function requiredBy(
  selections: readonly QueryPlanSelectionNode[],
  parent: GraphQLNamedType | undefined,
  subgraph: string,
  schema: GraphQLSchema | undefined,
): PlanCoordinate[] {
  return selections.flatMap((selection) => {
    if (selection.kind === "InlineFragment") {
      const type = selection.typeCondition === undefined ? parent : schema?.getType(selection.typeCondition);
      return requiredBy(selection.selections, type, subgraph, schema);
    }
    if (selection.name === "__typename") return [];
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[selection.name] : undefined;
    const coordinate = `${parent?.name ?? "?"}.${selection.name}`;
    const here: PlanCoordinate = { subgraph, coordinate, ...(field === undefined && { unknown: true }) };
    return [here, ...requiredBy(selection.selections ?? [], field && getNamedType(field.type), subgraph, schema)];
  });
}
