import type { Warrant } from "../schema/contract/warrant";
import type { Intent } from "./operation/intent";
import { findSubjects, resolvePersons, subjectsOf } from "./subjects";
import type { Reach } from "./subgraph/reach";

const warrant = {} as Warrant;
const LOOKED_UP = { idNumber: "120115199001019909", name: "陈静怡" };

/** Identity that answers with `answer`, whatever it is asked. */
function identity(answer: unknown): Reach & { asked: unknown[] } {
  const asked: unknown[] = [];
  return { asked, internal: async (...given: unknown[]) => (asked.push(given.slice(0, 2)), answer) } as unknown as Reach & {
    asked: unknown[];
  };
}

describe("the warrants name", () => {
  const OTHER = { idNumber: "120115197802029913", name: "刘建国" };
  const intent = (more: Partial<Intent>): Intent => ({
    ...{ access: undefined, self: false, many: false, lookups: [], named: [] },
    ...more,
  });
  const agency = {};
  const citizen = { person: "P1" };

  it("of an agency's request who was looked up, if a purpose was decided, and who is named elsewhere", () => {
    const both = intent({ lookups: [LOOKED_UP], named: [OTHER] });
    expect(subjectsOf(both, agency, { decided: true, mutation: false })).toEqual([LOOKED_UP, OTHER]);
    expect(subjectsOf(both, agency, { decided: false, mutation: false })).toEqual([OTHER]);
  });

  it("of a citizen's request nobody but himself, and not even him where he does not ask for himself", () => {
    const both = intent({ lookups: [LOOKED_UP], named: [OTHER] });
    expect(subjectsOf(both, citizen, { decided: true, mutation: false })).toEqual([]);
    expect(subjectsOf(intent({ self: true }), citizen, { decided: true, mutation: false })).toEqual([citizen]);
    expect(subjectsOf(intent({ self: true }), citizen, { decided: false, mutation: false })).toEqual([]);
    expect(subjectsOf(both, citizen, { decided: false, mutation: true })).toEqual([citizen]);
  });
});

it("gives the id of each who is on the register, in the order asked, and null for who is not", async () => {
  const reach = identity({ persons: ["A", null, "B"] });
  expect(await resolvePersons([LOOKED_UP, LOOKED_UP, { person: "B" }], reach, warrant, 0)).toEqual([
    { id: "A" },
    null,
    { id: "B" },
  ]);
  expect(reach.asked).toEqual([["resolve", { lookups: [LOOKED_UP, LOOKED_UP, { person: "B" }] }]]);
});

it("asks who is of age where that matters, and takes nothing but a plain yes for it", async () => {
  const reach = identity({ persons: ["A", "B", null, "C"], adults: [true, false, false, "true"] });
  expect(await resolvePersons(Array(4).fill(LOOKED_UP), reach, warrant, 0, { capacity: true })).toEqual([
    ...[{ id: "A", adult: true }, { id: "B", adult: false }, null, { id: "C", adult: false }],
  ]);
  expect(reach.asked).toMatchObject([["resolve", { capacity: true }]]);
  await expect(resolvePersons([LOOKED_UP], identity({ persons: ["A"] }), warrant, 0, { capacity: true })).rejects.toThrow(
    "resolve",
  );
});

it("asks nobody when nobody is looked up", async () => {
  const reach = identity({ persons: [] });
  expect(await resolvePersons([], reach, warrant, 0)).toEqual([]);
  expect(reach.asked).toEqual([]);
});

it("names the other entries of a person who has any, for the warrants", async () => {
  const merged = { A: ["A2", "A3"] };
  expect(await findSubjects([LOOKED_UP], identity({ persons: ["A"], merged }), warrant, 0)).toEqual({
    ids: ["A"],
    merged,
    each: ["A"],
  });
});

it.each([{ B: ["A"] }, { A: "B" }, { A: [7] }, { A: [""] }, ["A"], null])(
  "takes %j for a failure: entries of nobody who was asked about open nothing",
  async (merged) => {
    const reach = identity({ persons: ["A"], merged });
    await expect(findSubjects([LOOKED_UP], reach, warrant, 0)).rejects.toThrow("identity.resolve");
  },
);

it.each([
  ["no list", {}],
  ["too few", { persons: [] }],
  ["too many", { persons: ["A", "B"] }],
  ["nothing", { persons: null }],
])("K02 takes %s for a failure, not for nobody", async (_, answer) => {
  await expect(resolvePersons([LOOKED_UP], identity(answer), warrant, 0)).rejects.toThrow("identity.resolve");
});

it.each([
  ["a number", 7],
  ["an object", { id: "A" }],
  ["an empty text", ""],
  ["nothing said", undefined],
])("K02 takes %s in place of an id for a failure, not for nobody", async (_, id) => {
  await expect(resolvePersons([LOOKED_UP], identity({ persons: [id] }), warrant, 0)).rejects.toThrow("identity.resolve");
});

it("K02 passes on that identity does not answer", async () => {
  const reach = { internal: async () => Promise.reject(new Error("down")) } as unknown as Reach;
  await expect(resolvePersons([LOOKED_UP], reach, warrant, 0)).rejects.toThrow("down");
});
