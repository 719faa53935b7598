/** `npm run docs -- --out DIR`: the documentation as files, to publish where the gateway serves none (production). */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { loadGraph } from "../gateway/graph";
import { openDocsPages } from "../gateway/pages/docs/docsPages";
import { loadCatalogue } from "../schema/catalogue/load";
import { projectRoot } from "../schema/contract/projectRoot";

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { out: { type: "string" }, help: { type: "boolean" } } });
  if (values.help || values.out === undefined) {
    console.log("npm run docs -- --out DIR   writes the documentation of the graph as files; serve DIR as the root of a host");
    return values.help ? 0 : 2;
  }
  const { apiSchema: schema, requirements } = loadGraph(join(projectRoot(), "schema"));
  const pages = openDocsPages({ schema, requirements, catalogue: loadCatalogue() });
  for (const path of pages.paths()) {
    const file = join(values.out, extname(path) === "" ? join(path, "index.html") : path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pages.serve(path)!.body);
  }
  console.log(join(values.out, "docs", "index.html"));
  return 0;
}
