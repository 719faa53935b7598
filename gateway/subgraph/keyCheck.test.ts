import fc from "fast-check";
import { checkEntityKeys, entityKeysOf } from "./keyCheck";
import type { SubgraphAnswer } from "./reach";

const echo = { typename: "_k_typename", id: "_k_id" };
const keys = ["p1", "p2", "p3"].map((id) => ({ __typename: "Person", id }));

type Entity = Record<string, unknown>;
function entities(ids = ["p1", "p2", "p3"]): Entity[] {
  return ids.map((id) => ({ tax: `of ${id}`, _k_typename: "Person", _k_id: id }));
}
function check(list: unknown, errors?: SubgraphAnswer["errors"]) {
  return checkEntityKeys(keys, { data: { _entities: list }, ...(errors && { errors }) }, echo, "tax");
}

it("hands an honest answer on, without the echo", () => {
  expect(check(entities())).toEqual({ data: { _entities: [{ tax: "of p1" }, { tax: "of p2" }, { tax: "of p3" }] } });
});

it.each<[string, unknown]>([
  ["C08 entities that are swapped", entities(["p2", "p1", "p3"])],
  ["C08 entities that are shifted by one", entities(["p2", "p3", "p1"])],
  ["C08 an entity that is doubled", entities(["p1", "p1", "p3"])],
  ["C09 another person's key", entities(["p1", "p9", "p3"])],
  ["C10 too few entities", entities(["p1", "p2"])],
  ["C10 too many entities", entities(["p1", "p2", "p3", "p4"])],
  ["C10 no list", { 0: entities()[0], length: 3 }],
  ["C10 null for the list", null],
  ["C10 texts for entities", ["p1", "p2", "p3"]],
  ["C10 lists for entities", [[], [], []]],
  ["C07 a foreign type", entities().map((one) => ({ ...one, _k_typename: "Company" }))],
  ["C07 a key of another type", entities().map((one) => ({ ...one, _k_id: [one["_k_id"]] }))],
  ["no echo at all", entities().map(({ tax }) => ({ tax }))],
  ["C13 an echo that is only inherited", entities().map((one) => Object.create(one) as Entity)],
  ["C13 an echo under __proto__", entities().map((one) => JSON.parse(`{"__proto__": ${JSON.stringify(one)}}`) as Entity)],
])("discards the whole answer for %s", (_, list) => {
  expect(() => check(list)).toThrow(expect.objectContaining({ name: "Refusal", code: "SECTOR_INTEGRITY" }));
});

it("K06 gives an entity that is null without a word an error, and leaves one that has an error", () => {
  const [first, , third] = entities();
  const named = { message: "x", path: ["_entities", 1], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };
  expect(check([first, null, third], [named]).errors).toEqual([named]);
  expect(check([...entities(["p1"]), null, ...entities(["p3"])]).errors).toEqual([
    { message: expect.any(String), path: ["_entities", 1], extensions: { code: "SECTOR_UNAVAILABLE" } },
  ]);
});

it("leaves an answer without data to others", () => {
  expect(checkEntityKeys(keys, { data: null }, echo, "tax")).toEqual({ data: null });
});

it.each([undefined, {}, [{}], [{ __typename: "Person" }], [{ __typename: "Person", id: 7 }], [null], ["p1"]])(
  "C07 does not send representations without a key: %j",
  (representations) => {
    const body = { query: "", variables: { representations } };
    expect(() => entityKeysOf(body, "tax")).toThrow(expect.objectContaining({ code: "SECTOR_INTEGRITY" }));
  },
);

it("F26 of any 2,000 lies none shows one person's entity at another's place", () => {
  const lie = fc.array(fc.option(fc.constantFrom("p1", "p2", "p3", "p9"), { nil: null, freq: 6 }), { maxLength: 4 });
  const property = fc.property(lie, (ids) => {
    const told = ids.map((id) => (id === null ? null : entities([id])[0]!));
    let shown: unknown[];
    try {
      shown = check(told).data!["_entities"] as unknown[];
    } catch {
      const honest = ids.length === 3 && ids.every((id, index) => id === null || id === keys[index]!.id);
      expect(honest).toBe(false);
      return;
    }
    expect(shown).toHaveLength(3);
    shown.forEach((one, index) => expect(one).toEqual(ids[index] === null ? null : { tax: `of ${keys[index]!.id}` }));
  });
  fc.assert(property, { numRuns: 2000 }); // a failure names its seed
});
