/** The imports that must never exist. Each rule is one test; a breach is named file → import. */
import { sourceFiles, type SourceFile } from "../support/sourceFiles";

const files = sourceFiles();
const production = files.filter(({ path }) => !path.endsWith(".test.ts") && !path.startsWith("test/"));

function breaches(from: (path: string) => boolean, to: (imported: string, file: SourceFile) => boolean): string[] {
  return production
    .filter(({ path }) => from(path))
    .flatMap((file) => file.imports.filter((imported) => to(imported, file)).map((imported) => `${file.path} → ${imported}`));
}

function textBreaches(from: (path: string) => boolean, pattern: RegExp): string[] {
  return production.filter(({ path, text }) => from(path) && pattern.test(text)).map(({ path }) => path);
}

/** How a file may be named by who imports it. */
function namesOf(path: string): string[] {
  const bare = path.replace(/\.tsx?$/, "");
  return [path, bare, ...(bare.endsWith("/index") ? [bare.slice(0, -"/index".length)] : [])];
}

/** Each way that leads from a node back to it, as the nodes along it: the first that is found of those that share a node. */
function circles<N>(nodes: readonly N[], next: (node: N) => readonly N[]): N[][] {
  const found: N[][] = [];
  const done = new Set<N>();
  const walk = (node: N, way: readonly N[]): void => {
    if (way.includes(node)) found.push([...way.slice(way.indexOf(node)), node]);
    if (done.has(node) || way.includes(node)) return;
    for (const one of next(node)) walk(one, [...way, node]);
    done.add(node);
  };
  for (const node of nodes) walk(node, []);
  return found;
}

const inside = (folder: string) => (path: string) => path.startsWith(folder);
const sectorOf = (path: string) => /^subgraphs\/sectors\/([a-z]+)\//.exec(path)?.[1];

describe("the house stands on its imports", () => {
  it("reads every source file of the project", () => {
    expect(production.length).toBeGreaterThan(80);
    expect(files.some(({ imports }) => imports.includes("schema/contract/warrant"))).toBe(true);
  });

  it("a sector never imports another sector", () => {
    expect(
      breaches(
        inside("subgraphs/sectors/"),
        (to, { path }) => sectorOf(`${to}/`) !== undefined && sectorOf(`${to}/`) !== sectorOf(path),
      ),
    ).toEqual([]);
  });

  it("a sector never imports a platform subgraph", () => {
    expect(breaches(inside("subgraphs/sectors/"), inside("subgraphs/platform/"))).toEqual([]);
  });

  it("nothing in subgraphs/ imports the gateway", () => {
    expect(breaches(inside("subgraphs/"), inside("gateway/"))).toEqual([]);
  });

  it("the gateway imports nothing of subgraphs/", () => {
    expect(breaches(inside("gateway/"), inside("subgraphs/"))).toEqual([]);
  });

  it("the kit imports no sector and no platform subgraph", () => {
    expect(breaches(inside("subgraphs/kit/"), (to) => /^subgraphs\/(sectors|platform)\//.test(to))).toEqual([]);
  });

  it("the contract imports Node and its own folder alone", () => {
    expect(breaches(inside("schema/contract/"), (to) => !to.startsWith("node:") && !to.startsWith("schema/contract/"))).toEqual(
      [],
    );
  });

  it("authorisation does no input or output", () => {
    const io = (to: string) => to.startsWith("node:") || /^gateway\/(http|subgraph|engine|plan|pages|evidence)\//.test(to);
    expect(breaches(inside("gateway/authorize/"), io)).toEqual([]);
  });

  it("authorisation reads no clock and no randomness", () => {
    expect(textBreaches(inside("gateway/authorize/"), /Date\.now|new Date\(|Math\.random|performance\.|setTimeout/)).toEqual([]);
  });

  it("the environment is read in config.ts files alone", () => {
    expect(textBreaches((path) => !path.endsWith("config.ts"), /process\.env/)).toEqual([]);
  });

  it("I02 I03 SQL stands in the kit's store and in a platform subgraph's own store alone", () => {
    const store = (path: string) => path.startsWith("subgraphs/kit/store/") || /^subgraphs\/platform\/[a-z]+\/store\//.test(path);
    const sql = /["'`](SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE|PRAGMA) /;
    const allowed = (path: string) => store(path) || path.startsWith("bench/");
    expect(textBreaches((path) => !allowed(path), sql)).toEqual([]);
  });

  it("I05 nothing is read by a finder of TypeORM, which a missing key could turn on a stranger", () => {
    const finder = /\.find(One)?(By|OrFail|AndCount)\w*\(|getRepository\(|createQueryBuilder\(/;
    expect(textBreaches((path) => /^(subgraphs|gateway|schema)\//.test(path), finder)).toEqual([]);
  });

  it("@apollo/gateway is imported by the engine and the benchmark alone", () => {
    const elsewhere = (path: string) => !path.startsWith("gateway/engine/") && !path.startsWith("bench/");
    expect(breaches(elsewhere, (to) => to.startsWith("@apollo/gateway"))).toEqual([]);
  });

  it("no file needs itself, by whatever way round, before it can run", () => {
    const byName = new Map(files.flatMap((file) => namesOf(file.path).map((name) => [name, file] as const)));
    const next = (file: SourceFile) => file.runs.flatMap((name) => byName.get(name) ?? []);
    expect(circles(files, next).map((circle) => circle.map(({ path }) => path))).toEqual([]);
  });

  it("console is used by commands alone", () => {
    const elsewhere = (path: string) =>
      !path.startsWith("scripts/") && !path.startsWith("bench/") && !/\/pages\/(playground|dashboard)\//.test(path);
    expect(textBreaches(elsewhere, /\bconsole\./)).toEqual([]);
  });
});

describe("files say what they are", () => {
  it("no file is named for a role instead of its content", () => {
    const roles = /(^|\/)(utils?|helpers?|common|managers?|misc|service|base)\.tsx?$/i;
    expect(files.filter(({ path }) => roles.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it("no source file of ours is longer than 350 lines", () => {
    expect(files.filter(({ text }) => text.split("\n").length > 350).map(({ path }) => path)).toEqual([]);
  });

  it("every source file opens with what it promises", () => {
    const silent = production.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });
});
