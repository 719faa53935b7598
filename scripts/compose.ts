/**
 * `npm run compose`: the subgraphs' SDLs, the diet, the supergraph and the API schema; `-- --check` writes nothing and
 * fails where what is committed differs.
 */
import { composeServices } from "@apollo/composition";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lexicographicSortSchema, parse, printSchema } from "graphql";
import { readRequirements } from "../gateway/authorize/requirements";
import { projectRoot } from "../schema/contract/projectRoot";
import { subgraphNamed, subgraphNames } from "../subgraphs/register";
import { dietOfGraph, dietOfSubgraph } from "./compose/schemaDiet";

export interface Composed {
  /** Path below schema/ → content. */
  files: Map<string, string>;
  supergraphSdl: string;
}

const NOTE = "# Written by `npm run compose`. Do not edit: change the record classes or the catalogue, and compose again.\n";

/** @throws Error with one line a mistake. */
export function compose(names: readonly string[] = subgraphNames): Composed {
  const sdls = Object.fromEntries(names.map((name) => [name, subgraphNamed(name).build().sdl]));
  refuse(Object.entries(sdls).flatMap(([name, sdl]) => dietOfSubgraph(name, sdl)));
  const services = Object.entries(sdls).map(([name, sdl]) => ({ name, url: `subgraph://${name}`, typeDefs: parse(sdl) }));
  const result = composeServices(services);
  if (result.errors) refuse(result.errors.map(({ message }) => message));
  refuse((result.hints ?? []).map(({ message }) => `composition hint, which this graph treats as a mistake (D9): ${message}`));
  const supergraphSdl = result.supergraphSdl!;
  const apiSdl = printSchema(lexicographicSortSchema(result.schema!.toAPISchema().toGraphQLJSSchema()));
  refuse(dietOfGraph(apiSdl, readRequirements(supergraphSdl, sdls)));
  const files = new Map<string, string>();
  for (const [name, sdl] of Object.entries(sdls)) files.set(`subgraphs/${name}.graphql`, `${NOTE}${sdl.trim()}\n`);
  files.set("supergraph.graphql", `${NOTE}${supergraphSdl.trim()}\n`);
  files.set("api.graphql", `${NOTE}${apiSdl.trim()}\n`);
  return { files, supergraphSdl };
}

function refuse(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
}

function generatedFiles(root: string): string[] {
  const subgraphs = listed(join(root, "schema", "subgraphs")).map((file) => `subgraphs/${file}`);
  return [...subgraphs, ...listed(join(root, "schema")).filter((file) => file.endsWith(".graphql"))];
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  } catch {
    return [];
  }
}

/** Files that differ from what is composed now. */
export function differences(root: string, composed: Composed): string[] {
  const read = (file: string) => {
    try {
      return readFileSync(join(root, "schema", file), "utf8");
    } catch {
      return undefined;
    }
  };
  const changed = [...composed.files].filter(([file, content]) => read(file) !== content).map(([file]) => `schema/${file}`);
  const stray = generatedFiles(root)
    .filter((file) => !composed.files.has(file))
    .map((file) => `schema/${file} (no longer composed)`);
  return [...changed, ...stray];
}

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log("npm run compose            write schema/subgraphs/*.graphql, schema/supergraph.graphql, schema/api.graphql");
    console.log("npm run compose -- --check compare them with what is committed; exit 1 where they differ");
    return 0;
  }
  const root = projectRoot();
  const composed = compose();
  const changed = differences(root, composed);
  if (argv.includes("--check")) {
    for (const file of changed) console.error(`differs: ${file}; run npm run compose and commit`);
    return changed.length === 0 ? 0 : 1;
  }
  mkdirSync(join(root, "schema", "subgraphs"), { recursive: true });
  for (const file of generatedFiles(root)) if (!composed.files.has(file)) rmSync(join(root, "schema", file));
  for (const [file, content] of composed.files) writeFileSync(join(root, "schema", file), content);
  console.log(
    `composed ${subgraphNames.length} subgraphs; ${changed.length === 0 ? "nothing changed" : `changed: ${changed.join(", ")}`}`,
  );
  return 0;
}
