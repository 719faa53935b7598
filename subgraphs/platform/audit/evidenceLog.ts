/**
 * The running log: taken, checked against its last checkpoint, open for entries; signed every few seconds; left in order.
 * A server that is down at the start is waited for, as everywhere; a log that is damaged or another's is not opened.
 */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { sha256Tree } from "../../../schema/contract/evidence/merkleHash";
import { answers, type Database, type DatabaseLocation } from "../../kit/store/database";
import type { SigningKeys } from "../../kit/signer";
import type { AuditConfig } from "./config";
import { keyedNames, type KeyedNames } from "./keyedNames";
import { LogDamaged, openCheckpointer, type Checkpointer } from "./log/checkpointer";
import { BEAT_MS, LogHeld, takeLog } from "./log/holder";
import { NotWritten, openSequencer, type Draft, type Placed, type Sequencer } from "./log/sequencer";
import { storedTree, type StoredTree } from "./log/storedTree";
import { witnessAt } from "./log/witness";
import { embeddedWriter } from "./store/embeddedWriter";
import type { LogWriter } from "./store/logWriter";
import { serverWriter } from "./store/serverWriter";

export interface EvidenceLog {
  names: KeyedNames;
  tree: StoredTree;
  origin: string;
  append(drafts: readonly Draft[]): Promise<Placed[]>;
  checkpoint(): { size: number; note: string } | undefined;
  /** Signs now, without waiting for the next turn. */
  sign(): Promise<void>;
  healthy(): boolean;
  close(): Promise<void>;
}

export interface EvidenceLogParts {
  config: AuditConfig;
  location: DatabaseLocation;
  database: Database;
  signingKeys: SigningKeys;
  now: () => number;
  onError: (error: unknown) => void;
  onPlaced?: (placed: readonly Placed[]) => void;
}

interface Opened {
  writer: LogWriter;
  sequencer: Sequencer;
  checkpointer: Checkpointer;
  timers: NodeJS.Timeout[];
}

const RETRY_AFTER_MS = 1000;

/** @throws {LogHeld} or {LogDamaged}, or an Error with a sentence where the database is not fit to hold a log. */
export async function openEvidenceLog(parts: EvidenceLogParts): Promise<EvidenceLog> {
  const { config, database, location, now } = parts;
  const names = keyedNames(config.nameKey);
  const tree = storedTree(database.reader);
  let opened: Opened | undefined;
  let opening: Promise<Opened> | undefined;
  let failedAt = -Infinity;
  let closed = false;

  async function current(): Promise<Opened> {
    if (closed) throw new NotWritten("CLOSED");
    if (opened !== undefined) return opened;
    if (opening === undefined && now() - failedAt < RETRY_AFTER_MS) throw new NotWritten("UNREACHABLE");
    opening ??= openNow(parts, names, tree);
    try {
      return (opened = await opening);
    } catch (error) {
      failedAt = now();
      throw error;
    } finally {
      opening = undefined;
    }
  }

  // The first try says what is wrong for good; a server that is down is asked again when somebody has an entry.
  await current().catch((error: unknown) => {
    const mayCome = location.kind === "mysql" && !isFinal(error);
    if (!mayCome) throw error;
  });
  return {
    names,
    tree,
    origin: config.origin,
    append: async (drafts) => (await current()).sequencer.append(drafts),
    checkpoint: () => opened?.checkpointer.last(),
    sign: async () => (await current()).checkpointer.sign(),
    healthy() {
      // Who is not ready is asked for nothing: so it tries by itself.
      if (opened === undefined) void current().catch(() => undefined);
      return opened !== undefined && opened.sequencer.problem() === undefined;
    },
    async close() {
      closed = true;
      const running = opened ?? (await opening?.catch(() => undefined));
      if (running === undefined) return;
      for (const timer of running.timers) clearInterval(timer);
      await running.checkpointer.sign();
      await running.checkpointer.publish();
      await running.sequencer.close();
      await running.writer.close();
    },
  };
}

async function openNow(parts: EvidenceLogParts, names: KeyedNames, tree: StoredTree): Promise<Opened> {
  const { config, database, location, now, onError, onPlaced } = parts;
  // Brings the tables up to date first.
  if (!(await answers(database))) throw new NotWritten("UNREACHABLE");
  const writer = await (location.kind === "embedded" ? embeddedWriter(location.file) : serverWriter(location.url));
  try {
    const { head, epoch } = await takeLog(writer, config.origin, sha256Tree.empty().toString("base64url"));
    const frontier = await tree.frontier(head.size);
    if (frontier.root().toString("base64url") !== head.root) throw new LogDamaged("the entries do not give the root of the head");
    const sequencer = openSequencer({
      ...{ writer, epoch, frontier, lastAt: head.lastAt, now, reload: tree.frontier },
      idOf: names.entryId,
      ...(onPlaced && { onPlaced }),
    });
    const checkpointer = await openCheckpointer({
      ...{ origin: config.origin, privateKeys: privateKeysOf(parts.signingKeys), reader: database.reader, writer, tree },
      ...{ sequencer, witnesses: config.witnesses.map(witnessAt), now, onError },
    });
    const signAndPublish = async () => {
      await checkpointer.sign();
      await checkpointer.publish();
    };
    const timers = [
      setInterval(() => void signAndPublish().catch(onError), config.checkpointEveryMs),
      setInterval(() => void sequencer.beat().catch(onError), BEAT_MS),
    ];
    for (const timer of timers) timer.unref();
    return { writer, sequencer, checkpointer, timers };
  } catch (error) {
    await writer.close();
    if (error instanceof LogDamaged) throw damaged(error);
    throw error;
  }
}

function damaged({ message }: LogDamaged): LogDamaged {
  return new LogDamaged(
    `the evidence log is damaged (${message}) and is not gone on with: npm run verify-evidence names the first bad entry; put the last good copy back`,
  );
}

function isFinal(error: unknown): boolean {
  return (
    error instanceof LogHeld ||
    error instanceof LogDamaged ||
    (error instanceof Error && /must be 1|read-only/.test(error.message))
  );
}

/** The keys of the signer, newest first, in the form that notes are signed with. */
function privateKeysOf(keys: SigningKeys): KeyObject[] {
  const set = JSON.parse(keys) as { keys: Record<string, string>[] };
  return set.keys.map((key) => createPrivateKey({ key, format: "jwk" }));
}
