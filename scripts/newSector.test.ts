/** The generator, run into a copy of the files that it reads; the composed whole is looked at by the architecture tests. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { loadCatalogue } from "../schema/catalogue/load";
import { projectRoot } from "../schema/contract/projectRoot";
import { main } from "./newSector";

const WEATHER_BUREAU = `

  - code: weather
    zh: 区气象局
    en: District Meteorological Bureau
    sectors: [weather, frost, rainandsnow]
    role: RECORD_OWNER
`;

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "new-sector-"));
  const project = projectRoot();
  cpSync(join(project, "schema", "catalogue"), join(root, "schema", "catalogue"), { recursive: true });
  // A department of its own, so that the test outlives the making of every sector of the plan.
  const departments = join(root, "schema", "catalogue", "departments.yaml");
  writeFileSync(departments, readFileSync(departments, "utf8").trimEnd() + WEATHER_BUREAU);
  mkdirSync(join(root, "subgraphs", "platform"), { recursive: true });
  cpSync(join(project, "subgraphs", "register.ts"), join(root, "subgraphs", "register.ts"));
  said = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => said.push(line));
  jest.spyOn(console, "error").mockImplementation((line: string) => said.push(line));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const read = (path: string) => readFileSync(join(root, path), "utf8");
const run = (...argv: string[]) => main([...argv, "--root", root]);

/** The catalogue as it stands now; the loader reads a folder once only. */
function catalogueNow() {
  const copy = join(root, `catalogue-${said.length}`);
  cpSync(join(root, "schema", "catalogue"), copy, { recursive: true });
  return loadCatalogue(copy);
}

/** Every file below the root with its content. */
function tree(folder = root): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => join(entry.parentPath, entry.name)).map((file) => [file, readFileSync(file, "utf8")]));
}

it("adds a folder, a file of the catalogue and one line of the register, and touches nothing else", async () => {
  const before = tree();
  expect(await run("weather")).toBe(0);
  const after = tree();
  const touched = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file.slice(root.length + 1));
  expect(touched.sort()).toEqual([
    "schema/catalogue/items/weather.yaml",
    "subgraphs/register.ts",
    "subgraphs/sectors/weather/README.md",
    "subgraphs/sectors/weather/index.ts",
    "subgraphs/sectors/weather/lists.ts",
    "subgraphs/sectors/weather/records.ts",
  ]);
  const line = '  weather: (): SectorSubgraph => require("./sectors/weather").weather,\n';
  expect(read("subgraphs/register.ts").replace(line, "")).toBe(before.get(join(root, "subgraphs/register.ts")));
  expect(read("subgraphs/register.ts")).toContain(`${line}  // new-sector adds its line above\n`);
});

it("writes an item that the catalogue's loader takes, for the class that it writes", async () => {
  await run("weather");
  const items = catalogueNow().items.filter(({ sector }) => sector === "weather");
  expect(items.map(({ code, type }) => [code, type])).toEqual([["WEATHER-01", "WeatherExample"]]);
  expect(read("subgraphs/sectors/weather/records.ts")).toContain("export class WeatherExample extends CreditRecord");
  expect(read("subgraphs/sectors/weather/index.ts")).toContain("export const weather = sectorSubgraph(");
});

it("lets nothing be recorded under the example before a real legal basis is named", async () => {
  await run("weather");
  const item = catalogueNow().items.find(({ sector }) => sector === "weather")!;
  expect(item.legalBases.every(({ inForceFrom }) => inForceFrom > "2099")).toBe(true);
});

it("writes TypeScript that parses", async () => {
  await run("rainandsnow", "--field", "rainAndSnow");
  const folder = "subgraphs/sectors/rainandsnow";
  const parser = { syntax: "typescript", decorators: true } as const;
  for (const file of ["index.ts", "records.ts", "lists.ts"]) {
    expect(() => transformSync(read(`${folder}/${file}`), { jsc: { parser }, swcrc: false })).not.toThrow();
  }
  expect(read(`${folder}/index.ts`)).toMatch(/name: "rainandsnow",\s+field: "rainAndSnow",\s+types: \[RainAndSnowExample\]/);
});

it("calls the sector what --zh says, else by its department", async () => {
  await run("weather", "--zh", "气象");
  await run("frost");
  expect(read("schema/catalogue/items/weather.yaml")).toContain("zh: 气象示例记录");
  expect(read("schema/catalogue/items/frost.yaml")).toContain("zh: 区气象局示例记录");
});

describe("refuses, with a sentence and without writing anything,", () => {
  it.each([
    ["no name", [], "say one name"],
    ["two names", ["weather", "frost"], "say one name"],
    ["a name with a path in it", ["../weather"], "lower-case letters"],
    ["a name with capitals", ["Weather"], "lower-case letters"],
    ["a word of TypeScript", ["import"], "no word of TypeScript"],
    ["a sector that there is", ["tax"], 'there is a subgraph "tax" already'],
    ["a platform subgraph's name", ["catalogue"], 'there is a subgraph "catalogue" already'],
    ["a sector that no department runs", ["volcano"], "departments.yaml"],
    ["a field of other letters", ["weather", "--field", "weatherWatch"], "lowerCamelCase"],
    ["a Chinese name that would end a comment", ["weather", "--zh", "气象*/"], "--zh has"],
    ["an unknown option", ["weather", "--colour", "red"], "--colour"],
  ])("%s", async (_case, argv, sentence) => {
    const before = tree();
    expect(await run(...argv)).toBe(1);
    expect(said.join("\n")).toContain(sentence);
    expect(tree()).toEqual(before);
  });

  it("a catalogue file that stands there already", async () => {
    writeFileSync(join(root, "schema", "catalogue", "items", "frost.yaml"), "");
    expect(await run("frost")).toBe(1);
    expect(said.join("\n")).toContain("already: schema/catalogue/items/frost.yaml");
    expect(existsSync(join(root, "subgraphs", "sectors", "frost"))).toBe(false);
  });

  it("a register without its mark", async () => {
    const register = read("subgraphs/register.ts").replace("new-sector adds", "nobody adds");
    writeFileSync(join(root, "subgraphs", "register.ts"), register);
    expect(await run("weather")).toBe(1);
    expect(said.join("\n")).toContain("put it back");
    expect(existsSync(join(root, "subgraphs", "sectors", "weather"))).toBe(false);
  });
});

it("names the sectors that are known and not yet made, to one who mistypes", async () => {
  await run("wether");
  expect(said.join("\n")).toMatch(/not yet made: .*weather, frost, rainandsnow/);
});

it("explains itself with --help", async () => {
  expect(await main(["--help"])).toBe(0);
  expect(said.join("\n")).toContain("npm run new-sector -- <name>");
});
