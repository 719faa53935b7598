import fc from "fast-check";
import { recordRow } from "../store/row.fixture";
import type { RecordRow } from "../store/recordRow";
import type { RecordFilter } from "./connection";
import { byDecision, pageOf } from "./page";

const KEY = Buffer.alloc(32, 3);
const ORIGIN = { caller: "c", person: "p", list: "tax.records" };

const row = (part: Partial<RecordRow>) => recordRow({ personId: "p", id: "r", ...part });

const rowsOfAnyShape = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ unit: fc.constantFrom(..."ABCDEF0123"), minLength: 4, maxLength: 4 }),
      decidedOn: fc.constantFrom("2023-12-31", "2024-01-01", "2024-02-29", "2025-06-01"),
      category: fc.constantFrom("ABNORMAL", "SEVERE_LIST", "COMPLIANCE"),
      polarity: fc.constantFrom("POSITIVE" as const, "NEUTRAL" as const, "ADVERSE" as const),
      gravity: fc.constantFrom("MINOR" as const, "SERIOUS" as const, null),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  )
  .map((parts) => parts.map(row).sort(byDecision));

const anyFilter: fc.Arbitrary<RecordFilter | undefined> = fc.option(
  fc.record(
    {
      categories: fc.subarray(["ABNORMAL", "SEVERE_LIST"]),
      polarity: fc.subarray(["POSITIVE", "ADVERSE"]),
      gravity: fc.subarray(["MINOR", "SERIOUS"]),
      decidedFrom: fc.constant("2024-01-01"),
      decidedTo: fc.constant("2024-12-31"),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

/** Every page in turn, as a client walks them. */
function walk(rows: readonly RecordRow[], first: number, filter: RecordFilter | undefined): string[][] {
  const pages: string[][] = [];
  let after: string | undefined;
  for (;;) {
    const page = pageOf(rows, { first, after, filter, origin: () => ORIGIN, key: KEY }, (one) => one.id);
    pages.push(page.edges.map(({ node }) => node as unknown as string));
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}

describe("pages of a list of records", () => {
  it("together are the whole list: nothing twice, nothing left out, whatever their size and the filter", () => {
    fc.assert(
      fc.property(rowsOfAnyShape, fc.integer({ min: 1, max: 12 }), anyFilter, (rows, first, filter) => {
        const pages = walk(rows, first, filter);
        const [whole] = walk(rows, 1000, filter);
        expect(pages.flat()).toEqual(whole);
        expect(pages.slice(0, -1).every(({ length }) => length === first)).toBe(true);
        if (pages.length > 1) expect(pages.at(-1)!.length).toBeGreaterThan(0);
      }),
    );
  });

  it("stay whole while records come and go between two pages", () => {
    const rows = ["2025-03-01", "2025-02-01", "2025-01-01"].map((decidedOn, at) => row({ id: `R${at}`, decidedOn }));
    const ask = (from: readonly RecordRow[], after?: string) =>
      pageOf(from, { first: 1, after, filter: undefined, origin: () => ORIGIN, key: KEY }, ({ id }) => id);
    const { endCursor } = ask(rows).pageInfo;
    const withNewer = [row({ id: "R9", decidedOn: "2025-04-01" }), ...rows];
    expect(ask(withNewer, endCursor).edges.map(({ node }) => node)).toEqual(["R1"]);
    expect(ask(rows.slice(1), endCursor).edges.map(({ node }) => node)).toEqual(["R1"]);
  });

  it("have no end cursor and no next page where there is nothing", () => {
    const page = pageOf([], { first: 5, after: undefined, filter: undefined, origin: () => ORIGIN, key: KEY }, ({ id }) => id);
    expect(page).toEqual({ edges: [], pageInfo: { hasNextPage: false } });
  });

  it("do not take a cursor of a list that another filter made", () => {
    const rows = [row({ id: "R1" }), row({ id: "R2" })];
    const { endCursor } = pageOf(
      rows,
      { first: 1, after: undefined, filter: { polarity: ["ADVERSE"] }, origin: () => ORIGIN, key: KEY },
      () => 0,
    ).pageInfo;
    const other = { first: 1, after: endCursor, filter: { polarity: ["ADVERSE", "NEUTRAL"] }, origin: () => ORIGIN, key: KEY };
    expect(() => pageOf(rows, other, () => 0)).toThrow("does not belong");
  });
});

describe("the filter", () => {
  const rows = [
    row({ id: "A", category: "ABNORMAL", gravity: null, polarity: "NEUTRAL", decidedOn: "2024-01-01" }),
    row({ id: "B", category: "SEVERE_LIST", gravity: "SERIOUS", decidedOn: "2024-06-01" }),
    row({ id: "C", category: "COMPLIANCE", gravity: "MINOR", decidedOn: "2025-01-01" }),
  ];
  const kept = (filter: RecordFilter) => walk(rows, 10, filter).flat().join("");

  it("keeps what meets all of its conditions, both days of a span included", () => {
    expect(kept({ categories: ["ABNORMAL", "COMPLIANCE"] })).toBe("AC");
    expect(kept({ gravity: ["SERIOUS", "MINOR"] })).toBe("BC");
    expect(kept({ polarity: ["NEUTRAL"] })).toBe("A");
    expect(kept({ decidedFrom: "2024-01-01", decidedTo: "2024-06-01" })).toBe("AB");
    expect(kept({ decidedFrom: "2024-01-02", gravity: ["MINOR"] })).toBe("C");
  });

  it("keeps nothing where it names nothing, and everything where it says nothing", () => {
    expect(kept({ categories: [] })).toBe("");
    expect(kept({})).toBe("ABC");
  });
});
