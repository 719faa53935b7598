/**
 * ATTACKS L07, L08, held against the graph that is served: no way leads from figures to people, and nothing about a person
 * is reckoned from records that a reader may not see. (L01–L06 stand with the clocks, the desk and the disclosure.)
 */
import { getNamedType, isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLObjectType } from "graphql";
import { graph } from "../../gateway/operation/committedGraph.fixture";

const schema = graph.apiSchema;
const record = schema.getType("CreditRecord");
if (!isInterfaceType(record)) throw new Error("the graph has no CreditRecord");
const records = new Set(schema.getPossibleTypes(record).map(({ name }) => name));
const person = schema.getType("Person") as GraphQLObjectType;

/** Every type that a selection below `type` can reach, itself included, and every type that its arguments take. */
function reachableFrom(type: GraphQLNamedType, reached = new Set<string>()): Set<string> {
  if (reached.has(type.name)) return reached;
  reached.add(type.name);
  const next: GraphQLNamedType[] = [];
  if (isObjectType(type) || isInterfaceType(type))
    for (const { type: given, args } of Object.values(type.getFields()))
      next.push(getNamedType(given), ...args.map((argument) => getNamedType(argument.type)));
  if (isInterfaceType(type)) next.push(...schema.getPossibleTypes(type));
  for (const one of next) reachableFrom(one, reached);
  return reached;
}

it("L07 no selection below a figure of supervision reaches a person, a record or a key of one", () => {
  const figures = getNamedType(schema.getQueryType()!.getFields()["supervision"]!.type);
  const reached = reachableFrom(figures);
  expect(reached.size).toBeGreaterThan(5);
  const forbidden = [...reached].filter((name) => records.has(name) || /^(Person|PersonLookup|CreditRecord|.*Slice)$/.test(name));
  expect(forbidden).toEqual([]);
  const keys = [...reached].flatMap((name) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return [];
    return Object.keys(type.getFields()).filter((field) => /person|citizen|idNumber|recordId|maskedName/i.test(field));
  });
  expect(keys).toEqual([]);
});

it("L08 a person and his slices carry no number: what is counted or scored is a field of one record, and comes and goes with it", () => {
  const slices = Object.values(person.getFields())
    .map(({ type }) => getNamedType(type))
    .filter(isObjectType)
    .filter(({ name }) => name.endsWith("Slice"));
  expect(slices.length).toBeGreaterThanOrEqual(26);
  const numbers = [person, ...slices].flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => ["Int", "Float"].includes(getNamedType(field.type).name))
      .map(({ name }) => `${type.name}.${name}`),
  );
  expect(numbers).toEqual([]);
  const connections = [...reachableFrom(person)].filter((name) => name.endsWith("Connection"));
  expect(connections.length).toBeGreaterThan(0);
  for (const name of connections)
    expect(Object.keys((schema.getType(name) as GraphQLObjectType).getFields()).sort()).toEqual(["edges", "pageInfo"]);
});
