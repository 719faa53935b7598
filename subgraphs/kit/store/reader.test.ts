import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { embeddedReader, mysqlReader, placeholders, type Reader } from "./reader";
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

describe("rows that come out of an embedded database in one piece", () => {
  const NASTY = ["", '"', "\\", "\\u0041", "\u0001\u001f\u007f", "\u2028\u2029", "𠮷", "\ud842", "[]", "null", '{"a":1}'];
  const text = fc
    .oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" }), fc.string())
    .filter((one) => !one.includes("\u0000"));
  const whole = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 2 ** 53 - 1, -(2 ** 53) + 1));
  const columns = ["t", "w", "n"];

  let folder: string;
  let reader: Reader;
  let writer: { exec(sql: string): void; prepare(sql: string): { run(...values: unknown[]): void }; close(): void };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "credit-reader-"));
    const file = join(folder, "rows.sqlite");
    writer = new (require("libsql") as new (file: string) => typeof writer)(file);
    writer.exec("CREATE TABLE one (t TEXT, w INTEGER, n TEXT)");
    reader = embeddedReader(file);
  });
  afterAll(async () => {
    await reader?.close();
    writer?.close();
    rmSync(folder, { recursive: true });
  });

  it("are, cell by cell, what the driver gives without it: any text, whole numbers, nulls, and no rows at all", async () => {
    const rows = fc.array(fc.tuple(fc.option(text), fc.option(whole), fc.constant(null)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        writer.exec("DELETE FROM one");
        for (const [t, w, n] of given) writer.prepare("INSERT INTO one VALUES (?, CAST(? AS INTEGER), ?)").run(t, w, n);
        const packed = await reader.all("SELECT t, w, n FROM one", [], columns);
        expect(packed).toEqual(await reader.all("SELECT t, w, n FROM  one", []));
        expect(packed).toHaveLength(given.length);
      }),
    );
  });

  it("hold a text whole that has a NUL in it, where the driver alone cuts it off", async () => {
    writer.exec("DELETE FROM one");
    writer.prepare("INSERT INTO one VALUES (?, 1, NULL)").run("a\u0000b");
    expect(await reader.all("SELECT t, w, n FROM one", [], columns)).toEqual([{ t: "a\u0000b", w: 1, n: null }]);
  });

  it("are rounded as the driver rounds a whole number that no double holds", async () => {
    writer.exec("DELETE FROM one");
    for (const number of ["9007199254740993", "9223372036854775807", "-9223372036854775808"])
      writer.exec(`INSERT INTO one VALUES ('', ${number}, NULL)`);
    expect(await reader.all("SELECT t, w, n FROM one", [], columns)).toEqual(await reader.all("SELECT t, w, n FROM  one", []));
  });

  it("K06 are never an empty result of a table that is not there", async () => {
    await expect(reader.all("SELECT t FROM gone", [], ["t"])).rejects.toThrow(StoreUnavailable);
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
