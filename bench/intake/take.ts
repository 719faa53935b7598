/**
 * The process that is measured: opens the register of persons and the department, and takes one file in by the code of
 * `npm run collect` and `npm run review`. `node take.js register PEOPLE` puts the people on the register; `read FILE` reads
 * and checks alone; `take FILE [PID]` is the whole path, with the CPU time of the database server that has that process id.
 */
import { readFileSync } from "node:fs";
import { collectFile } from "../../scripts/collect";
import { dataDirOf } from "../../scripts/config";
import { decideBatch } from "../../subgraphs/kit/life/reviewBatch";
import { readLocation } from "../../subgraphs/kit/config";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import { newId } from "../../subgraphs/kit/newId";
import { batchById } from "../../subgraphs/kit/store/batchStore";
import { admitPersons } from "../../subgraphs/kit/store/personReservation";
import { publishApproved } from "../../subgraphs/kit/store/publication";
import { clearStaging } from "../../subgraphs/kit/store/staging";
import { openSubgraph, type RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed } from "../../subgraphs/register";
import { benchEnvironment } from "../config";
import { cpuSeconds } from "../load";
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

export interface Stage {
  stage: string;
  seconds: number;
  /** CPU time of this process and of the database server, in seconds. */
  cpu: number;
  databaseCpu: number;
}

export interface Taken {
  rows: number;
  stages: Stage[];
  peakRssMB: number;
}

/** Runs a stage and notes what it cost. */
type Measure = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

function measuring(stages: Stage[], server: number | undefined): Measure {
  return async (stage, work) => {
    const databaseCpu = () => (server === undefined ? 0 : cpuSeconds(server));
    const [began, own, its] = [performance.now(), process.cpuUsage(), databaseCpu()];
    const result = await work();
    const { user, system } = process.cpuUsage(own);
    stages.push({
      ...{ stage, seconds: (performance.now() - began) / 1000 },
      ...{ cpu: (user + system) / 1e6, databaseCpu: databaseCpu() - its },
    });
    return result;
  };
}

const DEFINITION = subgraphNamed("tax") as SectorSubgraph;

/** From the upload to published records; how many rows it took. */
async function takeFile(file: string, running: RunningSubgraph, identity: RunningSubgraph, measure: Measure): Promise<number> {
  const database = running.environment.database!;
  const at = () => new Date().toISOString();
  const { rows, taken, batch } = await measure("read to reviewer", () =>
    collectFile({ definition: DEFINITION, running, identity, file, submitter: "bench" }),
  );
  if (taken !== rows || batch === null) throw new Error(`${rows - taken} rows of the benchmark were refused`);
  await decideBatch(database, { batch, reviewer: { agency: "tax", officer: "another" } }, at());
  await measure("publish", () => publishApproved(database, batch, at(), DEFINITION.recordsChanged));
  await measure("empty staging", async () => clearStaging(database, (await batchById(database, batch))!));
  return rows;
}

async function main([what = "", given = "", server]: string[]): Promise<unknown> {
  const env = benchEnvironment();
  const open = (name: string) =>
    openSubgraph(subgraphNamed(name), { location: readLocation(env, name, dataDirOf(env)), cursorKey: Buffer.alloc(32) });
  const identity = await open("identity");
  const running = await open("tax");
  const stages: Stage[] = [];
  const measure = measuring(stages, server === undefined ? undefined : Number(server));
  try {
    if (what === "register") return await register(identity, Number(given));
    const rows =
      what === "read"
        ? (await measure("read alone", () => readOnly(given, DEFINITION.sector))).taken
        : await takeFile(given, running, identity, measure);
    return { rows, stages, peakRssMB: peakRssMB() };
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
