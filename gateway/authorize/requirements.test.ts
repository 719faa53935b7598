import { buildASTSchema, isObjectType, parse } from "graphql";
import { sdls } from "../../test/attacks/support/restatedRules";
import { isKnownScope } from "../authenticate/tokenClaims";
import { graph } from "../operation/committedGraph.fixture";
import { JUDGED_BY_POSSIBLE_TYPES, readRequirements } from "./requirements";

/** A supergraph of two departments, as composition writes it, with `types` in it. */
const supergraph = (types: string) => `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY) { query: Query }
  enum join__Graph { TAX @join__graph(name: "tax", url: "") COURTS @join__graph(name: "courts", url: "") }
  ${types}`;
const read = (types: string, subgraphs: Record<string, string> = {}) => readRequirements(supergraph(types), subgraphs);

it("reads of a field what it demands, who answers it and what it results in", () => {
  const types = `type Person @join__type(graph: TAX, key: "id") @join__type(graph: COURTS, key: "id") @authenticated {
      id: ID!
      fines: [Fine!] @join__field(graph: TAX) @policy(policies: [["category:PENALTY", "category:BASIC"]]) @requiresScopes(scopes: [["a", "b"], ["c"]])
    } type Fine @join__type(graph: TAX) @authenticated { id: ID! }`;
  expect(read(types).get("Person.fines")).toEqual({
    coordinate: "Person.fines",
    subgraphs: ["tax"],
    scopes: [[["a", "b"], ["c"]]],
    categories: ["PENALTY", "BASIC"],
    resultType: "Fine",
  });
  expect(read(types).get("Person.id")).toMatchObject({ subgraphs: ["tax", "courts"], scopes: [], categories: [] });
});

it("A20 has no entry for a field that demands nothing, but for the interface's", () => {
  const requirements = read(
    "type Open { a: Int } type Half { a: Int b: Int @authenticated } interface CreditRecord { id: ID! } interface Other { id: ID! }",
  );
  expect([...requirements.keys()]).toEqual(["Half.b", "CreditRecord.id"]);
});

it("A13 A14 adds what the type and the result's type demand, through lists and extensions", () => {
  const types = `type Query { a: [[Fine!]!] grade: Grade number: Number } type Fine @requiresScopes(scopes: [["s"]]) { id: ID! } extend type Fine @policy(policies: [["category:PENALTY"]]) { note: String }
    enum Grade { A } extend enum Grade @policy(policies: [["category:EVALUATION"]]) { B } scalar Number @authenticated`;
  const requirements = read(types);
  expect(requirements.get("Query.a")).toMatchObject({ scopes: [[["s"]]], categories: ["PENALTY"] });
  expect(requirements.get("Fine.note")).toMatchObject({ scopes: [[["s"]]], categories: ["PENALTY"] });
  expect(requirements.get("Query.grade")).toMatchObject({ categories: ["EVALUATION"] });
  expect(requirements.has("Query.number")).toBe(true);
});

it("A19 joins what is demanded twice, and does not weaken one by the other", () => {
  const types = `type Query @requiresScopes(scopes: [["a"]]) { x: Int @requiresScopes(scopes: [["a"]]) y: Int @requiresScopes(scopes: [["a"], ["b"]]) }`;
  expect(read(types).get("Query.x")!.scopes).toEqual([[["a"]]]);
  expect(read(types).get("Query.y")!.scopes).toEqual([[["a"], ["b"]], [["a"]]]);
});

it("A18 says where a department demands more than the supergraph carries", () => {
  const types = `type Person @authenticated { a: Int @policy(policies: [["category:PENALTY"]]) } enum Grade { A }`;
  const with_ = (sdl: string) => () => read(types, { tax: sdl });
  expect(with_(`type Person @authenticated { a: Int }`)).not.toThrow();
  expect(with_(`type Person { a: Int @policy(policies: [["category:PENALTY"]]) }`)).not.toThrow();
  expect(with_(`extend type Person { a: Int @policy(policies: [["category:BASIC"]]) }`)).toThrow(
    "Person.a: subgraph tax demands more",
  );
  expect(with_(`type Person { a: Int @requiresScopes(scopes: [["s"]]) }`)).toThrow("Person.a");
  expect(with_(`type Person @requiresScopes(scopes: [["s"]]) { a: Int }`)).toThrow("Person: subgraph tax");
  expect(with_(`type Person { b: Int @authenticated }`)).toThrow("Person.b");
  expect(with_(`enum Grade @policy(policies: [["category:EVALUATION"]]) { A }`)).toThrow("Grade: subgraph tax");
});

it("A18 refuses a demand in a form it does not know", () => {
  for (const directive of [
    "@policy",
    "@policy(policies: [])",
    "@policy(policies: [[]])",
    '@policy(policies: "category:BASIC")',
    '@policy(policies: [["BASIC"]])',
    '@policy(policies: [["category:A"], ["category:B"]])',
    "@requiresScopes(scopes: [[]])",
    '@requiresScopes(scopes: [["a"], []])',
  ]) {
    expect(() => read(`type Query { a: Int ${directive} }`)).toThrow();
  }
});

it("A18 closes a field whose scopes cannot be read", () => {
  const scopesOf = (directive: string) => read(`type Query { a: Int ${directive} }`).get("Query.a")!.scopes;
  const isMetBy = (scopes: string[][][], held: string[]) =>
    scopes.every((ways) => ways.some((all) => all.every((scope) => held.includes(scope))));
  for (const directive of [
    "@requiresScopes",
    "@requiresScopes(scopes: [])",
    '@requiresScopes(scopes: "s")',
    "@requiresScopes(scopes: [[s]])",
  ]) {
    expect(isMetBy(scopesOf(directive), ["s", "self", "person:read"])).toBe(false);
  }
});

it("A17 refuses a graph in which a requirement goes by another name", () => {
  const renames = [
    'extend schema @link(url: "https://specs.apollo.dev/policy/v0.1", as: "p") type Query { a: Int }',
    'extend schema @link(url: "x", import: ["@key", { name: "@policy", as: "@note" }]) type Query { a: Int }',
    'type Query { a: Int @federation__policy(policies: [["category:BASIC"]]) }',
    "type Query @p__authenticated { a: Int }",
  ];
  for (const sdl of renames) {
    expect(() => readRequirements(supergraph(sdl), {})).toThrow("go by these names");
    expect(() => read("type Query { a: Int }", { tax: sdl })).toThrow("subgraph tax");
  }
});

it("knows what every field of the committed graph demands, of each department's own SDL", () => {
  let fields = 0;
  for (const [subgraph, sdl] of Object.entries(sdls)) {
    for (const type of Object.values(buildASTSchema(parse(sdl), { assumeValidSDL: true }).getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith("_")) continue;
      for (const field of Object.values(type.getFields()).filter(({ name }) => !name.startsWith("_"))) {
        fields++;
        const requirement = graph.requirements.get(`${type.name}.${field.name}`);
        expect([type.name, field.name, requirement?.subgraphs.includes(subgraph)]).toEqual([type.name, field.name, true]);
      }
    }
  }
  expect(fields).toBeGreaterThan(300);
  expect([...JUDGED_BY_POSSIBLE_TYPES]).toEqual(["CreditRecord"]);
});

it("demands no scope that no token may carry", () => {
  const demanded = new Set([...graph.requirements.values()].flatMap(({ scopes }) => scopes.flat(2)));
  expect(demanded.size).toBeGreaterThan(50);
  expect([...demanded].filter((scope) => !isKnownScope(scope))).toEqual([]);
});
