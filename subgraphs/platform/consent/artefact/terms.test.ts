import fc from "fast-check";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { closedFields, closedFieldsIn, fieldsOf } from "./coordinates";
import { itemOf, itemsReadable, termsAgreed, termsAsked, type AskedTerms, type Terms } from "./terms";

const catalogue = loadCatalogue();
const purposeOf = (code: string) => catalogue.purposes.find((purpose) => purpose.code === code)!;
const BANK = purposeOf("BANK_CREDIT");
const ASKED: AskedTerms = { categories: ["BASIC", "PENALTY"], validDays: 30, uses: 3 };
const asked = (more: Partial<AskedTerms> = {}, purpose = BANK) => termsAsked({ ...ASKED, ...more }, purpose, catalogue);
const terms = (more: Partial<AskedTerms> = {}) => asked(more) as Terms;

describe("what an agency asks", () => {
  it("is taken as it stands within the ceiling, and what is left out is the ceiling", () => {
    expect(asked()).toEqual({
      ...{ categories: ["BASIC", "PENALTY"], lookBackMonths: 36, validDays: 30, uses: 3, dataLifeDays: 90 },
      items: itemsReadable(BANK, ["BASIC", "PENALTY"], catalogue).map(({ code }) => code),
    });
    expect(asked({ uses: 50, validDays: 365, lookBackMonths: 36, dataLifeDays: 90 })).toMatchObject({ uses: 50, validDays: 365 });
    expect(asked({ lookBackMonths: null, dataLifeDays: null, items: null })).toEqual(asked());
  });

  it.each([
    ["GRANT_USES", { uses: 51 }],
    ["GRANT_USES", { uses: 0 }],
    ["GRANT_USES", { uses: -1 }],
    ["GRANT_VALID_DAYS", { validDays: 366 }],
    ["GRANT_VALID_DAYS", { validDays: 0 }],
    ["GRANT_LOOK_BACK", { lookBackMonths: 37 }],
    ["GRANT_LOOK_BACK", { lookBackMonths: 0 }],
    ["GRANT_DATA_LIFE", { dataLifeDays: 91 }],
    ["GRANT_CATEGORIES", { categories: [] }],
    ["GRANT_CATEGORIES", { categories: ["BASIC", "HONOUR"] }],
    ["GRANT_CATEGORIES", { categories: ["BASIC", "BASIC"] }],
    ["GRANT_ITEMS", { items: ["TAX-04"] }],
    ["GRANT_ITEMS", { items: ["MKT-02", "MKT-02"] }],
    ["GRANT_ITEMS", { items: ["XXX-01"] }],
    ["GRANT_ITEMS", { items: ["IDENTITY-03"] }],
  ])("is refused beyond it, naming the argument: %s %j", (problem, more) => {
    expect(asked(more)).toBe(problem);
  });

  it("is refused for a purpose that takes no authorisation", () => {
    expect(asked({}, purposeOf("LICENSING_REVIEW"))).toBe("GRANT_PURPOSE");
  });
});

describe("what a person agrees to", () => {
  const agreed = (more: { categories?: string[]; items?: string[]; apart?: string[] }) =>
    termsAgreed(terms(), { categories: ["BASIC", "PENALTY"], apart: [], ...more }, catalogue);

  it("is all of it, category by category, or item by item", () => {
    expect((agreed({}) as Terms).items).toEqual(terms().items.filter((code) => itemOf(code, catalogue)!.sensitive === undefined));
    const basic = catalogue.items.filter(({ category, openness }) => category === "BASIC" && openness.default !== "INTERNAL");
    expect(agreed({ categories: ["BASIC"] })).toMatchObject({ categories: ["BASIC"], items: basic.map(({ code }) => code) });
    expect(agreed({ categories: ["PENALTY"], items: ["MKT-02"] })).toMatchObject({ categories: ["PENALTY"], items: ["MKT-02"] });
    expect(agreed({ categories: ["PENALTY"], items: [] })).toMatchObject({ items: [] });
  });

  it.each([
    ["a category that was not asked", { categories: ["BASIC", "JUDICIAL"] }],
    ["a category twice", { categories: ["BASIC", "BASIC"] }],
    ["nothing", { categories: [] }],
    ["an item of a category that is not agreed to", { categories: ["BASIC"], items: ["MKT-02"] }],
    ["an item that does not exist", { items: ["X-01"] }],
    ["an item twice", { items: ["MKT-02", "MKT-02"] }],
  ])("is never more than was asked: %s", (_, more) => {
    expect(agreed(more)).toBe("GRANT_MORE_THAN_ASKED");
  });

  it("holds what needs a consent of its own only if it was agreed to apart", () => {
    expect((agreed({ items: ["EDU-02", "MKT-02"] }) as Terms).items).toEqual(["MKT-02"]);
    expect((agreed({ items: ["EDU-02", "MKT-02"], apart: ["EDU-02"] }) as Terms).items).toEqual(["EDU-02", "MKT-02"]);
    expect((agreed({ categories: ["BASIC"], apart: ["EDU-02"] }) as Terms).items).not.toContain("EDU-02");
  });

  it("property: whatever is asked and agreed to stays within the ceiling, within what was asked, and without what needs its own consent", () => {
    const seed = 20261123;
    const categories = catalogue.categories.map(({ code }) => code);
    const codes = catalogue.items.map(({ code }) => code);
    const written = catalogue.purposes.filter(({ grantCeiling }) => grantCeiling !== undefined);
    const input = fc.record({
      purpose: fc.constantFrom(...written),
      request: fc.record({
        ...{ categories: fc.subarray(categories), items: fc.option(fc.subarray(codes)) },
        ...{ uses: fc.integer({ min: -1, max: 60 }), validDays: fc.integer({ min: -1, max: 400 }) },
        ...{
          lookBackMonths: fc.option(fc.integer({ min: -1, max: 70 })),
          dataLifeDays: fc.option(fc.integer({ min: -1, max: 2000 })),
        },
      }),
      answer: fc.record({ categories: fc.subarray(categories), items: fc.option(fc.subarray(codes)), apart: fc.subarray(codes) }),
    });
    const check = fc.property(input, ({ purpose, request, answer }) => {
      const made = termsAsked(request, purpose, catalogue);
      if (typeof made === "string") return;
      const ceiling = purpose.grantCeiling!;
      expect(made.uses <= ceiling.uses && made.validDays <= ceiling.validDays && made.uses > 0 && made.validDays > 0).toBe(true);
      expect(made.lookBackMonths <= purpose.lookBackMonths! && made.dataLifeDays <= ceiling.dataLifeDays).toBe(true);
      expect(made.categories.every((category) => ceiling.categories.includes(category))).toBe(true);
      const given = termsAgreed(made, answer, catalogue);
      if (typeof given === "string") return;
      expect(given.categories.every((category) => made.categories.includes(category))).toBe(true);
      for (const code of given.items) {
        const item = itemOf(code, catalogue)!;
        expect(made.items.includes(code) && given.categories.includes(item.category)).toBe(true);
        expect(item.sensitive === undefined || answer.apart.includes(code)).toBe(true);
      }
    });
    fc.assert(check, { seed, numRuns: 2000 });
  });
});

describe("E15 the fields of an authorisation", () => {
  it("are those that a category closes today, of its own items and categories, by name", () => {
    const fields = fieldsOf({ categories: ["BASIC", "PENALTY"], items: ["MKT-02"] }, closedFields(), catalogue);
    expect(Object.keys(fields).sort()).toEqual(["MarketPenalty", "MarketSlice", "Person"]);
    expect(fields["Person"]!.sort()).toEqual(["idNumber", "name", "realNameLevel"]);
    expect(fields["MarketSlice"]).toEqual(["marketPenalties"]);
    expect(fields["MarketPenalty"]).toContain("decisionNo");
    expect(fieldsOf({ categories: ["PENALTY"], items: ["MKT-02"] }, closedFields(), catalogue)["Person"]).toBeUndefined();
  });

  it("do not grow when the graph does", () => {
    const before = `type MarketPenalty { id: ID!  fine: String @policy(policies: [["category:PENALTY"]]) }`;
    const after = before.replace("}", `drugTest: String @policy(policies: [["category:PENALTY"]]) }`);
    const agreed = { categories: ["PENALTY"], items: ["MKT-02"] };
    expect(fieldsOf(agreed, closedFieldsIn(before), catalogue)).toEqual({ MarketPenalty: ["fine"] });
    expect(fieldsOf(agreed, closedFieldsIn(after), catalogue)).toEqual({ MarketPenalty: ["fine", "drugTest"] });
  });
});
