/**
 * Attacks on the graph itself (catalogue A10, A11, A13–A20): a requirement that is lost, renamed, weakened or walked
 * around when the departments' schemas become one. Judged on small graphs, by the functions that `npm run compose` and
 * the gateway's start use.
 */
import { composeServices } from "@apollo/composition";
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import { buildASTSchema, parse } from "graphql";
import { ruleField } from "../../gateway/authorize/ruleField";
import { readRequirements } from "../../gateway/authorize/requirements";
import { withoutSecurityFor } from "../../gateway/engine/apolloSupergraph";
import { checkPlanWithin } from "../../gateway/plan/planCoordinates";
import { loadCatalogue } from "../../schema/catalogue/load";
import { dietOfGraph, dietOfSubgraph } from "../../scripts/compose/schemaDiet";

const IMPORTS = [
  "@key",
  "@shareable",
  "@external",
  "@requires",
  "@provides",
  "@override",
  "@interfaceObject",
  "@authenticated",
  "@requiresScopes",
  "@policy",
];
const link = (imports: readonly string[] = IMPORTS) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${JSON.stringify(imports)})\n`;
const policy = (category: string) => `@policy(policies: [["category:${category}"]])`;

/** The departments of the small graph: `a` finds persons, `b` adds to them. */
const A = `${link()} type Query { person: Person @authenticated } type Person @key(fields: "id") @authenticated { id: ID!  debt: Int ${policy("ABNORMAL")}  name: String }`;
const B = `${link()} type Person @key(fields: "id") @authenticated { id: ID!  cases: Int ${policy("JUDICIAL")} }`;

function compose(sdls: Record<string, string>) {
  const services = Object.entries(sdls).map(([name, sdl]) => ({ name, url: `subgraph://${name}`, typeDefs: parse(sdl) }));
  const { errors, supergraphSdl } = composeServices(services);
  return {
    errors: (errors ?? []).map(({ message, extensions }) => `${String(extensions?.["code"])} ${message}`),
    supergraphSdl: supergraphSdl ?? "",
  };
}

function composed(sdls: Record<string, string>): string {
  const { errors, supergraphSdl } = compose(sdls);
  expect(errors).toEqual([]);
  return supergraphSdl;
}

function categoriesOf(sdls: Record<string, string>, coordinate: string): string[] | undefined {
  return readRequirements(composed(sdls), sdls).get(coordinate)?.categories.slice().sort();
}

function planOf(supergraphSdl: string, text: string): QueryPlan {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return new QueryPlanner(supergraph).buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(text)));
}

const schemasOf = (sdls: Record<string, string>) =>
  Object.fromEntries(Object.entries(sdls).map(([name, sdl]) => [name, buildASTSchema(parse(sdl), { assumeValidSDL: true })]));

it("A10 composes no requirement on an interface or on a field of one", () => {
  const implementing = `type Fine implements CreditRecord @authenticated { id: ID! }`;
  for (const one of [
    `interface CreditRecord @authenticated { id: ID! }`,
    `interface CreditRecord { id: ID! ${policy("PENALTY")} }`,
  ]) {
    expect(compose({ a: A, b: `${B} ${one} ${implementing}` }).errors.join()).toMatch(/interface/i);
  }
});

it("A11 composes no union and no interface but CreditRecord", () => {
  expect(dietOfSubgraph("a", `${A} union Found = Person`)).toEqual([expect.stringContaining("union Found")]);
  expect(dietOfSubgraph("a", `${A} interface Named { name: String }`)).toEqual([expect.stringContaining("interface Named")]);
  expect(dietOfSubgraph("a", `${A} interface CreditRecord { id: ID! }`)).toEqual([]);
});

it("A13 a field demands what its type and its result's type demand besides its own", () => {
  const more = `extend type Person { police: [Police!]! ${policy("JUDICIAL")} } type Police @authenticated ${policy("PENALTY")} { note: String ${policy("HONOUR")} }`;
  const sdls = { a: A, b: `${B} ${more}` };
  expect(categoriesOf(sdls, "Person.police")).toEqual(["JUDICIAL", "PENALTY"]);
  expect(categoriesOf(sdls, "Police.note")).toEqual(["HONOUR", "PENALTY"]);
});

it("A14 a field demands what its enum or scalar demands", () => {
  const more = `extend type Person { grade: Grade  number: SecretNumber @requiresScopes(scopes: [["person:unmask"]]) }
    enum Grade ${policy("EVALUATION")} { A B } scalar SecretNumber ${policy("BASIC")} @requiresScopes(scopes: [["self"]])`;
  const sdls = { a: A, b: `${B} ${more}` };
  expect(categoriesOf(sdls, "Person.grade")).toEqual(["EVALUATION"]);
  const number = readRequirements(composed(sdls), sdls).get("Person.number")!;
  expect([number.categories, number.scopes]).toEqual([["BASIC"], [[["person:unmask"]], [["self"]]]]);
});

it("A14 composes no requirement on an input type", () => {
  const more = `input Filter ${policy("PENALTY")} { debt: Int } extend type Person { fines(filter: Filter): Int }`;
  expect(compose({ a: A, b: `${B} ${more}` }).errors.join()).toMatch(/INPUT_OBJECT/);
});

const REQUIRES = `${link()} type Person @key(fields: "id") @authenticated { id: ID!  debt: Int @external`;

it("A15 composes no field that reads a protected one for those who may not read it", () => {
  const lax = compose({ a: A, b: `${REQUIRES}  risk: Int @requires(fields: "debt") }` });
  expect(lax.errors.join()).toMatch(/MISSING_TRANSITIVE_AUTH_REQUIREMENTS/);
  const strict = { a: A, b: `${REQUIRES}  risk: Int @requires(fields: "debt") ${policy("ABNORMAL")} }` };
  expect(categoriesOf(strict, "Person.risk")).toEqual(["ABNORMAL"]);
});

it("A15 refuses a plan that fetches a protected field for an open one", () => {
  // As if composition had not looked: the same graph without any requirement.
  const bare = (sdl: string) => sdl.replaceAll(policy("ABNORMAL"), "");
  const sdls = { a: bare(A), b: `${REQUIRES}  risk: Int @requires(fields: "debt") }` };
  const plan = planOf(composed(sdls), "{ person { risk } }");
  const outside = checkPlanWithin(plan, schemasOf(sdls), (_, coordinate) => coordinate !== "Person.debt");
  expect(outside.sort()).toEqual(["a/Person.debt", "b/Person.debt"]);
});

it("A16 follows a chain of fields that read each other to its end", () => {
  const c = (requirement: string) =>
    `${link()} type Person @key(fields: "id") @authenticated { id: ID!  risk: Int @external  class: Int @requires(fields: "risk") ${requirement} }`;
  const b = `${REQUIRES}  risk: Int @requires(fields: "debt") ${policy("ABNORMAL")} }`;
  expect(compose({ a: A, b, c: c("") }).errors.join()).toMatch(/MISSING_TRANSITIVE_AUTH_REQUIREMENTS/);
  const sdls = { a: A, b, c: c(policy("ABNORMAL")) };
  const plan = planOf(composed(sdls), "{ person { class } }");
  const outside = checkPlanWithin(plan, schemasOf(sdls), (_, coordinate) => coordinate !== "Person.debt");
  expect(outside.sort()).toEqual(["a/Person.debt", "b/Person.debt"]);
});

it("A15 A16 has no way around the closed list of a forged plan", () => {
  const fetch = (operation: string, requires: object[] = []) => ({
    kind: "Fetch",
    serviceName: "a",
    operation,
    requires,
    operationKind: "query",
    variableUsages: [],
  });
  const plans = [
    { kind: "QueryPlan", node: fetch("{ person { x: name } }") },
    {
      kind: "QueryPlan",
      node: {
        kind: "Sequence",
        nodes: [
          fetch("{ person { id } }"),
          { kind: "Flatten", path: ["person"], node: fetch("{ person { ... on Person { debt } } }") },
        ],
      },
    },
    {
      kind: "QueryPlan",
      node: { kind: "Condition", condition: "v", ifClause: fetch("{ person { id } }"), elseClause: fetch("{ person { debt } }") },
    },
    { kind: "QueryPlan", node: fetch("{ person { nothingOfTheKind } }") },
    { kind: "QueryPlan", node: { ...fetch("{ person { id } }"), serviceName: "__proto__" } },
  ] as unknown as QueryPlan[];
  const open = (_: string, coordinate: string) => ["Query.person", "Person.id"].includes(coordinate);
  expect(plans.map((plan) => checkPlanWithin(plan, schemasOf({ a: A }), open))).toEqual([
    ["a/Person.name"],
    ["a/Person.debt"],
    ["a/Person.debt"],
    ["a/Person.nothingOfTheKind"],
    ["__proto__/?.?"],
  ]);
  const unknown = {
    kind: "QueryPlan",
    node: { kind: "Subscription", primary: fetch("{ person { id } }") },
  } as unknown as QueryPlan;
  expect(() => checkPlanWithin(unknown, schemasOf({ a: A }), open)).toThrow("not run here");
});

it("A17 starts with no renamed requirement, however it is written", () => {
  const person = (directive: string) =>
    `type Query { person: Person @authenticated } type Person @key(fields: "id") @authenticated { id: ID!  debt: Int ${directive}(policies: [["category:ABNORMAL"]]) }`;
  const federation = '@link(url: "https://specs.apollo.dev/federation/v2.12"';
  const renamed = {
    imported: `extend schema ${federation}, import: ["@key", "@authenticated", { name: "@policy", as : "@note" }]) ${person("@note")}`,
    namespace: `extend schema ${federation}, as: "fed", import: ["@key", "@authenticated"]) ${person("@fed__policy")}`,
    unimported: `extend schema ${federation}, import: ["@key", "@authenticated"]) ${person("@federation__policy")}`,
  };
  for (const sdl of Object.values(renamed)) {
    // The engine would take the renamed directive for no requirement at all.
    const supergraphSdl = composed({ a: sdl });
    expect(() => readRequirements(supergraphSdl, { a: sdl })).toThrow("go by these names");
    expect(() => readRequirements(supergraphSdl, {})).toThrow("the supergraph");
  }
  expect(dietOfSubgraph("a", renamed.namespace)).toEqual([expect.stringContaining("renamed")]);
  expect(dietOfSubgraph("b", B)).toEqual([]);
});

it("A18 stops where the supergraph carries less than a department demands", () => {
  const sdls = { a: A, b: B };
  const whole = composed(sdls);
  expect(() => readRequirements(whole, sdls)).not.toThrow();
  const lost = whole.replace(`@policy(policies: [["category:JUDICIAL"]])`, "");
  expect(lost).not.toBe(whole);
  expect(() => readRequirements(lost, sdls)).toThrow("Person.cases: subgraph b demands more than the supergraph carries");
  const weaker = {
    ...sdls,
    b: B.replace(policy("JUDICIAL"), `${policy("JUDICIAL")} @requiresScopes(scopes: [["person:unmask"]])`),
  };
  expect(() => readRequirements(whole, weaker)).toThrow("Person.cases");
});

it("A18 stops where a directive of the right name is no requirement to the composition", () => {
  const own = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@authenticated"])
    directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION
    type Person @key(fields: "id") @authenticated { id: ID!  cases: Int ${policy("JUDICIAL")} }`;
  const sdls = { a: A.replace(policy("ABNORMAL"), "").replace(', "@policy"', "").replace(',"@policy"', ""), b: own };
  expect(() => readRequirements(composed(sdls), sdls)).toThrow("Person.cases: subgraph b demands more");
});

it("A18 refuses a requirement that demands nothing or what nobody knows", () => {
  for (const directive of [
    "@policy(policies: [[]])",
    '@policy(policies: [["category:PENALTY"], ["category:BASIC"]])',
    '@policy(policies: [["role:admin"]])',
    "@requiresScopes(scopes: [[]])",
  ]) {
    const sdls = { a: A, b: B.replace(policy("JUDICIAL"), directive) };
    expect(() => readRequirements(compose(sdls).supergraphSdl || B, sdls)).toThrow();
  }
});

it("A19 a field of two departments demands what both demand", () => {
  const shared = (requirement: string) =>
    `${link()} type Query { person: Person @shareable @authenticated } type Person @key(fields: "id") @authenticated { id: ID!  level: Int @shareable ${requirement} }`;
  const sdls = {
    a: shared(policy("BASIC")),
    b: shared(policy("PENALTY")),
    c: shared('@requiresScopes(scopes: [["person:unmask"]])'),
    d: shared(""),
  };
  const level = readRequirements(composed(sdls), sdls).get("Person.level")!;
  expect([level.categories.slice().sort(), level.scopes]).toEqual([["BASIC", "PENALTY"], [[["person:unmask"]]]]);
  expect(dietOfSubgraph("a", sdls.a)).toContain("subgraph a: Person: only value types of the kit are shareable (D6)");
});

it("A19 composes no directive that moves a field's answer elsewhere", () => {
  for (const directive of ['@override(from: "a")', '@provides(fields: "id")']) {
    expect(dietOfSubgraph("b", B.replace("cases: Int", `cases: Int ${directive}`))).toEqual([
      expect.stringContaining("is not used here"),
    ]);
  }
});

it("A20 denies every coordinate of which the map knows nothing", () => {
  const sdls = { a: A, b: B };
  // What is left when an engine's reader drops the directives that it does not support.
  const stripped = composed(sdls).replaceAll(/(?<!directive )@(policy|authenticated|requiresScopes)(\([^)]*\))?/g, "");
  const requirements = readRequirements(stripped, {});
  expect(requirements.size).toBe(0);
  const scopes = new Set(["person:read", "person:unmask", "self"]);
  const rule = (coordinate: string) => ruleField(coordinate, undefined, scopes, { requirements, catalogue: loadCatalogue() });
  for (const coordinate of ["Query.person", "Person.id", "Person.debt", "Person.__proto__", "constructor.name"]) {
    expect(rule(coordinate)).toEqual({ open: false, reason: "PURPOSE" });
  }
});

it("A20 leaves the engine's supergraph its requirements, and its reader not one less", () => {
  const whole = composed({ a: A, b: B });
  expect(readRequirements(withoutSecurityFor(whole), { a: A, b: B })).toEqual(readRequirements(whole, { a: A, b: B }));
});

it("D2 says which coordinate of a graph demands nothing", () => {
  const sdls = { a: A, b: `${link()} type Person @key(fields: "id") { id: ID!  notes: Note } type Note { text: String }` };
  const api =
    "type Query { person: Person } type Person { id: ID! debt: Int name: String notes: Note } type Note { text: String }";
  expect(dietOfGraph(api, readRequirements(composed(sdls), sdls))).toEqual(
    expect.arrayContaining([expect.stringContaining("Note.text demands nothing")]),
  );
});

it("G08 composes no shareable entity field, which a planner could reach through every department at every level", () => {
  const sharing = A.replace("name: String }", "name: String  friends: [Person!] @shareable }");
  expect(dietOfSubgraph("a", sharing)).toEqual([expect.stringContaining("only value types of the kit are shareable")]);
  expect(dietOfSubgraph("a", `${A} type PageInfo @shareable @authenticated { hasNextPage: Boolean }`)).toEqual([]);
});
