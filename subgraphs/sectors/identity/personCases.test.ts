/** Which entries of the register are one person, after any cases in any order. */
import fc from "fast-check";
import { randomSeed } from "../../../test/support/config";
import { survivorsOf, type PersonCase } from "./personCases";

const same = (survivor: string, ...entries: string[]): PersonCase => ({ says: "SAME", survivor, entries });
const apart = (...entries: string[]): PersonCase => ({ says: "APART", entries });
const after = (...cases: PersonCase[]) => Object.fromEntries(survivorsOf(cases));

test("an entry that was merged leads to the one that stands for it, in one step however many cases there were", () => {
  expect(after(same("B", "A"))).toEqual({ A: "B" });
  expect(after(same("B", "A"), same("C", "B"), same("D", "C"))).toEqual({ A: "D", B: "D", C: "D" });
  expect(after(same("B", "A", "B", "C"))).toEqual({ A: "B", C: "B" });
});

test("a later case prevails: the entry that stands for both is the one that it names", () => {
  expect(after(same("B", "A"), same("A", "B"))).toEqual({ B: "A" });
  expect(after(same("B", "A"), same("C", "B"), same("A", "C"))).toEqual({ B: "A", C: "A" });
});

test("a finding that they are different persons undoes what was joined", () => {
  expect(after(same("B", "A"), apart("A", "B"))).toEqual({});
  expect(after(same("B", "A"), apart("A", "B"), same("B", "A"))).toEqual({ A: "B" });
});

test("a finding about two others leaves alone whom one of them was joined to", () => {
  expect(after(same("B", "A"), apart("A", "C"))).toEqual({ A: "B" });
  expect(after(same("B", "A"), same("B", "C"), apart("A", "C"))).toEqual({});
});

const seed = randomSeed();
test(`after any cases nobody leads to himself, and who stands for others leads to nobody (seed ${seed})`, () => {
  const entry = fc.constantFrom("A", "B", "C", "D", "E");
  const entries = fc.array(entry, { minLength: 1, maxLength: 3 });
  const oneCase = fc.oneof(
    fc.tuple(entry, entries).map(([survivor, others]) => same(survivor, ...others)),
    entries.map((ids) => apart(...ids)),
  );
  fc.assert(
    fc.property(fc.array(oneCase, { maxLength: 12 }), (cases) => {
      const survivors = survivorsOf(cases);
      for (const survivor of survivors.values()) expect(survivors.has(survivor)).toBe(false);
      const last = cases.at(-1);
      const standsFor = (id: string) => survivors.get(id) ?? id;
      if (last?.says === "SAME") expect(new Set([last.survivor, ...last.entries].map(standsFor)).size).toBe(1);
      if (last?.says === "APART") {
        const ids = [...new Set(last.entries)];
        expect(new Set(ids.map(standsFor)).size).toBe(ids.length);
      }
    }),
    { seed, numRuns: 500 },
  );
});
