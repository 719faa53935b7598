/** The list of controls is whole, points at what exists, and the page that is read is the one that is written from it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../schema/contract/projectRoot";
import { CASES, casesOf, holdsTitle, loadControls, titledCases } from "./controls";
import { controlsPage } from "./controlsPage";

const { controls, absent } = loadControls();
const read = (file: string) => (existsSync(join(projectRoot(), file)) ? readFileSync(join(projectRoot(), file), "utf8") : "");

it("every case of the sections has a control, or a reason why it cannot be made", () => {
  const known = new Set([...controls, ...absent].flatMap(casesOf));
  expect(CASES.filter((number) => !known.has(number))).toEqual([]);
  expect([...known].filter((number) => !CASES.includes(number))).toEqual([]);
});

it("every control stands in its file, once, in the words that are taken out", () => {
  const found = controls.filter(({ file, take }) => read(file).split(take).length !== 2);
  expect(found.map(({ cases, file, take }) => [cases, file, take])).toEqual([]);
});

it("every test that is named exists under its title, and bears a number of its row", () => {
  const missing = [...controls, ...absent].filter(({ test, title }) => !holdsTitle(read(test), title));
  expect(missing.map(({ cases, test, title }) => [cases, test, title])).toEqual([]);
});

it("every case has a test whose title bears its number: npm test -- A06", () => {
  const files = ["gateway", "schema", "scripts", "subgraphs", "test"].flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const titled = new Set(files.filter((file) => file.endsWith(".test.ts")).flatMap((file) => titledCases(read(file))));
  expect(CASES.filter((number) => !titled.has(number))).toEqual([]);
});

it("docs/controls.md is written from the list: npm run controls", () => {
  expect(read("docs/controls.md")).toBe(controlsPage({ controls, absent }));
});
