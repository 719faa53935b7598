import { buildSchema } from "graphql";
import { knownPath, shapeOf } from "./answerShape";
import { compileCheck } from "./compiled/answerCheck";

const schema = buildSchema(`
  type Query { person: Person  people: [Person]! }
  type Person { id: ID!  tags: [String!]  matrix: [[Int!]!]  home: Place  records: [Record!] }
  type Place { city: String }
  interface Record { id: ID! }
  type Fine implements Record { id: ID!  amount: Int }
  type Award implements Record { id: ID!  title: String }
`);
const shape = shapeOf(
  `query ($b: Boolean!) { person { id tags matrix home @include(if: $b) { city } records { __typename id ... on Fine { amount } ...A } } } fragment A on Award { t: title }`,
  schema,
);
const whole = {
  id: "1",
  tags: ["a"],
  matrix: [[1]],
  records: [
    { __typename: "Fine", id: "f", amount: null },
    { __typename: "Award", id: "a", t: "x" },
  ],
};
const check = compileCheck(shape.object);
const judge = (person: unknown) => check({ person });

it("takes an answer that holds what was asked for, with nulls and without what was skipped", () => {
  expect(judge(whole)).toBeUndefined();
  expect(judge({ ...whole, home: { city: null }, tags: null })).toBeUndefined();
  expect(judge(null)).toBeUndefined();
});

it.each([
  ["a key is missing", { ...whole, tags: undefined }, "MISSING"],
  ["a key of the record's own type is missing", { ...whole, records: [{ __typename: "Fine", id: "f" }] }, "MISSING"],
  ["the person itself is missing", undefined, "MISSING"],
  ["a key was not asked for", { ...whole, name: "x" }, "NOT_ASKED"],
  ["a key was not asked for, deep down", { ...whole, home: { city: "x", street: "y" } }, "NOT_ASKED"],
  ["a list is an object", { ...whole, records: {} }, "WRONG_KIND"],
  ["an inner list is a number", { ...whole, matrix: [1] }, "WRONG_KIND"],
  ["an object is a list", { ...whole, home: [] }, "WRONG_KIND"],
  ["an object is a text", "person", "WRONG_KIND"],
  ["a type name is an object", { ...whole, records: [{ __typename: {}, id: "f" }] }, "WRONG_KIND"],
])("C10 says so when %s", (_, person, expected) => {
  expect(judge(person)).toBe(expected);
});

it("judges an entity by the type it was asked by", () => {
  const { entities, object } = shapeOf(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { tags home { city } } } }`,
    schema,
  );
  expect(entities).toBe(true);
  const checkEntity = compileCheck(object);
  expect(checkEntity({ tags: [], home: null }, "Person")).toBeUndefined();
  expect(checkEntity({ tags: [] }, "Person")).toBe("MISSING");
  expect(checkEntity({ tags: "x", home: null }, "Person")).toBe("WRONG_KIND");
});

it("takes an object of which one selection is left out by a condition and another is not", () => {
  const { object } = shapeOf(`{ person { home @skip(if: true) { country: city } home { city } } }`, schema);
  const judgeHome = (home: unknown) => compileCheck(object)({ person: { home } });
  expect(judgeHome({ city: "x" })).toBeUndefined();
  expect(judgeHome({ city: "x", street: "y" })).toBe("NOT_ASKED");
});

it("a client's alias _entities does not make a root fetch one of entities", () => {
  expect(shapeOf(`{ _entities: person { id } }`, schema).entities).toBe(false);
});

it("C16 keeps of an error's path only what was asked for", () => {
  expect(knownPath(shape.object, ["person", "records", 3, "amount"])).toEqual(["person", "records", 3, "amount"]);
  expect(knownPath(shape.object, ["person", "records", 3, "secret", "amount"])).toEqual(["person", "records", 3]);
  expect(knownPath(shape.object, [1, "person"])).toEqual([]);
});
