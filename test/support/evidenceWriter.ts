/**
 * A process that appends to evidence logs, side by side, and does nothing else, for faults that end it. Each acknowledged
 * entry is a line `log position leaf` on stdout, written after it is durable and not before; a refused one is the line
 * `log refused`.
 */
import { writeSync } from "node:fs";
import { sha256Tree } from "../../schema/contract/evidence/merkleHash";
import { keyedNames } from "../../subgraphs/platform/audit/keyedNames";
import { takeLog } from "../../subgraphs/platform/audit/log/holder";
import { openSequencer, type Sequencer } from "../../subgraphs/platform/audit/log/sequencer";
import { storedTree } from "../../subgraphs/platform/audit/log/storedTree";
import { embeddedWriter } from "../../subgraphs/platform/audit/store/embeddedWriter";
import type { LogWriter } from "../../subgraphs/platform/audit/store/logWriter";
import type * as ServerWriter from "../../subgraphs/platform/audit/store/serverWriter";

export interface WriterOptions {
  logs: ({ kind: "embedded"; file: string } | { kind: "mysql"; url: string })[];
  origin: string;
  /** Of each log. */
  writers: number;
  /** Calls of each writer; the process ends by itself then. */
  each: number;
}

interface OpenLog {
  sequencer: Sequencer;
  writer: LogWriter;
}

const say = (line: string) => writeSync(1, `${line}\n`);

async function main({ logs, origin, writers, each }: WriterOptions): Promise<void> {
  const opened = await Promise.all(logs.map((location) => open(location, origin)));
  say("ready");
  await Promise.all(
    opened.map(async ({ sequencer, writer }, log) => {
      await Promise.all(Array.from({ length: writers }, () => write(sequencer, log, each)));
      await sequencer.close();
      await writer.close();
    }),
  );
}

async function open(location: WriterOptions["logs"][number], origin: string): Promise<OpenLog> {
  const writer = await writerOf(location);
  const { head, epoch } = await takeLog(writer, origin, sha256Tree.empty().toString("base64url"));
  const tree = storedTree({ all: (sql, values) => writer.all(sql, values) as never, close: async () => undefined });
  const frontier = await tree.frontier(head.size);
  if (frontier.root().toString("base64url") !== head.root) throw new Error("the entries do not give the root of the head");
  const { entryId } = keyedNames(Buffer.alloc(32, 5));
  const parts = { writer, epoch, frontier, lastAt: head.lastAt, now: Date.now, idOf: entryId, reload: tree.frontier };
  return { sequencer: openSequencer(parts), writer };
}

/** The client of a server takes longer to load than all else, and this process is started hundreds of times. */
async function writerOf(location: WriterOptions["logs"][number]): Promise<LogWriter> {
  if (location.kind === "embedded") return embeddedWriter(location.file);
  const { serverWriter } = require("../../subgraphs/platform/audit/store/serverWriter") as typeof ServerWriter;
  return serverWriter(location.url);
}

async function write(sequencer: Sequencer, log: number, times: number): Promise<void> {
  const entry = { kind: "ACCESS" as const, agency: "licensing", purpose: "LICENSING_REVIEW", outcome: "ANSWERED" as const };
  const index = { personKey: null, listed: 3 as const, salt: null, statement: null };
  for (let n = 0; n < times; n++) {
    const placed = await sequencer.append([{ entry, index }]).catch(() => undefined);
    if (placed === undefined) say(`${log} refused`);
    else say(`${log} ${placed[0]!.position} ${placed[0]!.leaf.toString("base64url")}`);
  }
}

void main(JSON.parse(process.argv[2]!) as WriterOptions);
