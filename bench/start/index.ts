/**
 * `npm run bench -- start`: what a newcomer waits for. `npm start` in an empty folder, then again, and the memory it holds
 * a minute after it was ready, with nobody asking.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, BenchResult } from "../../scripts/bench";
import { rssMB } from "../load";
import { optionsOfNode, startServer, stopServer } from "../server";

const HELP = "npm run bench -- start [--json]   takes about a minute and a half";
const IDLE_MS = 60_000;

async function run(_argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const dataDir = mkdtempSync(join(tmpdir(), "credit-bench-start-"));
  const env = { CREDIT_DATA_DIR: dataDir, CREDIT_LOG_LEVEL: "silent" };
  const start = () => startServer([...optionsOfNode(), join("scripts", "run.js"), "start"], env, "/health/ready");
  try {
    const first = await start();
    say("first run is ready");
    await stopServer(first);
    const later = await start();
    say("second run is ready; waiting a minute");
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const idle = rssMB(later.process.pid!);
    await stopServer(later);
    const figures = { firstRunSeconds: seconds(first.readyMs), laterRunSeconds: seconds(later.readyMs), idleRssMB: idle };
    return { runs: [], figures };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

export const bench: Bench = { help: HELP, run };
