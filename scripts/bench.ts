/** `npm run bench -- <name>`: a benchmark of bench/, as a table, or as one JSON object with --json. */
import { existsSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";

export interface BenchResult {
  runs: Record<string, unknown>[];
  figures: Record<string, number>;
}

export interface Bench {
  help: string;
  run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult>;
}

export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  const folder = join(projectRoot(), "dist", "bench");
  const names = readdirSync(folder).filter((one) => existsSync(join(folder, one, "index.js")));
  if (name === undefined || name === "--help" || !names.includes(name)) {
    console.error(`npm run bench -- <name> [--json]   there are: ${names.join(", ")}`);
    return name === "--help" ? 0 : 2;
  }
  const { bench } = require(join(folder, name, "index.js")) as { bench: Bench };
  if (rest.includes("--help")) {
    console.log(bench.help);
    return 0;
  }
  const { runs, figures } = await bench.run(rest, (line) => console.error(line));
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}`;
  if (rest.includes("--json")) console.log(JSON.stringify({ name, machine, runs, figures }));
  else {
    console.log(`${name} on ${machine}`);
    console.table(runs);
    console.table(figures);
  }
  return 0;
}
