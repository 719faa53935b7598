/** A log for a benchmark: opened, written by sixty-four at once, filled, and read. */
import { openDatabase, type DatabaseLocation } from "../../subgraphs/kit/store/database";
import { openEvidenceLog, type EvidenceLog } from "../../subgraphs/platform/audit/evidenceLog";
import { indexed } from "../../subgraphs/platform/audit/keyedNames";
import type { Draft } from "../../subgraphs/platform/audit/log/sequencer";
import { LISTED } from "../../subgraphs/platform/audit/store/entryStore";
import { shownTo } from "../../subgraphs/platform/audit/store/lookStore";
import { EvidenceLog1700000000003 } from "../../subgraphs/platform/audit/store/tables";
import { median, round } from "../load";

export const ORIGIN = "bench.credit-graph.local/evidence";
const WRITERS = 64;
const PERSONS = 5_000;
const PROGRESS_EVERY = 1_000_000;

export async function openLog(location: DatabaseLocation, signingKeys: string) {
  const database = await openDatabase(location, [EvidenceLog1700000000003]);
  const config = {
    origin: ORIGIN,
    nameKey: Buffer.alloc(32, 1),
    witnesses: [],
    checkpointEveryMs: 2_000,
  };
  const onError = (error: unknown) => console.error(error);
  const log = await openEvidenceLog({ config, location, database, signingKeys, now: Date.now, onError });
  const close = async () => {
    await log.close();
    await database.close();
  };
  return { log, database, close };
}

let made = 0;

/** An entry as a look-up of five departments leaves it. */
function draft(log: EvidenceLog): Draft {
  const name = log.names.person(`P${made++ % PERSONS}`);
  return {
    entry: {
      ...{ kind: "ACCESS", request: "11111111-1111-4111-8111-111111111111", agency: "licensing", officer: "licensing-clerk-01" },
      ...{ roots: ["person"], purpose: "LICENSING_REVIEW", statement: `sha256:${"s".repeat(43)}`, person: name },
      categories: ["BASIC", "COMMITMENT", "LICENCE", "OCCUPATION", "PENALTY", "SEVERE_LIST"],
      ...{
        withheld: ["ABNORMAL PURPOSE", "JUDICIAL PURPOSE"],
        unavailable: [],
        outcome: "ANSWERED",
        answer: `sha256:${"a".repeat(43)}`,
      },
    },
    index: { personKey: indexed(name), listed: LISTED.SHOWN, salt: null, statement: null },
  };
}

/** Each of 64 writers appends one entry after the other, each when the one before is durable. */
export async function appends(
  log: EvidenceLog,
  seconds: number,
): Promise<{ entries: number; perSecond: number; p50Ms: number; p99Ms: number }> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  const writer = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await log.append([draft(log)]);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => round(latencies[Math.floor(latencies.length * share)]!);
  return { entries: latencies.length, perSecond: Math.round(latencies.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

export async function fillTo(log: EvidenceLog, entries: number, say: (line: string) => void): Promise<void> {
  for (let told = made; made < entries;) {
    if (made - told >= PROGRESS_EVERY) say(`${(told = made)} entries …`);
    const calls = Array.from({ length: 8 }, () => log.append(Array.from({ length: 200 }, () => draft(log))));
    await Promise.all(calls);
  }
}

/** A proof of one entry, and a person's first page; the slowest of some. */
export async function measureReads(log: EvidenceLog, location: DatabaseLocation, entries: number) {
  const database = await openDatabase(location, []);
  const timed = async (work: (n: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let n = 0; n < 50; n++) {
      const began = performance.now();
      await work(n);
      times.push(performance.now() - began);
    }
    return { median: round(median(times)), slowest: round(Math.max(...times)) };
  };
  const proof = await timed((n) => log.tree.inclusion(Math.floor((entries * n) / 50), entries));
  const page = await timed((n) =>
    shownTo(database.reader, indexed(log.names.person(`P${n}`)), { before: entries, first: 21, own: false }),
  );
  await database.close();
  return { proofMs: proof.median, slowestProofMs: proof.slowest, accessLogMs: page.median, slowestAccessLogMs: page.slowest };
}
