/** The generator, run into a copy of the files that it reads; the composed whole is looked at by the architecture tests. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { loadCatalogue } from "../schema/catalogue/load";
import { projectRoot } from "../schema/contract/projectRoot";
import { main } from "./newSector";

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "new-sector-"));
  const project = projectRoot();
  cpSync(join(project, "schema", "catalogue"), join(root, "schema", "catalogue"), { recursive: true });
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

/** Every file below the root with its content. */
function tree(folder = root): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => join(entry.parentPath, entry.name)).map((file) => [file, readFileSync(file, "utf8")]));
}

it("adds a folder, a file of the catalogue and one line of the register, and touches nothing else", async () => {
  const before = tree();
  expect(await run("ecology")).toBe(0);
  const after = tree();
  const touched = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file.slice(root.length + 1));
  expect(touched.sort()).toEqual([
    "schema/catalogue/items/ecology.yaml",
    "subgraphs/register.ts",
    "subgraphs/sectors/ecology/README.md",
    "subgraphs/sectors/ecology/index.ts",
    "subgraphs/sectors/ecology/lists.ts",
    "subgraphs/sectors/ecology/records.ts",
  ]);
  const line = '  ecology: (): SectorSubgraph => require("./sectors/ecology").ecology,\n';
  expect(read("subgraphs/register.ts").replace(line, "")).toBe(before.get(join(root, "subgraphs/register.ts")));
  expect(read("subgraphs/register.ts")).toContain(`${line}  // new-sector adds its line above\n`);
});

it("writes an item that the catalogue's loader takes, for the class that it writes", async () => {
  await run("health");
  const items = loadCatalogue(join(root, "schema", "catalogue")).items.filter(({ sector }) => sector === "health");
  expect(items.map(({ code, type }) => [code, type])).toEqual([["HEALTH-01", "HealthExample"]]);
  expect(read("subgraphs/sectors/health/records.ts")).toContain("export class HealthExample extends CreditRecord");
  expect(read("subgraphs/sectors/health/index.ts")).toContain(
    'export const health = sectorSubgraph(defineSector({ name: "health", types',
  );
});

it("lets nothing be recorded under the example before a real legal basis is named", async () => {
  await run("health");
  const item = loadCatalogue(join(root, "schema", "catalogue")).items.find(({ sector }) => sector === "health")!;
  expect(item.legalBases.every(({ inForceFrom }) => inForceFrom > "2099")).toBe(true);
});

it("writes TypeScript that parses", async () => {
  await run("publicsecurity", "--field", "publicSecurity");
  const folder = "subgraphs/sectors/publicsecurity";
  const parser = { syntax: "typescript", decorators: true } as const;
  for (const file of ["index.ts", "records.ts", "lists.ts"]) {
    expect(() => transformSync(read(`${folder}/${file}`), { jsc: { parser }, swcrc: false })).not.toThrow();
  }
  expect(read(`${folder}/index.ts`)).toContain(
    '{ name: "publicsecurity", field: "publicSecurity", types: [PublicSecurityExample] }',
  );
});

it("calls the sector what --zh says, else by its department", async () => {
  await run("health", "--zh", "卫生健康");
  await run("labour");
  expect(read("schema/catalogue/items/health.yaml")).toContain("zh: 卫生健康示例记录");
  expect(read("schema/catalogue/items/labour.yaml")).toContain("zh: 区人力社保局示例记录");
});

describe("refuses, with a sentence and without writing anything,", () => {
  it.each([
    ["no name", [], "say one name"],
    ["two names", ["health", "labour"], "say one name"],
    ["a name with a path in it", ["../health"], "lower-case letters"],
    ["a name with capitals", ["Health"], "lower-case letters"],
    ["a word of TypeScript", ["import"], "no word of TypeScript"],
    ["a sector that there is", ["tax"], 'there is a subgraph "tax" already'],
    ["a platform subgraph's name", ["catalogue"], 'there is a subgraph "catalogue" already'],
    ["a sector that no department runs", ["weather"], "departments.yaml"],
    ["a field of other letters", ["health", "--field", "healthCare"], "lowerCamelCase"],
    ["a Chinese name that would end a comment", ["health", "--zh", "卫生*/"], "--zh has"],
    ["an unknown option", ["health", "--colour", "red"], "--colour"],
    ["an item file that stands there already", ["labour"], "items/labour.yaml", "schema/catalogue/items/labour.yaml"],
  ])("%s", async (_case, argv, sentence, existing?: string) => {
    if (existing !== undefined) writeFileSync(join(root, existing), "");
    const before = tree();
    expect(await run(...argv)).toBe(1);
    expect(said.join("\n")).toContain(sentence);
    expect(tree()).toEqual(before);
  });

  it("a register without its mark", async () => {
    const register = read("subgraphs/register.ts").replace("new-sector adds", "nobody adds");
    writeFileSync(join(root, "subgraphs", "register.ts"), register);
    expect(await run("health")).toBe(1);
    expect(said.join("\n")).toContain("put it back");
    expect(existsSync(join(root, "subgraphs", "sectors", "health"))).toBe(false);
  });
});

it("names the sectors that are known and not yet made, to one who mistypes", async () => {
  await run("ecolgy");
  expect(said.join("\n")).toMatch(/not yet made: .*ecology/);
});

it("explains itself with --help", async () => {
  expect(await main(["--help"])).toBe(0);
  expect(said.join("\n")).toContain("npm run new-sector -- <name>");
});
