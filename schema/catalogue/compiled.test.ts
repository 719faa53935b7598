import { appendFileSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../contract/projectRoot";
import { compiledCatalogue, writeCompiled } from "./compiled";
import { loadCatalogue } from "./load";

const folder = mkdtempSync(join(tmpdir(), "credit-compiled-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sources = join(folder, "catalogue");
const file = join(folder, "catalogue.json");

beforeEach(() => {
  rmSync(sources, { recursive: true, force: true });
  cpSync(join(projectRoot(), "schema", "catalogue"), sources, { recursive: true });
});

test("what a build wrote down is, to the last value, what the files say", () => {
  writeCompiled(sources, loadCatalogue(), file);
  expect(compiledCatalogue(sources, file)).toStrictEqual(loadCatalogue());
});

test.each([
  ["a line was added to a file", () => appendFileSync(join(sources, "items", "tax.yaml"), "# a remark\n")],
  ["a file has another name", () => renameSync(join(sources, "tasks.yaml"), join(sources, "tasks-2.yaml"))],
  ["a file is gone", () => rmSync(join(sources, "campaigns.yaml"))],
])("it stands for nothing once %s", (_, change) => {
  writeCompiled(sources, loadCatalogue(), file);
  change();
  expect(compiledCatalogue(sources, file)).toBeUndefined();
});

test("of a catalogue with mistakes nothing is written down, and what stood there is gone", () => {
  writeCompiled(sources, loadCatalogue(), file);
  writeCompiled(sources, undefined, file);
  expect(existsSync(file)).toBe(false);
  expect(compiledCatalogue(sources, file)).toBeUndefined();
});
