import fc from "fast-check";
import { embeddedReader, mysqlReader, placeholders } from "./reader";
import { StoreUnavailable } from "./storeUnavailable";
import { freePort } from "../../../test/support/mariadb";

describe("the placeholders of a read", () => {
  it("bind every value, the last one again up to a power of two, so that few statements exist", () => {
    expect(placeholders(["a"])).toEqual({ marks: "?", bound: ["a"] });
    expect(placeholders(["a", "b"])).toEqual({ marks: "?,?", bound: ["a", "b"] });
    expect(placeholders(["a", "b", "c"])).toEqual({ marks: "?,?,?,?", bound: ["a", "b", "c", "c"] });
  });

  it("ask for exactly the values given, as many marks as values, for any number of them", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 300 }), (values) => {
        const { marks, bound } = placeholders(values);
        expect(new Set(bound)).toEqual(new Set(values));
        expect(marks.split(",")).toEqual(bound.map(() => "?"));
        expect(Math.log2(bound.length) % 1).toBe(0);
        expect(bound.length).toBeLessThan(2 * values.length + 1);
      }),
    );
  });
});

describe("a reader that cannot read", () => {
  it("K06 says that the store is unavailable, never an empty result: embedded", async () => {
    const reader = embeddedReader(":memory:");
    await expect(reader.all("SELECT 1 AS one", [])).resolves.toEqual([{ one: 1 }]);
    await expect(reader.all("SELECT * FROM gone", [])).rejects.toThrow(StoreUnavailable);
    await reader.close();
    await expect(reader.all("SELECT 1 AS one", [])).rejects.toThrow(StoreUnavailable);
  });

  it("K06 says that the store is unavailable when no server listens", async () => {
    const reader = mysqlReader(`mysql://nobody:x@127.0.0.1:${await freePort()}/none`);
    await expect(reader.all("SELECT 1", [])).rejects.toThrow(StoreUnavailable);
    await reader.close();
  });
});
