/** What every engine promises of an answer in which nothing is missing. */
import { Refusal } from "../../schema/contract/publicCode";
import { down, ENGINES, openThree, PERSON, plain } from "./runOnThree.fixture";

describe.each(ENGINES)("%s", (engine) => {
  let three: Awaited<ReturnType<typeof openThree>>;
  const run: typeof three.run = (...given) => three.run(...given);
  beforeAll(async () => {
    three = await openThree(engine);
  });
  afterAll(() => three.close());

  it("answers a person from three departments", async () => {
    const { data, errors, unavailable, answered } = await run(PERSON).result;
    expect(plain(data)).toEqual({
      person: { maskedName: "甲*", tax: { asOf: "2026-01-01" }, courts: { cases: ["case of p1"] } },
    });
    expect({ errors, unavailable }).toEqual({ errors: [], unavailable: [] });
    expect(answered.sort()).toEqual(["courts", "identity", "tax"]);
  });

  it("gives variables, aliases and conditions their meaning, and picks the operation by name", async () => {
    const text = `query A($n: String!, $c: Boolean!) { x: person(number: $n) { m: maskedName courts @include(if: $c) { asOf } } } query B { me { id } }`;
    const { result, asked } = run(text, {}, { operationName: "A", variables: { n: "p2", c: false } });
    expect(plain((await result).data)).toEqual({ x: { m: "乙*" } });
    expect(asked).toEqual(["identity"]);
  });

  it("a person who is not found is null without error, and no department is asked", async () => {
    const { result, asked } = run(`{ person(number: "nobody") { maskedName tax { asOf } } }`, { tax: down });
    expect(await result).toMatchObject({ data: { person: null }, errors: [], unavailable: [], answered: ["identity"] });
    expect(asked).toEqual(["identity"]);
  });

  it("C14 aliases named constructor or prototype are answered, __proto__ is answered or left out, and none pollutes anything", async () => {
    const text = `{ person(number: "p1") { constructor: maskedName prototype: tax { toString: asOf } __proto__: courts { cases } } }`;
    const { data, errors } = await run(text).result;
    expect(plain(data)).toMatchObject({ person: { constructor: "甲*", prototype: { toString: "2026-01-01" } } });
    expect(errors).toEqual([]);
    expect(({} as Record<string, unknown>)["cases"]).toBeUndefined();
  });

  it("answers an interface's list by its types", async () => {
    const text = `{ person(number: "p1") { tax { records { id __typename ... on Notice { amount } ... on Refund { sum } } } } }`;
    const { data, errors } = await run(text).result;
    expect(plain(data)).toMatchObject({
      person: {
        tax: {
          records: [
            { __typename: "Notice", amount: 7 },
            { __typename: "Refund", sum: 9 },
          ],
        },
      },
    });
    expect(errors).toEqual([]);
  });

  it("an object of which nothing is asked that it can have is there, without a key", async () => {
    const text = `{ person(number: "p1") { tax { notices { ... on Record { ... on Refund { sum } } } } courts { cases } } }`;
    const { data, errors } = await run(text).result;
    expect(plain(data)).toEqual({ person: { tax: { notices: [{}] }, courts: { cases: expect.any(Array) } } });
    expect(errors).toEqual([]);
  });

  it("a refusal of the whole request by a call passes through", async () => {
    const call = () => Promise.reject(new Refusal("EVIDENCE_UNAVAILABLE", "no record, no answer"));
    await expect(run(PERSON, {}, { call }).result).rejects.toMatchObject({ code: "EVIDENCE_UNAVAILABLE" });
    const bug = () => Promise.reject(new TypeError("x is undefined"));
    await expect(run(PERSON, {}, { call: bug }).result).rejects.toThrow(TypeError);
  });
});
