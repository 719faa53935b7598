/** Where the rules stand in the project's files, by line: read once, when the first dry run asks. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse } from "graphql";
import { keyOf } from "../../schema/catalogue/reading/catalogueMistake";
import { readYamlSource, type YamlSource } from "../../schema/catalogue/reading/yamlSource";
import type { Sources } from "../authorize/explain";

const CATALOGUE = "schema/catalogue";
const SDLS = "schema/subgraphs";

/** @throws Error for a file that cannot be read: it was read when the gateway started. */
export function openSources(root: string): Sources {
  const yaml = (file: string): YamlSource => {
    const source = readYamlSource(join(root, file), file, () => undefined);
    if (source === undefined) throw new Error(`${file} cannot be read any more`);
    return source;
  };
  const purposes = remembered(() => entriesOf(yaml(`${CATALOGUE}/purposes.yaml`), "purposes"));
  const items = remembered(
    () =>
      new Map(
        readdirSync(join(root, CATALOGUE, "items"))
          .filter((file) => file.endsWith(".yaml"))
          .flatMap((file) => [...entriesOf(yaml(`${CATALOGUE}/items/${file}`), "items")]),
      ),
  );
  const fields = new Map<string, Map<string, number>>();
  return {
    ofPurpose: (code, key) => lineIn(purposes().get(code), key),
    ofItem: (code, key) => lineIn(items().get(code), key),
    ofField(coordinate, [subgraph]) {
      if (subgraph === undefined) return `schema/supergraph.graphql ${coordinate}`;
      const file = `${SDLS}/${subgraph}.graphql`;
      let lines = fields.get(file);
      if (lines === undefined) fields.set(file, (lines = fieldLines(readFileSync(join(root, file), "utf8"))));
      return `${file}:${lines.get(coordinate) ?? 1} ${coordinate}`;
    },
  };
}

interface Entry {
  source: YamlSource;
  path: (string | number)[];
}

/** The entries of a list by their code. */
function entriesOf(source: YamlSource, list: string): Map<string, Entry> {
  const entries = (source.value as Record<string, { code: string }[]>)[list] ?? [];
  return new Map(entries.map(({ code }, at) => [code, { source, path: [list, at] }]));
}

function lineIn(entry: Entry | undefined, key: string): string {
  if (entry === undefined) return CATALOGUE;
  const path = [...entry.path, key];
  return `${entry.source.file}:${entry.source.lineOf(path)} ${keyOf(path)}`;
}

function fieldLines(sdl: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name } of definition.fields ?? [])
      lines.set(`${definition.name.value}.${name.value}`, name.loc?.startToken.line ?? 1);
  }
  return lines;
}

function remembered<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
