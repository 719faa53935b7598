/** What is missing, and how it is told, on both engines. */
import { answerOf } from "./threeSubgraphs.fixture";
import { sectorUnavailable } from "../subgraph/reach";
import { down, ENGINES, openThree, PERSON, placesOf, plain, schemas, taxWith, type Execute } from "./runOnThree.fixture";

describe.each(ENGINES)("%s", (engine) => {
  let three: Awaited<ReturnType<typeof openThree>>;
  const run: typeof three.run = (...given) => three.run(...given);
  beforeAll(async () => {
    three = await openThree(engine);
  });
  afterAll(() => three.close());

  it("K01 a department that is down costs its slice: null, an error with a path, the others whole", async () => {
    const { data, errors, unavailable, answered } = await run(PERSON, { tax: down }).result;
    expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: null, courts: { cases: ["case of p1"] } } });
    expect(errors).toEqual([
      {
        message: "a department did not answer in time; its part of the answer is missing",
        path: ["person", "tax"],
        subgraph: "tax",
        code: "SECTOR_UNAVAILABLE",
      },
    ]);
    expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_UNAVAILABLE" }]);
    expect(answered.sort()).toEqual(["courts", "identity"]);
  });

  it("K04 a department that hangs is abandoned at the deadline", async () => {
    const started = Date.now();
    const { errors } = await run(PERSON, { tax: () => new Promise(() => undefined) }).result;
    expect(errors.map(({ path }) => path)).toEqual([["person", "tax"]]);
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it("K01 names the client's alias, and a list once, without indices", async () => {
    const text = `{ people(numbers: ["p1", "p2", "nobody"]) { maskedName t: tax { asOf } } }`;
    const { data, errors } = await run(text, { tax: down }).result;
    expect(plain(data)).toEqual({ people: [{ maskedName: "甲*", t: null }, { maskedName: "乙*", t: null }, null] });
    expect(placesOf({ errors })).toEqual([[["people", "t"], "SECTOR_UNAVAILABLE"]]);
  });

  it("K02 the owner of the persons down is no answer at all, never a person that is null", async () => {
    const failing = run(PERSON, { identity: down }).result;
    await expect(failing).rejects.toMatchObject({ name: "Refusal", code: "SECTOR_UNAVAILABLE", status: 503 });
    const failingInside: Execute = async () => ({
      data: { person: null },
      errors: [{ message: "no database", path: ["person"] }],
    });
    await expect(run(PERSON, { identity: failingInside }).result).rejects.toMatchObject({
      code: "SECTOR_UNAVAILABLE",
      status: 503,
    });
    const besides = run(`{ person(number: "p1") { maskedName } purposes { code } }`, { identity: down }).result;
    await expect(besides).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE" });
  });

  it("K01 a root fetch of another department that fails leaves the person whole", async () => {
    const text = `{ person(number: "p1") { maskedName } hearings }`;
    const { data, errors, unavailable } = await run(text, { courts: down }).result;
    expect(plain(data)).toEqual({ person: { maskedName: "甲*" }, hearings: null });
    expect(placesOf({ errors })).toEqual([[["hearings"], "SECTOR_UNAVAILABLE"]]);
    expect(unavailable).toEqual([{ subgraph: "courts", code: "SECTOR_UNAVAILABLE" }]);
  });

  it("K01 where the graph allows no null there, the data goes and the error stays", async () => {
    const { data, errors } = await run(`{ person(number: "p1") { maskedName } purposes { code } }`, { courts: down }).result;
    expect(data).toBeNull();
    expect(placesOf({ errors })).toEqual([[["purposes"], "SECTOR_UNAVAILABLE"]]);
  });

  it("K03 nothing is answered when every root fetch fails", async () => {
    await expect(run(`{ purposes { code } }`, { courts: down }).result).rejects.toMatchObject({ status: 503 });
  });

  it("C08 entities in another order are discarded, with SECTOR_INTEGRITY at the slice", async () => {
    const swapped = taxWith((entities) => entities.reverse());
    const { data, errors, unavailable } = await run(
      `{ people(numbers: ["p1", "p2"]) { tax { notices { id } } courts { cases } } }`,
      { tax: swapped },
    ).result;
    expect(plain(data)).toEqual({
      people: [
        { tax: null, courts: { cases: ["case of p1"] } },
        { tax: null, courts: { cases: ["case of p2"] } },
      ],
    });
    expect(placesOf({ errors })).toEqual([[["people", "tax"], "SECTOR_INTEGRITY"]]);
    expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_INTEGRITY" }]);
  });

  it("C10 fewer or more entities than were asked for are discarded, all of them", async () => {
    const text = `{ people(numbers: ["p1", "p2"]) { tax { notices { id } } courts { cases } } }`;
    for (const change of [
      (entities: object[]) => entities.pop(),
      (entities: object[]) => entities.push(structuredClone(entities[0]!)),
    ]) {
      const { data, errors } = await run(text, { tax: taxWith(change) }).result;
      expect((data as { people: { tax: unknown }[] }).people.map(({ tax }) => tax)).toEqual([null, null]);
      expect(placesOf({ errors })).toEqual([[["people", "tax"], "SECTOR_INTEGRITY"]]);
    }
  });

  it.each([
    ["an object where a list belongs", { asOf: "x", notices: { id: "1" } }, "SECTOR_INTEGRITY"],
    ["a text where an object belongs", "x", "SECTOR_INTEGRITY"],
    ["a list where an object belongs", [], "SECTOR_INTEGRITY"],
    ["a value outside its enum or number", { asOf: "x", notices: [{ id: "1", amount: "seven" }] }, "SECTOR_INTEGRITY"],
    ["null where the graph allows none", { asOf: null, notices: [] }, "SECTOR_INTEGRITY"],
  ])("C10 %s costs that slice alone", async (_, tax, code) => {
    const lying = taxWith((entities) => entities.forEach((entity) => Object.assign(entity, { tax: structuredClone(tax) })));
    const text = `{ person(number: "p1") { tax { asOf notices { id amount } } courts { cases } } }`;
    const { data, errors, unavailable } = await run(text, { tax: lying }).result;
    expect(plain(data)).toMatchObject({ person: { courts: { cases: ["case of p1"] } } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code, subgraph: "tax" });
    expect(errors[0]!.path!.slice(0, 2)).toEqual(["person", "tax"]);
    expect(unavailable).toEqual([{ subgraph: "tax", code }]);
  });

  it("C17 a field that a department no longer knows makes its slice unavailable, never empty", async () => {
    const older = taxWith(([entity]) => delete entity!.tax["notices"]);
    const { data, errors } = await run(`{ person(number: "p1") { tax { asOf notices { id } } } }`, { tax: older }).result;
    expect(plain(data)).toEqual({ person: { tax: null } });
    expect(placesOf({ errors })).toEqual([[["person", "tax"], "SECTOR_UNAVAILABLE"]]);
  });

  it("C16 maps an error inside an answer to its place and drops its words, codes and invented path", async () => {
    const failing: Execute = async (body) => {
      const answer = await answerOf(schemas.tax, body);
      const entities = answer.data!["_entities"] as { tax: Record<string, unknown> }[];
      entities[1]!.tax["notices"] = null;
      entities[0]!.tax["standing"] = null;
      const secret = "SELECT 120115000000000000";
      return {
        ...answer,
        errors: [
          {
            message: secret,
            path: ["_entities", 1, "tax", "notices", 0, secret],
            extensions: { code: "ER_PARSE", sql: secret } as never,
          },
          { message: secret, path: ["_entities", 0, "tax", "standing"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } },
        ],
      };
    };
    const text = `{ people(numbers: ["nobody", "p1", "p2"]) { tax { notices { id } standing { points } } } }`;
    const { data, errors, unavailable, answered } = await run(text, { tax: failing }).result;
    expect(plain(data)).toMatchObject({ people: [null, { tax: { standing: null } }, { tax: { notices: null } }] });
    expect(placesOf({ errors }).sort()).toEqual([
      [["people", 1, "tax", "standing"], "UNAUTHORIZED_FIELD_OR_TYPE"],
      [["people", 2, "tax", "notices", 0], "INTERNAL_SERVER_ERROR"],
    ]);
    expect(JSON.stringify(errors)).not.toContain("120115");
    expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_UNAVAILABLE" }]);
    expect(answered).toEqual(["identity"]);
  });

  it("a field that a department refuses leaves the department answered", async () => {
    const refusing: Execute = async (body) => {
      const answer = await answerOf(schemas.tax, body);
      (answer.data!["_entities"] as { tax: Record<string, unknown> }[])[0]!.tax["notices"] = null;
      return {
        ...answer,
        errors: [{ message: "", path: ["_entities", 0, "tax", "notices"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
      };
    };
    const { errors, answered } = await run(`{ person(number: "p1") { tax { notices { id } } } }`, { tax: refusing }).result;
    expect(placesOf({ errors })).toEqual([[["person", "tax", "notices"], "UNAUTHORIZED_FIELD_OR_TYPE"]]);
    expect(answered).toContain("tax");
  });

  it("K06 an entity that is null without a word is unavailable, not nothing", async () => {
    const silent = taxWith((entities) => entities.splice(1, 1, null as never));
    const { data, errors } = await run(`{ people(numbers: ["p1", "p2"]) { tax { asOf } } }`, { tax: silent }).result;
    expect(plain(data)).toEqual({ people: [{ tax: { asOf: "2026-01-01" } }, { tax: null }] });
    expect(placesOf({ errors })).toEqual([[["people", 1, "tax"], "SECTOR_UNAVAILABLE"]]);
  });

  it("C13 keys named __proto__ or constructor in an answer pollute nothing and cost the slice", async () => {
    const polluting: Execute = async (body) => {
      const answer = await answerOf(schemas.tax, body);
      const evil = JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}`) as object;
      answer.data!["_entities"] = (answer.data!["_entities"] as object[]).map((entity) => ({ ...entity, ...evil }));
      return answer;
    };
    const { data, errors } = await run(PERSON, { tax: polluting }).result;
    expect(plain(data)).toMatchObject({ person: { maskedName: "甲*", tax: null } });
    expect(errors.map(({ code }) => code)).toEqual(["SECTOR_INTEGRITY"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("F26 a department that answers for another is discarded, and the other's own answer stands", async () => {
    const meddling = taxWith((entities) =>
      entities.forEach((one) => Object.assign(one, { courts: { cases: ["invented"] }, maskedName: "X" })),
    );
    const { data, unavailable } = await run(PERSON, { tax: meddling }).result;
    expect(plain(data)).toEqual({ person: { maskedName: "甲*", tax: null, courts: { cases: ["case of p1"] } } });
    expect(unavailable).toEqual([{ subgraph: "tax", code: "SECTOR_INTEGRITY" }]);
  });

  it("K01 a field that needs what a failed department owns has an error too", async () => {
    const text = `{ person(number: "p1") { maskedName risk courts { cases } } }`;
    expect(plain((await run(text).result).data)).toMatchObject({ person: { risk: "risk of 5" } });
    const { data, errors, answered } = await run(text, { tax: down }).result;
    expect(plain(data)).toEqual({ person: { maskedName: "甲*", risk: null, courts: { cases: ["case of p1"] } } });
    expect(errors).toContainEqual(expect.objectContaining({ path: ["person", "risk"], code: "SECTOR_UNAVAILABLE" }));
    expect(answered).toEqual(["identity"]);
  });

  it("K01 a department that fails has no error where it had nobody to be asked about", async () => {
    const text = `{ none: people(numbers: []) { courts { cases } } some: people(numbers: ["p1"]) { courts { asOf } } }`;
    const { data, errors } = await run(text, { courts: down }).result;
    expect(plain(data)).toEqual({ none: [], some: [{ courts: null }] });
    expect(placesOf({ errors })).toEqual([[["some", "courts"], "SECTOR_UNAVAILABLE"]]);
  });

  it("a mutation that its department refuses has its code and no data", async () => {
    const refusing: Execute = async () => ({
      data: null,
      errors: [{ message: "id 120115", path: ["merge"], extensions: { code: "ACCESS_DENIED" } }],
    });
    const { data, errors, unavailable } = await run(`mutation { merge(person: "p1") { maskedName } }`, { identity: refusing })
      .result;
    expect(data).toBeNull();
    expect(placesOf({ errors })).toEqual([[["merge"], "ACCESS_DENIED"]]);
    expect(unavailable).toEqual([]);
  });

  it("F20 of 100 runs at once in which a department dies, no slice is empty and no other is touched", async () => {
    let calls = 0;
    const dying: Execute = (body) =>
      ++calls > 50 ? Promise.reject(sectorUnavailable("tax", "killed")) : answerOf(schemas.tax, body);
    const text = `{ people(numbers: ["p1", "p2"]) { id tax { notices { id } } courts { cases } } }`;
    const all = await Promise.all(Array.from({ length: 100 }, () => run(text, { tax: dying }).result));
    let lost = 0;
    for (const { data, errors } of all) {
      const people = plain(data) as {
        people: { id: string; tax: { notices: { id: string }[] } | null; courts: { cases: string[] } }[];
      };
      for (const one of people.people) {
        expect(one.courts.cases).toEqual([`case of ${one.id}`]);
        if (one.tax === null) lost++;
        else expect(one.tax.notices).toEqual([{ id: `${one.id}-n` }]);
      }
      expect(errors.length).toBe(people.people[0]!.tax === null ? 1 : 0);
    }
    expect(lost).toBe(100);
  });
});
