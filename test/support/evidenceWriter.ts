/**
 * A process that appends to an evidence log and does nothing else, for faults that end it. Each acknowledged entry is a
 * line `position leaf` on stdout, written after it is durable and not before; a refused one is the line `refused`.
 */
import { writeSync } from "node:fs";
import { sha256Tree } from "../../schema/contract/evidence/merkleHash";
import { keyedNames } from "../../subgraphs/platform/audit/keyedNames";
import { takeLog } from "../../subgraphs/platform/audit/log/holder";
import { openSequencer } from "../../subgraphs/platform/audit/log/sequencer";
import { storedTree } from "../../subgraphs/platform/audit/log/storedTree";
import { embeddedWriter } from "../../subgraphs/platform/audit/store/embeddedWriter";
import { serverWriter } from "../../subgraphs/platform/audit/store/serverWriter";

export interface WriterOptions {
  location: { kind: "embedded"; file: string } | { kind: "mysql"; url: string };
  origin: string;
  writers: number;
  /** Calls of each writer; it ends by itself then. */
  each: number;
}

const say = (line: string) => writeSync(1, `${line}\n`);

async function main({ location, origin, writers, each }: WriterOptions): Promise<void> {
  const writer = await (location.kind === "embedded" ? embeddedWriter(location.file) : serverWriter(location.url));
  const { head, epoch } = await takeLog(writer, origin, sha256Tree.empty().toString("base64url"));
  const tree = storedTree({ all: (sql, values) => writer.all(sql, values) as never, close: async () => undefined });
  const frontier = await tree.frontier(head.size);
  if (frontier.root().toString("base64url") !== head.root) throw new Error("the entries do not give the root of the head");
  const { entryId } = keyedNames(Buffer.alloc(32, 5));
  const parts = { writer, epoch, frontier, lastAt: head.lastAt, now: Date.now, idOf: entryId, reload: tree.frontier };
  const sequencer = openSequencer(parts);
  say(`ready ${head.size}`);
  const entry = { kind: "ACCESS" as const, agency: "licensing", purpose: "LICENSING_REVIEW", outcome: "ANSWERED" as const };
  const index = { personKey: null, listed: 3 as const, salt: null, statement: null };
  const write = async () => {
    for (let n = 0; n < each; n++) {
      const placed = await sequencer.append([{ entry, index }]).catch(() => undefined);
      if (placed === undefined) say("refused");
      else say(`${placed[0]!.position} ${placed[0]!.leaf.toString("base64url")}`);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await sequencer.close();
  await writer.close();
}

void main(JSON.parse(process.argv[2]!) as WriterOptions);
