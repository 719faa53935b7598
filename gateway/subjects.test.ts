import type { Warrant } from "../schema/contract/warrant";
import { findSubjects } from "./subjects";
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

it("gives the ids of those who are on the register, and leaves out who is not", async () => {
  const reach = identity({ persons: ["A", null, "B"] });
  expect(await findSubjects([LOOKED_UP, LOOKED_UP, { person: "B" }], reach, warrant, 0)).toEqual({ subjects: ["A", "B"] });
  expect(reach.asked).toEqual([["resolve", { lookups: [LOOKED_UP, LOOKED_UP, { person: "B" }] }]]);
});

it("names the other entries of a person who has any, for the warrants", async () => {
  const merged = { A: ["A2", "A3"] };
  expect(await findSubjects([LOOKED_UP], identity({ persons: ["A"], merged }), warrant, 0)).toEqual({ subjects: ["A"], merged });
});

it.each([{ B: ["A"] }, { A: "B" }, { A: [7] }, { A: [""] }, ["A"], null])(
  "takes %j for a failure: entries of nobody who was asked about open nothing",
  async (merged) => {
    const reach = identity({ persons: ["A"], merged });
    await expect(findSubjects([LOOKED_UP], reach, warrant, 0)).rejects.toThrow("identity.resolve");
  },
);

it("asks nobody when nobody is looked up", async () => {
  const reach = identity({ persons: [] });
  expect(await findSubjects([], reach, warrant, 0)).toEqual({ subjects: [] });
  expect(reach.asked).toEqual([]);
});

it.each([
  ["no list", {}],
  ["too few", { persons: [] }],
  ["too many", { persons: ["A", "B"] }],
  ["nothing", { persons: null }],
])("K02 takes %s for a failure, not for nobody", async (_, answer) => {
  await expect(findSubjects([LOOKED_UP], identity(answer), warrant, 0)).rejects.toThrow("identity.resolve");
});

it.each([
  ["a number", 7],
  ["an object", { id: "A" }],
  ["an empty text", ""],
  ["nothing said", undefined],
])("K02 takes %s in place of an id for a failure, not for nobody", async (_, id) => {
  await expect(findSubjects([LOOKED_UP], identity({ persons: [id] }), warrant, 0)).rejects.toThrow("identity.resolve");
});

it("K02 passes on that identity does not answer", async () => {
  const reach = { internal: async () => Promise.reject(new Error("down")) } as unknown as Reach;
  await expect(findSubjects([LOOKED_UP], reach, warrant, 0)).rejects.toThrow("down");
});
