import { specifiedRules, TypeInfo, validate, visit, visitWithTypeInfo } from "graphql";
import { graph, LOOKUP, operationOf, PERSON, placeAt, refusalOf } from "../operation/committedGraph.fixture";
import { isReached } from "../operation/askedFields";
import type { Operation } from "../operation/readOperation";
import { readVariables } from "../operation/readVariables";
import { CONDITIONS, randomOperation } from "../operation/randomOperation.fixture";
import { drawing, type Draw } from "../../test/attacks/support/drawing";
import { Refusal } from "../../schema/contract/publicCode";
import { filterOnce } from "./filterCache";
import { filterOperation, type FilteredOperation } from "./filterOperation";
import { placeNulls } from "./placeNulls";
import { leavesOf, pretendedAnswer } from "./pretendedAnswer.fixture";
import type { FieldRuling } from "./ruleField";

const rule =
  (...closed: string[]) =>
  (coordinate: string): FieldRuling =>
    closed.includes(coordinate) ? { open: false, reason: "PURPOSE" } : { open: true };
const filter = (operation: Operation, ...closed: string[]) => filterOperation(operation, rule(...closed), new Set());
const compact = ({ text }: FilteredOperation) => text.replace(/\s+/g, " ").trim();
const closedPaths = ({ closed }: FilteredOperation) => closed.map(({ asked }) => asked.path.join("."));

it("A01 A02 leaves a closed field out by its coordinate, whatever its name", () => {
  const filtered = filter(
    operationOf(`${LOOKUP} { ${PERSON} { maskedName: name x: idNumber realNameLevel } }`),
    "Person.name",
    "Person.idNumber",
  );
  expect(compact(filtered)).toBe(`query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { realNameLevel } }`);
  expect(closedPaths(filtered)).toEqual(["person.maskedName", "person.x"]);
});

it("A04 A08 keeps nothing of the client's fragments, aliases stay", () => {
  const text = `${LOOKUP} { p: ${PERSON} { ...F ... { n: maskedName } } } fragment F on Person { ... on Person { name tax { ...T } } } fragment T on TaxSlice { asOf }`;
  const filtered = filter(operationOf(text), "Person.name");
  expect(compact(filtered)).toBe(
    `query ($l: PersonLookup!, $a: Access!) { p: person(lookup: $l, access: $a) { tax { asOf } n: maskedName } }`,
  );
});

it("A27 has no document when everything is closed, and says so once a field", () => {
  const operation = operationOf(`${LOOKUP} { __typename ${PERSON} { name tax { taxArrearsNotices { id noticeNo } } } }`);
  const filtered = filter(operation, "Person.name", "TaxSlice.taxArrearsNotices");
  expect([filtered.document, filtered.text]).toEqual([undefined, ""]);
  expect(closedPaths(filtered)).toEqual(["person.name", "person.tax.taxArrearsNotices"]);
  expect(filtered.removed).toContain(placeAt(operation, "person"));
});

it("leaves out a root field that is refused as a whole, and what only it used", () => {
  const operation = operationOf(`${LOOKUP} { ${PERSON} { name } purposes { code } }`);
  const filtered = filterOperation(operation, rule(), new Set([placeAt(operation, "person")]));
  expect(compact(filtered)).toBe("{ purposes { code } }");
  expect(filtered.closed).toEqual([]);
});

it("keeps an object of which only __typename is left", () => {
  const filtered = filter(operationOf(`{ me { __typename name } }`), "Person.name");
  expect(compact(filtered)).toBe("{ me { __typename } }");
});

it("A12 closes an object of which only __typename is asked, as it closes the object itself", () => {
  const operation = operationOf(`${LOOKUP} { ${PERSON} { maskedName tax { taxArrearsNotices { __typename } } } }`);
  const filtered = filter(operation, "TaxSlice.taxArrearsNotices");
  expect(closedPaths(filtered)).toEqual(["person.tax.taxArrearsNotices"]);
  expect(filtered.text).not.toContain("tax");
});

it("A29 two rulings on one operation share nothing, equal rulings share all", () => {
  const operation = operationOf(`{ me { maskedName name } }`);
  const open = filterOnce(operation, rule(), new Set());
  const closed = filterOnce(operation, rule("Person.name"), new Set());
  expect([compact(open), compact(closed)]).toEqual(["{ me { maskedName name } }", "{ me { maskedName } }"]);
  expect(filterOnce(operation, rule(), new Set())).toBe(open);
  const [me] = operation.roots;
  expect(filterOnce(operation, rule("Person.name"), new Set([me!])).document).toBeUndefined();
  const otherReason = filterOnce(
    operation,
    (coordinate) => (coordinate === "Person.name" ? { open: false, reason: "SCOPE" } : { open: true }),
    new Set(),
  );
  expect(otherReason.closed.map(({ reason }) => reason)).toEqual(["SCOPE"]);
});

it("asks for an object of which the client selects nothing that it can have", async () => {
  const operation = operationOf(`{ me { tax { taxArrearsNotices { ... on CreditRecord { ... on TaxAdviser { id } } } } } }`);
  const filtered = filter(operation);
  expect(compact(filtered)).toBe("{ me { tax { taxArrearsNotices { ... @include(if: false) { __typename } } } } }");
  expect(await pretendedAnswer(graph.apiSchema, filtered.document!, {})).toEqual({
    me: { tax: { taxArrearsNotices: [{}, {}] } },
  });
});

it("G07 does not write out a product of conditions", () => {
  const nest = (names: string[]): string => {
    const [name, ...rest] = names;
    if (name === undefined) return "__typename";
    return ["v0", "v1", "v2"]
      .map((variable, at) => `${name} @include(if: $${variable}) { ${at === 0 ? nest(rest) : "__typename"} }`)
      .join(" ");
  };
  const operation = operationOf(
    `query ($v0: Boolean!, $v1: Boolean!, $v2: Boolean!) { me { ${nest(["tax", "records", "edges", "node", "item", "legalBases"])} } }`,
  );
  const began = performance.now();
  expect(refusalOf(() => filter(operation)).code).toBe("OPERATION_TOO_COSTLY");
  expect(performance.now() - began).toBeLessThan(500);
});

it("writes a condition once where its parent bears it", () => {
  const text = `query ($v0: Boolean!) { me @include(if: $v0) { maskedName tax { asOf records { pageInfo { hasNextPage } } } } }`;
  const filtered = filter(operationOf(text));
  expect(compact(filtered).match(/@include/g)).toHaveLength(1);
});

const VARIABLES = {
  l: { idNumber: "120115199001019909", name: "陈静怡" },
  ls: [{ idNumber: "120115199001019909", name: "陈静怡" }],
  a: { purpose: "LICENSING_REVIEW", caseNumber: "c" },
};
const RUNS = 250;

interface Drawn {
  text: string;
  operation: Operation;
  variables: Record<string, unknown>;
  draw: Draw;
}

/** Judges `RUNS` random operations; a failure names its seed, with which the same operation is drawn again. */
async function forRandomOperations(judge: (one: Drawn) => Promise<void>): Promise<void> {
  let judged = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const draw = drawing(seed);
    const text = randomOperation(graph.apiSchema, draw);
    const conditions = Object.fromEntries(CONDITIONS.map((name) => [name, draw(1) === 0]));
    const operation = validOr(text);
    if (operation === undefined || operation.isIntrospection) continue;
    judged++;
    try {
      await judge({
        text,
        operation,
        variables: readVariables(graph.apiSchema, operation, { ...VARIABLES, ...conditions }),
        draw,
      });
    } catch (error) {
      throw new Error(`seed ${seed}, ${JSON.stringify(conditions)}, ${text}: ${(error as Error).message}`, { cause: error });
    }
  }
  expect(judged).toBeGreaterThan(RUNS / 4);
}

function validOr(text: string): Operation | undefined {
  try {
    return operationOf(text);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The operation after the filter, unless its conditions make it too large to be written. */
function filteredOr(operation: Operation, ...closed: string[]): FilteredOperation | undefined {
  try {
    return filter(operation, ...closed);
  } catch (error) {
    if (error instanceof Refusal && error.code === "OPERATION_TOO_COSTLY") return undefined;
    throw error;
  }
}

it("property: with nothing closed, the operation means what the client's text means", async () => {
  await forRandomOperations(async ({ operation, variables }) => {
    const filtered = filteredOr(operation);
    if (filtered?.document === undefined) return;
    expect(validate(graph.apiSchema, filtered.document, specifiedRules).map(({ message }) => message)).toEqual([]);
    const data = await pretendedAnswer(graph.apiSchema, filtered.document, variables);
    const expected = await pretendedAnswer(graph.apiSchema, operation.document, variables);
    expect(placeNulls(data, operation.roots, filtered.removed, variables)).toEqual(expected);
  });
}, 60_000);

it("property: with anything closed, nothing of it is asked and nothing else is lost", async () => {
  const closable = [...graph.requirements.values()]
    .filter(({ categories }) => categories.length > 0)
    .map(({ coordinate }) => coordinate);
  closable.push("TaxSlice.records", "CourtsSlice.records", "Person.tax", "Person.courts");
  await forRandomOperations(async ({ operation, variables, draw }) => {
    const closed = new Set(closable.filter(() => draw(2) === 0));
    const filtered = filteredOr(operation, ...closed);
    if (filtered === undefined) return;
    expect(coordinatesIn(filtered).filter((coordinate) => closed.has(coordinate))).toEqual([]);
    const data = filtered.document ? await pretendedAnswer(graph.apiSchema, filtered.document, variables) : null;
    const placed = placeNulls(data, operation.roots, filtered.removed, variables);
    for (const { asked } of filtered.closed) if (isReached(asked, variables)) expect(valueIn(placed, asked.path)).toBeNull();
    if (filtered.document === undefined) return;
    const reference = await pretendedAnswer(graph.apiSchema, operation.document, variables, (coordinate) =>
      closed.has(coordinate),
    );
    expect(leavesOf(placed)).toEqual(leavesOf(reference));
  });
}, 60_000);

/** Coordinates of the filtered operation, read by graphql-js's own walk. */
function coordinatesIn({ document }: FilteredOperation): string[] {
  const found: string[] = [];
  const types = new TypeInfo(graph.apiSchema);
  if (document)
    visit(
      document,
      visitWithTypeInfo(types, { Field: ({ name }) => void found.push(`${types.getParentType()?.name}.${name.value}`) }),
    );
  return found;
}

/** What is not null at a path of the answer, if anything is. In a list of records the name may belong to another type. */
function valueIn(data: unknown, path: readonly string[], within = ""): unknown {
  if (Array.isArray(data)) return data.map((item) => valueIn(item, path, within)).find((value) => value !== null) ?? null;
  const [key, ...rest] = path;
  if (data === null || key === undefined || /^node(_\d)?$/.test(within)) return key === undefined ? data : null;
  return Object.hasOwn(data as object, key) ? valueIn((data as Record<string, unknown>)[key], rest, key) : `no key ${key}`;
}
