/**
 * `npm run bench -- profile`: where the time of a warm look-up goes, by part, and as a flame graph (docs/performance.md). The
 * gateway with all sectors in one process, embedded; its main thread is sampled after it has been warmed up.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Profiler } from "node:inspector";
import type { Bench, BenchResult } from "../../scripts/bench";
import { measure, round } from "../load";
import { askedOf, environmentOf } from "../lookup/index";
import { numberOf, optionOf } from "../options";
import { startDistrict, stopServer } from "../server";
import { flameGraph } from "./flameGraph";
import { framesOf, timeByFunction, timeByPart, totalOf } from "./parts";

const HELP = `npm run bench -- profile [--json] [--people 10000] [--seconds 5] [--connections 8] [--svg FILE] [--raw FILE]
  --svg: as a flame graph; --raw: as V8 wrote it, for the tools of a browser (.cpuprofile)`;
const WARM_UP_S = 12;
const FUNCTIONS = 30;

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const env = await environmentOf("embedded", undefined, numberOf(argv, "people", 10_000));
  const gateway = await startDistrict(env, undefined, ["-r", `./${join("dist", "bench", "profile", "sampler.js")}`]);
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-profile-"));
  const file = resolve(optionOf(argv, "raw") ?? join(folder, "look-up.cpuprofile"));
  const tell = (message: object) =>
    new Promise((done) => {
      gateway.process.once("message", done);
      gateway.process.send(message);
    });
  try {
    const { tokens, bodies } = await askedOf(env, gateway);
    const connections = numberOf(argv, "connections", 8);
    const ask = (seconds: number) => measure(gateway.url, gateway.process.pid!, tokens, bodies, { seconds, connections });
    await ask(WARM_UP_S);
    say("warm");
    await tell({});
    const { requests } = await ask(numberOf(argv, "seconds", 5));
    await tell({ file });
    const root = framesOf(JSON.parse(readFileSync(file, "utf8")) as Profiler.Profile);
    const total = totalOf(root);
    const row = ([what, time]: [string, number]) => ({ what, µs: round(time / requests), share: round(time / total) });
    const svg = optionOf(argv, "svg");
    if (svg !== undefined)
      writeFileSync(svg, flameGraph(root, "A warm look-up over 26 sectors: where the time of the main thread goes"));
    const runs = [...timeByPart(root).map(row), ...timeByFunction(root).slice(0, FUNCTIONS).map(row)];
    return { runs, figures: { requests, msOfMainThread: round(total / requests / 1000) } };
  } finally {
    await stopServer(gateway);
    rmSync(folder, { recursive: true });
  }
}

export const bench: Bench = { help: HELP, run };
