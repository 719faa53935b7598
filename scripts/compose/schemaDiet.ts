/**
 * The schema diet: shapes that federation allows and that have hidden holes elsewhere are refused before they compose
 * (docs/decisions/0002; ATTACKS, "The schema diet" D1–D10). A rule is a function from a schema to sentences.
 */
import {
  buildASTSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import type { Requirements } from "../../gateway/authorize/requirements";

const INTERFACE = "CreditRecord";
/** Value types that every subgraph may serve; none of them leads to an entity. */
const SHAREABLE = new Set([
  ...["CatalogueItem", "LegalBasis", "Agency"],
  // The desks of all sectors.
  ...["Batch", "BatchSubmission", "RowRefusal", "DifferenceRow", "DeskChange", "DeskStep"],
  ...["DeskRecord", "DeskVersion", "DeskField", "NilReturn", "Reconciliation"],
  ...["PageInfo", "CreditRecordEdge", "CreditRecordConnection"],
]);
/** Lists of objects that are bounded by something else than `first`. */
const BOUNDED_LISTS = new Set([
  ...["Query.people", "Query.purposes", "CatalogueItem.legalBases"],
  ...["Grant.items", "GrantRequest.items", "GrantRequest.sensitiveItems", "GrantRequest.sensitiveItemsAgreed"],
  // As many as the plan and the catalogue have: 40 indicators, 19 tasks, 27 members, 11 occasions, the cells of a fixed cut.
  ...["Supervision.indicators", "Supervision.tasks", "Supervision.members", "Supervision.sources", "Supervision.campaigns"],
  "Supervision.authorisations",
  ...["Supervision.inspections", "Indicator.trend", "Indicator.breakdown", "Task.units", "Member.tasks", "Member.items"],
  ...["Member.stewards", "Inspection.results", "InspectionResult.findings", "InspectionResult.indicators"],
  // As many as the record type has fields, and as a submission tells reasons.
  ...["DifferenceRow.changes", "DeskVersion.fields", "BatchSubmission.refusals"],
]);
const FORBIDDEN_DIRECTIVES = new Set(["interfaceObject", "override", "provides", "fromContext", "context", "composeDirective"]);

/** What is wrong with one subgraph's SDL. */
export function dietOfSubgraph(name: string, sdl: string): string[] {
  const mistakes: string[] = [];
  const document = parse(sdl, { noLocation: true });
  const say = (sentence: string) => mistakes.push(`subgraph ${name}: ${sentence}`);
  if (/\bas:\s*"/.test(sdl)) say("a @link import is renamed; requirements are read by their own names (D4)");
  for (const definition of document.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) say(`union ${definition.name.value}: the graph has none (D1)`);
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION && definition.name.value !== INTERFACE) {
      say(`interface ${definition.name.value}: the one interface is ${INTERFACE} (D1)`);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    const directives = [definition, ...(definition.fields ?? [])].flatMap((place) =>
      (place.directives ?? []).map((one) => one.name.value),
    );
    for (const directive of new Set(directives)) {
      if (FORBIDDEN_DIRECTIVES.has(directive)) say(`${type}: @${directive} is not used here (D5)`);
      if (directive === "shareable" && !SHAREABLE.has(type)) say(`${type}: only value types of the kit are shareable (D6)`);
    }
  }
  return mistakes;
}

/** What is wrong with the composed graph. */
export function dietOfGraph(apiSdl: string, requirements: Requirements): string[] {
  const schema = buildASTSchema(parse(apiSdl), { assumeValidSDL: true });
  return [
    ...withoutRequirement(schema, requirements),
    ...waysBackToPerson(schema),
    ...slicesNotNullable(schema),
    ...endlessLists(schema),
    ...undescribed(schema),
  ];
}

function* outputFields(schema: GraphQLSchema): Generator<[GraphQLObjectType, GraphQLField<unknown, unknown>]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) yield [type, field];
  }
}

function withoutRequirement(schema: GraphQLSchema, requirements: Requirements): string[] {
  const open: string[] = [];
  for (const [type, field] of outputFields(schema)) {
    const coordinate = `${type.name}.${field.name}`;
    if (!requirements.has(coordinate)) open.push(`${coordinate} demands nothing: put @authenticated on the type (D2)`);
    if (isNonNullType(field.type) && (requirements.get(coordinate)?.categories.length ?? 0) > 0) {
      open.push(`${coordinate} carries a category and is not nullable`);
    }
  }
  return open;
}

function waysBackToPerson(schema: GraphQLSchema): string[] {
  const ways: string[] = [];
  for (const [type, field] of outputFields(schema)) {
    if (type.name !== "Query" && type.name !== "Mutation" && getNamedType(field.type).name === "Person") {
      ways.push(`${type.name}.${field.name} leads back to Person (D7)`);
    }
  }
  return ways;
}

function slicesNotNullable(schema: GraphQLSchema): string[] {
  return [...outputFields(schema)]
    .filter(
      ([type, field]) => type.name === "Person" && getNamedType(field.type).name.endsWith("Slice") && isNonNullType(field.type),
    )
    .map(([, field]) => `Person.${field.name} is not nullable: one outage would read as "no such person" (D8)`);
}

function endlessLists(schema: GraphQLSchema): string[] {
  const endless: string[] = [];
  for (const [type, field] of outputFields(schema)) {
    const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
    if (!isListType(nullable) || !isObjectType(getNamedType(field.type))) continue;
    const coordinate = `${type.name}.${field.name}`;
    const isPage = field.name === "edges" && type.name.endsWith("Connection");
    if (!isPage && !BOUNDED_LISTS.has(coordinate) && !field.args.some(({ name }) => name === "first")) {
      endless.push(`${coordinate} has no maximum: give it "first" (D10)`);
    }
  }
  return endless;
}

function undescribed(schema: GraphQLSchema): string[] {
  const bare: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || isUnionType(type)) continue;
    const isOurs = !["String", "Int", "Float", "Boolean", "ID", "Query", "Mutation"].includes(type.name);
    if (isOurs && !type.description) bare.push(`type ${type.name} has no description`);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.description) bare.push(`${type.name}.${field.name} has no description`);
    }
  }
  return bare;
}
