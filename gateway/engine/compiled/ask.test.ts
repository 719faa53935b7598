import { buildSchema } from "graphql";
import { askEntities, holdersOf } from "./ask";
import { compileRepresent, compileSoleKey, type RepresentOptions } from "./representation";
import { Missing } from "./missing";

const schema = buildSchema("type Query { a: A } type A { id: ID n: Int! b: B } type B { id: ID }");

function entitiesBy(...fields: string[]) {
  const selections = ["__typename", ...fields].map((name) => ({ kind: "Field" as const, name }));
  const requires: RepresentOptions["requires"] = [{ kind: "InlineFragment", typeCondition: "A", selections }];
  const options = { requires, rewrites: [], schema, keyOf: () => undefined, fieldNamed: (name: string) => name };
  return { represent: compileRepresent(options), soleKey: compileSoleKey(options), echo: undefined!, field: undefined! };
}

const a = (id: unknown, more: object = {}) => ({ __typename: "A", id, ...more });

it("asks about equal entities once, and knows for which objects each answer is", () => {
  const all = [a("1"), a("2"), a("1"), a(1), a("2"), a(1)];
  const asked = askEntities(entitiesBy("id"), all);
  expect(asked.representations.map((text) => JSON.parse(text) as unknown)).toEqual([a("1"), a("2"), a(1)]);
  expect(holdersOf(asked)).toEqual([
    [all[0], all[2]],
    [all[1], all[4]],
    [all[3], all[5]],
  ]);
});

it("C08 takes no key for another entity's representation, however it is written", () => {
  const asked = askEntities(entitiesBy("id"), [a(5), a(`{"__typename":"A","id":5}`)]);
  expect(asked.representations).toHaveLength(2);
});

it("tells entities of one key apart by what is sent besides", () => {
  const asked = askEntities(entitiesBy("id", "n"), [a("1", { n: 1 }), a("1", { n: 2 }), a("1", { n: 1 })]);
  expect(asked.representations).toHaveLength(2);
  expect(asked.at).toEqual([0, 1, 0]);
});

it("asks nobody about an object of another type, without a key, or of which something needed is missing, and knows why", () => {
  const cause = { subgraph: "x", code: "SECTOR_UNAVAILABLE", message: "", whole: true, fallback: [], shown: false } as const;
  const why = new Missing({ ...cause });
  const lost = [a("1", { n: why }), a("2", { n: null })];
  const asked = askEntities(entitiesBy("id", "n"), [{ __typename: "B", id: "1", n: 1 }, {}, ...lost]);
  expect(asked).toMatchObject({ representations: [], objects: [] });
  expect(asked.without).toEqual([
    { object: lost[0], why },
    { object: lost[1], why: undefined },
  ]);
});
