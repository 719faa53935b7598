/** Compiled coercion against graphql-js's own, over values drawn at random. */
import fc from "fast-check";
import { buildSchema, coerceInputValue, type GraphQLInputType } from "graphql";
import { randomSeed } from "../../test/support/config";
import { compileInput } from "./compileInput";

const schema = buildSchema(`
  type Query { a(i: In, o: One): Int }
  enum Colour { RED GREEN }
  scalar Any
  input In { id: ID!  n: Int = 7  f: Float  list: [Int!]  deep: [[String]]  colour: Colour = GREEN  self: In  any: Any }
  input One @oneOf { a: Int  b: String }
`);
const TYPES = ["In", "One", "Colour", "Any", "ID", "Int"].map((name) => schema.getType(name) as GraphQLInputType);

const leaf = fc.oneof(
  fc.constantFrom("RED", "BLUE", "", "1", null, undefined, true, 1, 1.5, NaN, 2 ** 40),
  fc.integer({ min: -3, max: 3 }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("any"), { maxLength: 3 }),
    fc.record(
      {
        ...{ id: leaf, n: leaf, f: leaf, list: fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })), colour: leaf, any: tie("any") },
        ...{ deep: fc.array(fc.array(leaf, { maxLength: 2 }), { maxLength: 2 }), self: tie("any"), a: leaf, b: leaf },
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom(JSON.parse('{"id":"1","__proto__":{"n":1}}') as object, { id: "1", unknown: 1 }),
  ),
})).any;

const seed = randomSeed();

it(`takes what graphql-js takes and refuses what it refuses (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), value, (type, given) => {
      let theirs: unknown = "refused";
      let refused = false;
      const result = coerceInputValue(given, type, () => (refused = true));
      if (!refused) theirs = result;
      let ours: unknown;
      try {
        ours = compileInput(type)(given, undefined, () => {
          throw new RangeError("refused");
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        ours = "refused";
      }
      expect(ours).toEqual(theirs);
    }),
    { seed, numRuns: 2000 },
  );
});
