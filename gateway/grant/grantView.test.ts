import { termsOf } from "./grantView";

const said = () => ({
  categories: ["BASIC", "PENALTY"],
  items: ["MKT-01", "MKT-02"],
  fields: { Person: ["maskedName"], MarketPenalty: ["content"] },
  lookBackMonths: 36,
});

it("E04 two authorisations that say the same are ruled alike, and one that says anything else is not", () => {
  const { id } = termsOf(said());
  expect(termsOf(said()).id).toBe(id);
  const others = [
    { ...said(), categories: ["BASIC"] },
    { ...said(), items: ["MKT-01"] },
    { ...said(), items: ["MKT-01,MKT-02"] },
    { ...said(), fields: { Person: ["maskedName"] } },
    { ...said(), fields: { Person: ["maskedName", "content"], MarketPenalty: [] } },
    { ...said(), lookBackMonths: 12 },
  ];
  expect(new Set([id, ...others.map((one) => termsOf(one).id)]).size).toBe(others.length + 1);
});

it("terms of another form are none", () => {
  for (const given of [undefined, null, "terms", {}, { ...said(), more: 1 }, { ...said(), lookBackMonths: 0 }])
    expect(() => termsOf(given)).toThrow();
});
