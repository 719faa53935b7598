/**
 * `npm run bench -- gateway`: our engine on a foreign graph, against hand-written limits and against peers. Subgraphs are
 * canned and in a process of their own; the gateway has one core; runs are interleaved; every answer is compared with the
 * limit's. What counts is CPU time a request, as ratios within one run.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, type ChildProcess } from "node:child_process";
import type { Bench, BenchResult } from "../../scripts/bench";
import { projectRoot } from "../../schema/contract/projectRoot";
import { freePort } from "../../test/support/mariadb";
import { benchEnvironment } from "../config";
import { numberOf, optionOf } from "../options";
import { median, round } from "../load";
import { measureCold, TURNS, type Cold } from "./cold";
import { ownGateways, peerGateways, type Ground, type Measurable } from "./gateways";
import { SCENARIOS, SLICES, SUBGRAPHS, supergraphAt, type Scenario } from "./graph";
import { answerTo, measureScenario, type Run, type Timing } from "./measureScenario";

const HELP = `npm run bench -- gateway [--json] [--seconds 4] [--rounds 3] [--connections 50] [--without-peers] [--only large|small|person]`;
const WARM_UP_S = 5;

interface Options extends Timing {
  rounds: number;
  withPeers: boolean;
  scenarios: readonly Scenario[];
}

function readOptions(argv: readonly string[]): Omit<Options, "calls"> {
  const only = optionOf(argv, "only");
  return {
    seconds: numberOf(argv, "seconds", 4),
    rounds: numberOf(argv, "rounds", 3),
    connections: numberOf(argv, "connections", 50),
    withPeers: !argv.includes("--without-peers"),
    scenarios: (Object.keys(SCENARIOS) as Scenario[]).filter((scenario) => only === undefined || only === scenario),
  };
}

interface Started {
  measurable: Measurable;
  process: ChildProcess;
  url: string;
}

/** On the first core, where there are several; `preload` is a script that a Node gateway runs first. */
async function start(measurable: Measurable, preload?: string): Promise<Started> {
  const port = await freePort();
  const { command, env, name } = measurable;
  const args = preload === undefined ? measurable.args : ["-r", preload, ...measurable.args];
  const withPort = name.startsWith("hive") || name === "grafbase" ? [...args, "--port", String(port)] : args;
  const child = spawn("taskset", ["-c", "0", command, ...withPort], {
    cwd: projectRoot(),
    env: { ...benchEnvironment(), ...env, PORT: String(port) } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit", ...(preload === undefined ? [] : ["ipc" as const])],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    const answer = await answerTo(url, SCENARIOS.small).catch(() => undefined);
    if (answer?.["data"]) return { measurable, process: child, url };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`${name} did not become ready`);
}

async function untilAnswered(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await answerTo(url, "{__typename}").catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the canned subgraphs did not become ready");
}

async function stop({ process: child }: Started): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 3000).unref();
  });
}

async function run(argv: readonly string[], say: (line: string) => void): Promise<BenchResult> {
  const asked = readOptions(argv);
  const folder = mkdtempSync(join(tmpdir(), "credit-bench-gateway-"));
  const subgraphPort = await freePort();
  const names = Object.keys(SUBGRAPHS);
  const url = (name: string) => `http://127.0.0.1:${subgraphPort}/${name}/graphql`;
  const supergraph = join(folder, "supergraph.graphql");
  writeFileSync(supergraph, supergraphAt(url));
  const calls = async () => Number(await (await fetch(`http://127.0.0.1:${subgraphPort}/calls`)).text());
  const options = { ...asked, calls };
  const ground: Ground = { supergraph, folder, subgraphPort, url };
  const canned = spawn(process.execPath, [join("dist", "bench", "gateway", "canned.js"), String(subgraphPort)], {
    cwd: projectRoot(),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const started: Started[] = [];
  try {
    await untilAnswered(url(names.at(-1)!));
    const all = [...ownGateways(ground), ...(options.withPeers ? peerGateways(ground, say) : [])];
    const cold = await measureColdly(all.find(({ name }) => name === "ours")!);
    say(`cold: ${cold.coldMs} ms, the main thread busy for at most ${cold.busyMs} ms at a stretch`);
    for (const one of all) {
      const ready = await start(one).catch((error: Error) => void say(`left out: ${error.message}`));
      if (ready) started.push(ready);
    }
    return await measureAll(started, cold, options, say);
  } finally {
    await Promise.all(started.map(stop));
    canned.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All 26 slices under names that no earlier operation had; in a process of its own, for watching the loop has its price. */
async function measureColdly(ours: Measurable): Promise<Cold> {
  const started = await start(ours, TURNS);
  try {
    for (const query of Object.values(SCENARIOS)) await answerTo(started.url, query);
    return await measureCold(started.process, async (prefix) => {
      const slices = SLICES.map((name) => `${prefix}${name}: ${name} { asOf records { id title grade } }`);
      const { errors } = await answerTo(started.url, `{ person(number: "1") { id ${slices.join(" ")} } }`);
      if (errors !== undefined) throw new Error("a cold operation was not answered");
    });
  } finally {
    await stop(started);
  }
}

async function measureAll(
  started: readonly Started[],
  cold: Cold,
  options: Options,
  say: (line: string) => void,
): Promise<BenchResult> {
  const runs: Record<string, unknown>[] = [];
  const byScenario = new Map<Scenario, Map<string, Run[]>>();
  for (const scenario of options.scenarios) {
    byScenario.set(scenario, await interleaved(scenario, started, options, say));
    for (const [server, all] of byScenario.get(scenario)!) runs.push({ scenario, server, ...medians(all) });
  }
  const figures: Record<string, number> = { coldMs: cold.coldMs, coldBusyMs: cold.busyMs };
  for (const [scenario, ofAll] of byScenario) {
    figures[`${scenario}CpuToLimit`] = cpuRatio(ofAll, "limit");
    const peers = started.map(({ measurable }) => measurable).filter(({ name, isNodePeer }) => isNodePeer && ofAll.has(name));
    if (peers.length > 0) figures[`${scenario}CpuToBestPeer`] = Math.max(...peers.map(({ name }) => cpuRatio(ofAll, name)));
    const most = Math.max(...ofAll.get("ours")!.map((one) => one.rssMB));
    figures[`${scenario}RssMB`] = most;
    figures["rssMB"] = Math.max(figures["rssMB"] ?? 0, most);
  }
  return { runs, figures };
}

/** CPU time a request of ours to that of `other`, the median over the rounds. */
function cpuRatio(runs: ReadonlyMap<string, readonly Run[]>, other: string): number {
  const theirs = runs.get(other)!;
  return round(
    median(
      runs
        .get("ours")!
        .slice(0, theirs.length)
        .map(({ cpuMs }, at) => cpuMs / theirs[at]!.cpuMs),
    ),
  );
}

/** One after the other, round by round, so that whatever else the machine does falls on all of them. */
async function interleaved(
  scenario: Scenario,
  started: readonly Started[],
  options: Options,
  say: (line: string) => void,
): Promise<Map<string, Run[]>> {
  const expected = await answerTo(started[0]!.url, SCENARIOS[scenario]);
  const runs = new Map<string, Run[]>();
  for (let at = 0; at <= options.rounds; at++) {
    for (const { measurable, url, process: child } of started) {
      const { name } = measurable;
      if (at > 0 && !runs.has(name)) continue;
      const timing = { ...options, seconds: at === 0 ? WARM_UP_S : options.seconds };
      const measured = await measureScenario(url, child.pid!, SCENARIOS[scenario], expected, timing).catch((error: Error) => {
        say(`${scenario}: ${name} is left out: ${error.message}`);
      });
      if (!measured) runs.delete(name);
      else runs.set(name, at === 0 ? [] : [...runs.get(name)!, measured]);
    }
    say(`${scenario}: round ${at} of ${options.rounds}`);
  }
  return runs;
}

function medians(all: readonly Run[]): Run {
  const of = (key: keyof Run) => median(all.map((one) => one[key]));
  return {
    ...{ perSecond: of("perSecond"), cpuMs: of("cpuMs"), calls: of("calls") },
    ...{ p50Ms: of("p50Ms"), p99Ms: of("p99Ms"), rssMB: of("rssMB") },
  };
}

export const bench: Bench = { help: HELP, run };
