/** What authorisation costs a look-up: the gateway as it is against its twin that rules once (bench/lookup/unruled.ts). */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { measure, median, medians, round, type Measured } from "../load";
import { startDistrict, stopServer } from "../server";
import type { Asked, Findings, LookupOptions } from "./index";

const WARM_UP_S = 12;

/** Embedded; rounds interleaved, medians. */
export async function measureAuthorisation(asked: Asked, options: LookupOptions, found: Findings): Promise<void> {
  const { env, gateway, tokens, bodies } = asked;
  // One log of evidence has one writer: the twin has a copy of the district, and a log of its own.
  const copy = mkdtempSync(join(tmpdir(), "credit-bench-"));
  cpSync(env["CREDIT_DATA_DIR"]!, copy, { recursive: true, filter: (file) => !basename(file).startsWith("audit.sqlite") });
  const twinEnv = { ...env, CREDIT_DATA_DIR: copy, BENCH_AUTHORISATION: "off" };
  const program = join("dist", "bench", "lookup", "unruled.js");
  const twin = await startDistrict(twinEnv, program);
  const servers = { on: gateway, off: twin };
  const measured = { on: [] as Measured[], off: [] as Measured[] };
  const { connections } = options;
  const measureOne = async (name: "on" | "off", seconds: number) => {
    const { url, process: server } = servers[name];
    measured[name].push(await measure(url, server.pid!, tokens, bodies, { seconds, connections }));
  };
  try {
    for (let turn = 0; turn <= options.rounds; turn++) {
      for (const name of ["off", "on"] as const) await measureOne(name, turn === 0 ? WARM_UP_S : options.seconds);
      found.say(`authorisation: round ${turn} of ${options.rounds}`);
    }
  } finally {
    await stopServer(twin);
    rmSync(copy, { recursive: true, force: true });
  }
  // The first of each was to warm up.
  for (const all of Object.values(measured)) all.shift();
  for (const name of ["on", "off"] as const)
    found.runs.push({
      database: "embedded",
      server: `gateway, authorisation ${name}`,
      callers: connections,
      ...medians(measured[name]),
    });
  const overhead = measured.on.map((one, at) => one.cpuMs / measured.off[at]!.cpuMs - 1);
  found.figures["authorisationCpuOverhead"] = round(median(overhead));
}
