/**
 * The process that is measured: opens the register of persons and the department, and takes one file in by the code of
 * `npm run collect`. `node take.js register PEOPLE` puts the people on the register; `node take.js read FILE` reads and
 * checks alone; `node take.js take FILE` is the whole path.
 */
import { readFileSync } from "node:fs";
import { collectFile } from "../../scripts/collect";
import { dataDirOf } from "../../scripts/config";
import { readLocation } from "../../subgraphs/kit/config";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import { newId } from "../../subgraphs/kit/newId";
import { admitPersons } from "../../subgraphs/kit/store/personReservation";
import { openSubgraph, type RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed } from "../../subgraphs/register";
import { benchEnvironment } from "../config";
import { readOnly } from "./readOnly";
import { benchPerson } from "./scene";

const AT_ONCE = 500;

async function register(identity: RunningSubgraph, people: number): Promise<void> {
  for (let start = 0; start < people; start += AT_ONCE) {
    const count = Math.min(AT_ONCE, people - start);
    const persons = Array.from({ length: count }, (_, at) => {
      return { ...benchPerson(start + at), personId: newId(), realNameLevel: "VERIFIED" };
    });
    await identity.environment.database!.write((manager) => admitPersons(manager, persons));
  }
}

async function main([what = "", given = ""]: string[]): Promise<unknown> {
  const env = benchEnvironment();
  const open = (name: string) =>
    openSubgraph(subgraphNamed(name), { location: readLocation(env, name, dataDirOf(env)), cursorKey: Buffer.alloc(32) });
  const definition = subgraphNamed("tax") as SectorSubgraph;
  const identity = await open("identity");
  const running = await open("tax");
  const began = performance.now();
  const cpu = process.cpuUsage();
  try {
    if (what === "register") return await register(identity, Number(given));
    const { rows, taken } =
      what === "read"
        ? await readOnly(given, definition.sector)
        : await collectFile({ definition, running, identity, file: given, submitter: "bench", reviewer: "another" });
    if (taken !== rows) throw new Error(`${rows - taken} rows of the benchmark were refused`);
    const { user, system } = process.cpuUsage(cpu);
    return { rows, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6, peakRssMB: peakRssMB() };
  } finally {
    await identity.close();
    await running.close();
  }
}

/** The most memory that this process ever held. */
function peakRssMB(): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

void main(process.argv.slice(2)).then(
  (result) => process.stdout.write(JSON.stringify(result ?? null)),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 1;
  },
);
