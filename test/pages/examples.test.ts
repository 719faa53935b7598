/**
 * The examples of the Playground, without a browser: each is one operation that fits the graph, run as a persona that
 * exists, with variables that fit and that hold no person's number or name.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  getVariableValues,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { type Example, EXAMPLES, USERS } from "../../gateway/pages/playground/src/examples";
import { projectRoot } from "../../schema/contract/projectRoot";
import { exampleVariables } from "../../gateway/pages/playground/src/exampleVariables";

const schema = buildSchema(readFileSync(join(projectRoot(), "schema/api.graphql"), "utf8"));
const cast = Array.from({ length: 12 }, (_, index) => ({ name: `某${index}`, idNumber: `number ${index}`, note: "" }));
const PERSONAS = [
  "citizen",
  "licensing-clerk",
  "civil-service-recruiter",
  "judge",
  "investigator",
  "school",
  "bank",
  "employer",
  "integrator",
];
const titled = EXAMPLES.map((example): [string, Example] => [example.id, example]);

function operationsOf(example: Example): OperationDefinitionNode[] {
  return parse(example.query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

test.each(titled)("%s is one named operation that fits the graph", (_id, example) => {
  expect(validate(schema, parse(example.query))).toEqual([]);
  expect(operationsOf(example).map(({ name }) => name?.value)).toEqual([expect.any(String)]);
});

test.each(titled)("%s has the variables that its operation asks for, no more and no less", (_id, example) => {
  const declared = operationsOf(example)[0]!.variableDefinitions!;
  const { coerced, errors } = getVariableValues(
    schema,
    declared,
    (exampleVariables(example, cast) as Record<string, unknown>) ?? {},
  );
  expect(errors).toBeUndefined();
  expect(Object.keys(coerced!).sort()).toEqual(declared.map(({ variable }) => variable.name.value).sort());
  expect(Object.keys(example.variables ?? {}).sort()).toEqual(Object.keys(coerced!).sort());
});

test.each(titled)("%s is run by a persona that exists and stands under a kind of user", (_id, { persona, user, zh, en }) => {
  expect(PERSONAS).toContain(persona);
  expect(USERS.map((kind) => kind.user)).toContain(user);
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
});

test("every kind of user has an example, and no two have one id", () => {
  expect(new Set(EXAMPLES.map(({ user }) => user))).toEqual(new Set(USERS.map(({ user }) => user)));
  expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length);
});

test("an example asks every sector of the graph", () => {
  const fields = Object.values((schema.getType("Person") as GraphQLObjectType).getFields());
  const sectors = fields.filter(({ type }) => String(type).endsWith("Slice"));
  const asked = EXAMPLES.find(({ id }) => id === "all-departments")!.query.match(/asOf/g);
  expect(asked).toHaveLength(sectors.length);
});

test("no citizen number stands in the file of examples", () => {
  expect(JSON.stringify(EXAMPLES)).not.toMatch(/\d{17}[\dX]/);
});

test("a justification is long enough to be recorded", () => {
  const reasons = [...JSON.stringify(EXAMPLES).matchAll(/"reason":"([^"]*)"/g)].map(([, reason]) => reason!);
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(reason.length).toBeGreaterThanOrEqual(10);
});

test("a person is filled in from the cast wherever one is named, and one who is not in the cast is said to be missing", () => {
  const example: Example = { ...EXAMPLES[0]!, variables: { lookups: [{ cast: 1 }, { cast: 0 }], first: 3, after: null } };
  const { name, idNumber } = cast[1]!;
  expect(exampleVariables(example, cast)).toMatchObject({
    lookups: [{ name, idNumber }, { name: "某0" }],
    first: 3,
    after: null,
  });
  expect(() => exampleVariables(example, cast.slice(0, 1))).toThrow("the cast has no person number 1; it has 1");
});
