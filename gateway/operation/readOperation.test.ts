import { graph, operationOf, refusalOf } from "./committedGraph.fixture";
import { introspect } from "./introspection";
import { openOperationReader } from "./readOperation";

const codeOf = (text: string, name?: string) => refusalOf(() => operationOf(text, name)).code;

it("A28 takes the operation that was named, and one alone without a name", () => {
  const two = "query A { purposes { code } } query B { me { id } }";
  expect(operationOf(two, "B").roots[0]!.coordinate).toBe("Query.me");
  expect(operationOf("query A { me { id } }").name).toBe("A");
  expect([
    codeOf(two),
    codeOf(two, "C"),
    codeOf(two, ""),
    codeOf("query A { me { id } }", "B"),
    codeOf("{ me { id } }", "A"),
  ]).toEqual(Array(5).fill("OPERATION_RESOLUTION_FAILURE"));
  expect(codeOf("fragment F on Query { me { id } }")).toBe("OPERATION_RESOLUTION_FAILURE");
  expect(codeOf("query A { me { id } } query A { purposes { code } }", "A")).toBe("OPERATION_RESOLUTION_FAILURE");
});

it("A28 remembers an operation by its text and its name together", () => {
  const two = "query A { purposes { code } } query B { me { id } }";
  expect(operationOf(two, "A")).toBe(operationOf(two, "A"));
  // Compared here: an operation that is printed is as long as the graph.
  expect(operationOf(two, "A") === operationOf(two, "B")).toBe(false);
  expect(operationOf(`${two} `, "A") === operationOf(two, "A")).toBe(false);
});

it("A25 A31 knows no mutation but those of the graph, and no subscription, whatever they ask", () => {
  expect([codeOf("mutation { a }"), codeOf("mutation { a __typename }"), codeOf("mutation { me { id } }")]).toEqual(
    Array(3).fill("GRAPHQL_VALIDATION_FAILED"),
  );
  expect([codeOf("subscription { a }"), codeOf("subscription { __typename }")]).toEqual(Array(2).fill("BAD_REQUEST"));
  expect(operationOf('query A { me { id } } mutation B { revokeGrant(grant: "G") { id } }', "A").roots).toHaveLength(1);
});

it("A07 B03 tells introspection from data by what is selected, and refuses both together", () => {
  expect(operationOf("query me { __schema { queryType { name } } }").isIntrospection).toBe(true);
  expect(
    operationOf('{ ...F } fragment F on Query { ... { x: __type(name: "Person") { name } __typename } }').isIntrospection,
  ).toBe(true);
  expect(operationOf("query __schema { __typename: __typename me { id } }").isIntrospection).toBe(false);
  expect(operationOf("query IntrospectionQuery { me { id } }").isIntrospection).toBe(false);
  for (const text of [
    "{ __schema { queryType { name } } me { id } }",
    '{ ...F me { id } } fragment F on Query { __type(name: "a") { name } }',
  ]) {
    expect(codeOf(text)).toBe("GRAPHQL_VALIDATION_FAILED");
  }
});

it("B01 runs no introspection where it is not served", async () => {
  const operation = operationOf("query ($n: String!) { __type(name: $n) { name } }");
  await expect(introspect(graph.apiSchema, operation, { n: "Person" }, false)).rejects.toMatchObject({
    code: "GRAPHQL_VALIDATION_FAILED",
  });
  expect(await introspect(graph.apiSchema, operation, { n: "Person" }, true)).toMatchObject({ __type: { name: "Person" } });
});

it("B10 takes no variable named as the gateway's own", () => {
  expect(codeOf("query ($representations: String) { catalogueItems(sector: $representations) { edges { cursor } } }")).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
});

it("B04 B05 suggests nothing and repeats no value", () => {
  const messages = [
    "{ purpose { code } }",
    "{ me { maskedNam } }",
    "{ me { tax } }",
    '{ catalogueItems(first: "120115199001019909") { edges { cursor } } }',
    "{ catalogueItems(sectr: 1) { edges { cursor } } }",
    "query ($f: RecordFiltr) { me { tax { records(filter: $f) { edges { cursor } } } } }",
    "{ me { tax { records(filter: { categories: [PENALTI] }) { edges { cursor } } } } }",
    "{ me { courts { records { edges { node { ... on JudgmentDefaultr { id } } } } } } }",
  ].map((text) => refusalOf(() => operationOf(text)).message);
  for (const message of messages)
    expect(message).not.toMatch(/Did you mean|120115|PENALTY|purposes|maskedName|JudgmentDefaulter|RecordFilter/);
});

it("G04 has at most five root fields", () => {
  const roots = (count: number) => `{ ${Array.from({ length: count }, (_, at) => `r${at}: purposes { code }`).join(" ")} }`;
  expect(operationOf(roots(5)).roots).toHaveLength(5);
  expect(codeOf(roots(6))).toBe("OPERATION_TOO_COSTLY");
});

it("G05 G06 says plainly that a field is asked too many times", () => {
  const refusal = refusalOf(() => operationOf(`{ ${"purposes { code id } ".repeat(660)} }`));
  expect([refusal.code, refusal.message]).toEqual(["OPERATION_TOO_COSTLY", expect.stringContaining("too many times")]);
});

it("G02 G05 stops reading at a number of tokens and at a depth", () => {
  expect(codeOf(`{ ${"a ".repeat(6001)} }`)).toBe("OPERATION_TOO_COSTLY");
  expect(codeOf("{a".repeat(5000))).toBe("OPERATION_TOO_COSTLY");
  expect(codeOf("{a#}\n".repeat(2900))).toBe("OPERATION_TOO_COSTLY");
});

it("names where a text is not well-formed, and nothing of it", () => {
  const refusal = refusalOf(() => operationOf('{ me {\n  name(id: "120115199001019909" \u0000 } }'));
  expect(refusal.code).toBe("GRAPHQL_PARSE_FAILED");
  expect(refusal.message).toMatch(/line 2, column \d+/);
  expect(refusal.message).not.toContain("120115");
});

it("A03 refuses two fields under one name where one object has both, and takes them where two types do", () => {
  expect(codeOf("{ me { x: name x: maskedName } }")).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(codeOf("{ me { ...F ...G } } fragment F on Person { x: name } fragment G on Person { x: maskedName }")).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
  const records = "... on JudgmentDefaulter { x: caseNo } ... on EnforcementCase { x: caseNo }";
  expect(operationOf(`{ me { courts { records { edges { node { ${records} } } } } } }`).roots).toHaveLength(1);
});

it("A24 A30 takes no directive that the graph does not have, and none twice", () => {
  for (const directive of ["@defer", "@auth", "@skip(if: true) @skip(if: true)", "@include"])
    expect(codeOf(`{ me { ... on Person ${directive} { name } } }`)).toBe("GRAPHQL_VALIDATION_FAILED");
});

it("G16 forgets the oldest operations beyond its size, whoever sends however many", () => {
  const read = openOperationReader(graph.apiSchema);
  const text = (at: number) => `{ purposes { code } } # ${at} ${"x".repeat(100_000)}`;
  const first = read(text(0), undefined);
  expect(read(text(0), undefined)).toBe(first);
  for (let at = 1; at <= 30; at++) read(text(at), undefined);
  // Compared here: an operation is too deep to be printed where it should not be.
  expect(read(text(0), undefined) === first).toBe(false);
});
