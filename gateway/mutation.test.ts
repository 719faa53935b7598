import { openMutableGraph, type MutableGraph } from "./mutation.fixture";

const REVIEWER = ["review:identity"];
const LOOKED_UP = { idNumber: "120115199001019909", name: "陈静怡" };
const OTHER = { idNumber: "120115197802029913", name: "刘建国" };
const UNKNOWN = { idNumber: "120115199001010007", name: "某某" };

let graph: MutableGraph;
beforeAll(async () => {
  graph = await openMutableGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.effects.splice(0);
  graph.warrants.splice(0);
});

const errorsOf = ({ body }: { body: { errors?: { path?: string[]; extensions: { code: string; reason?: string } }[] } }) =>
  body.errors?.map(({ path, extensions }) =>
    [path?.join(".") ?? "", extensions.code, extensions.reason].filter(Boolean).join(" "),
  );

describe("A25 a mutation of which anything is refused has no effect at all", () => {
  it.each([
    ["the root field lacks its scope", 'mutation { file(note: "a") { note } }', ["person:read"], ["file ACCESS_DENIED"], 403],
    [
      "one root field of two lacks its scope",
      'mutation { file(note: "a") { note } confirm { id } }',
      REVIEWER,
      ["confirm ACCESS_DENIED"],
      403,
    ],
    [
      "a root field is a citizen's, and an agency holds the scope self",
      'mutation { file(note: "a") { note } confirm { id secret } }',
      [...REVIEWER, "self"],
      ["confirm ACCESS_DENIED"],
      403,
    ],
    [
      "a field of the result lacks its scope, under an alias, in a fragment",
      'mutation ($l: PersonLookup!) { first: file(note: "a") { note } merge(person: $l) { id ...F } } fragment F on Case { x: internal }',
      REVIEWER,
      ["merge.x UNAUTHORIZED_FIELD_OR_TYPE SCOPE"],
      200,
    ],
    [
      "a field of the result opens no record of its category",
      'mutation ($l: PersonLookup!) { merge(person: $l) { id secret } file(note: "b") { note } }',
      REVIEWER,
      ["merge.secret UNAUTHORIZED_FIELD_OR_TYPE PURPOSE"],
      200,
    ],
  ])("%s", async (_, text, scopes, errors, status) => {
    const answered = await graph.ask(text, scopes, { variables: { l: LOOKED_UP } });
    expect([answered.status, answered.body.data, errorsOf(answered)]).toEqual([status, null, errors]);
    expect([graph.effects, graph.warrants]).toEqual([[], []]);
  });

  it("but one whose refused part is not reached is done without it", async () => {
    const text =
      "mutation ($l: PersonLookup!, $v: Boolean!) { merge(person: $l) { id internal @include(if: $v) } confirm @include(if: $v) { id } }";
    const skipped = await graph.ask(text, REVIEWER, { variables: { l: LOOKED_UP, v: false } });
    expect([skipped.status, skipped.body]).toEqual([200, { data: { merge: { id: "c1" } } }]);
    const reached = await graph.ask(text, REVIEWER, { variables: { l: LOOKED_UP, v: true } });
    expect([reached.body.data, reached.body.errors.length]).toEqual([null, 2]);
    expect(graph.effects).toEqual(["merge begins", "merge ends"]);
  });
});

it("what is allowed is done in the order of the text, one field after the other, across departments", async () => {
  const text =
    'mutation ($l: PersonLookup!) { one: file(note: "1") { note } two: merge(person: $l) { id } three: file(note: "3") { note } }';
  const { status, body } = await graph.ask(text, REVIEWER, { variables: { l: LOOKED_UP } });
  expect([status, body.data]).toEqual([200, { one: { note: "1" }, two: { id: "c1" }, three: { note: "3" } }]);
  expect(graph.effects.map((effect) => effect.replace(/^(\w+)( \d)?/, "$1$2"))).toEqual([
    ...["file 1 begins", "file 1 ends", "merge begins", "merge ends", "file 3 begins", "file 3 ends"],
  ]);
});

it("each request is done once, whatever was asked in the same words before", async () => {
  for (let time = 1; time <= 3; time++) {
    await graph.ask('mutation { file(note: "a") { note } }', REVIEWER);
    expect(graph.effects).toHaveLength(2 * time);
  }
});

it("A29 the same words are judged anew for each caller, in both orders", async () => {
  const text = 'mutation { file(note: "a") { note } }';
  expect((await graph.ask(text, ["person:read"])).status).toBe(403);
  expect((await graph.ask(text, REVIEWER)).status).toBe(200);
  expect((await graph.ask(text, ["person:read"])).status).toBe(403);
  expect(graph.effects).toHaveLength(2);
});

it("a query and a mutation never share what is remembered, though their fields read alike", async () => {
  expect((await graph.ask("query { __typename }", REVIEWER)).body.data).toEqual({ __typename: "Query" });
  expect((await graph.ask("mutation { __typename }", REVIEWER)).body.data).toEqual({ __typename: "Mutation" });
  expect((await graph.ask('query { file(note: "a") { note } }', REVIEWER)).body.errors[0].extensions.code).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
  const two = 'query A { state } mutation B { file(note: "a") { note } }';
  expect((await graph.ask(two, REVIEWER)).body.errors[0].extensions.code).toBe("OPERATION_RESOLUTION_FAILURE");
  expect(graph.effects).toEqual([]);
});

it("B03 introspection is not mixed with a mutation", async () => {
  const { body } = await graph.ask('mutation { file(note: "a") { note } __schema { types { name } } }', REVIEWER);
  expect(body.errors[0].extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(graph.effects).toEqual([]);
});

describe("the warrant of a mutation names", () => {
  const subjects = () => graph.warrants.map((warrant) => warrant.subjects);

  it("of an agency, the person of the look-up in the arguments, and opens no record of him", async () => {
    await graph.ask("mutation ($l: PersonLookup!) { merge(person: $l) { id } }", REVIEWER, { variables: { l: OTHER } });
    await graph.ask("mutation ($n: Notice!) { notify(notice: $n) { id } }", REVIEWER, {
      variables: { n: { notes: [{ about: null }, { notes: [{ about: LOOKED_UP }] }] } },
    });
    expect(subjects()).toEqual([["P2"], ["P1"]]);
    expect(graph.warrants.map(({ open, purpose, agency }) => [open, purpose, agency])).toEqual([
      [{}, "NONE", "identity"],
      [{}, "NONE", "identity"],
    ]);
  });

  it("nobody, where there is no such person", async () => {
    const { body } = await graph.ask("mutation ($l: PersonLookup!) { merge(person: $l) { subjects } }", REVIEWER, {
      variables: { l: UNKNOWN },
    });
    expect(body.data).toEqual({ merge: { subjects: [] } });
  });

  it("of a citizen, himself and nobody else", async () => {
    const { body } = await graph.ask("mutation { confirm { subjects } }", ["self"], { person: "P1" });
    expect(body.data).toEqual({ confirm: { subjects: ["P1"] } });
    const agency = await graph.ask("mutation { confirm { subjects } }", ["self", ...REVIEWER]);
    expect([agency.status, agency.body.data]).toEqual([403, null]);
    expect(subjects()).toEqual([["P1"]]);
  });

  it("who of them is of age, as the register attests, and of nobody the day of his birth", async () => {
    await graph.ask("mutation { confirm { id } }", ["self"], { person: "P1" });
    await graph.ask("mutation { confirm { id } }", ["self"], { person: "P9" });
    expect(graph.warrants.map(({ adults }) => adults)).toEqual([["P1"], []]);
  });

  it("one person: two in one mutation are refused, the same one twice is not", async () => {
    const text =
      "mutation ($a: PersonLookup!, $b: PersonLookup!) { one: merge(person: $a) { id } two: merge(person: $b) { id } }";
    const { status, body } = await graph.ask(text, REVIEWER, { variables: { a: LOOKED_UP, b: OTHER } });
    expect([status, body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(graph.effects).toEqual([]);
    expect((await graph.ask(text, REVIEWER, { variables: { a: OTHER, b: OTHER } })).status).toBe(200);
  });
});

it("a query of somebody else's desk names the person of its look-up likewise", async () => {
  const { body } = await graph.ask("query ($l: PersonLookup!) { seen(person: $l) }", ["audit:read"], { variables: { l: OTHER } });
  expect(body.data).toEqual({ seen: "P2" });
});

it("M01 a look-up is a variable, wherever in the arguments of a mutation it stands", async () => {
  const literal = '{idNumber: "120115199001019909", name: "陈静怡"}';
  for (const text of [
    `mutation { merge(person: ${literal}) { id } }`,
    `mutation { notify(notice: {notes: [{notes: {about: ${literal}}}]}) { id } }`,
    `mutation ($n: Notice! = {about: ${literal}}) { notify(notice: $n) { id } }`,
    `mutation ($l: PersonLookup! = ${literal}) { notify(notice: {about: $l}) { id } }`,
    'mutation ($i: CitizenId!) { merge(person: {idNumber: $i, name: "陈静怡"}) { id } }',
  ]) {
    const { status, body } = await graph.ask(text, REVIEWER, { variables: { i: LOOKED_UP.idNumber } });
    expect([text, status, body.errors[0].message]).toEqual([text, 400, expect.stringContaining("comes as a variable")]);
  }
  expect(graph.effects).toEqual([]);
});

it("a department that refuses a mutation says which problem of the closed list it is, and nothing of its own", async () => {
  const { status, body } = await graph.ask("mutation { refuse { note } }", REVIEWER);
  expect([status, body.data]).toEqual([400, null]);
  expect(body.errors).toEqual([
    {
      message: "There is nothing under this id that you may act on: check the id.",
      path: ["refuse"],
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});
