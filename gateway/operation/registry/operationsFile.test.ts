import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOfText, readOperationsFile, writeOperationsFile } from "./operationsFile";

const folder = mkdtempSync(join(tmpdir(), "operations-"));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = { name: "Q", text: "query Q { a }", sha256: hashOfText("query Q { a }") };

it("gives back what was written, and nothing where nothing was", () => {
  const file = { agency: "bank-001", operations: [entry] };
  writeOperationsFile(folder, file);
  expect(readOperationsFile(folder, "bank-001")).toEqual(file);
  expect(readOperationsFile(folder, "school")).toEqual({ agency: "school", operations: [] });
});

it.each([
  ["{", "is not JSON"],
  ["[]", "is no file of operations (at the top)"],
  [JSON.stringify({ agency: "bad", operations: [{ ...entry, more: 1 }] }), "is no file of operations (at operations.0)"],
  [JSON.stringify({ agency: "other", operations: [] }), "says that it is of other"],
  [JSON.stringify({ agency: "bad", operations: [{ ...entry, text: "query Q { b }" }] }), "not the one of its sha256 (Q)"],
])("H14 refuses a file that is not what it says: %s", (text, why) => {
  writeFileSync(join(folder, "bad.json"), text);
  expect(() => readOperationsFile(folder, "bad")).toThrow(`${join(folder, "bad.json")}`);
  expect(() => readOperationsFile(folder, "bad")).toThrow(why);
});
