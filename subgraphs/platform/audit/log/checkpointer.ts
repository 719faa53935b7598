/**
 * Signs how far the log has come, every few seconds.
 *
 * Threat (ATTACKS J05, J07, J08, FAULTS F12): a bit that flips between hashing and writing, once signed over, ends a log
 * for ever (Yeti, 2022). So the entries are read back from the database and hashed again before anything is signed, and
 * the root must be the one that the sequencer has; else nothing is signed, nothing more is written, and the log can still
 * be mended. What is signed goes to the witnesses, who keep us from telling two stories.
 */
import type { KeyObject } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { readCheckpoint, writeCheckpoint } from "../../../../schema/contract/evidence/checkpoint";
import { sha256Tree } from "../../../../schema/contract/evidence/merkleHash";
import { noteVerifier, openNote, signNote, type NoteVerifier } from "../../../../schema/contract/evidence/signedNote";
import type { Reader } from "../../../kit/store/reader";
import { checkpointStep, lastCheckpoint } from "../store/checkpointStore";
import { bodiesBetween } from "../store/entryStore";
import type { LogWriter } from "../store/logWriter";
import type { Frontier } from "./frontier";
import type { Sequencer } from "./sequencer";
import type { StoredTree } from "./storedTree";
import type { Witness } from "./witness";

export interface Checkpointer {
  /** Signs what has come since, if anything has. */
  sign(): Promise<void>;
  /** Sends the last one to the witnesses that lack it. */
  publish(): Promise<void>;
  /** The last signed note. */
  last(): { size: number; note: string } | undefined;
}

/** What is stored is not what was signed or hashed. */
export class LogDamaged extends Error {
  override readonly name = "LogDamaged";
}

export interface CheckpointerParts {
  origin: string;
  privateKeys: readonly KeyObject[];
  reader: Reader;
  writer: LogWriter;
  tree: StoredTree;
  sequencer: Sequencer;
  witnesses: readonly Witness[];
  now: () => number;
  onError: (error: unknown) => void;
}

/** Read and hashed at one go; looks have a turn before the next. */
const PAGE = 100;

/** @throws {LogDamaged} where the last checkpoint is not of these entries, or not ours. */
export async function openCheckpointer(parts: CheckpointerParts): Promise<Checkpointer> {
  const { origin, privateKeys, reader, writer, tree, sequencer, witnesses, now, onError } = parts;
  const verifiers = privateKeys.map((key) => noteVerifier(origin, key));
  let last = await lastCheckpoint(reader);
  let verified = await tree.frontier(last?.size ?? 0);
  if (last !== undefined) refuseForeign(last, verified, verifiers);
  let signing: Promise<void> | undefined;

  /** Hashes what is stored between the last checkpoint and `size`, entry by entry. */
  async function recompute(size: number): Promise<Frontier> {
    const edge = verified.copy();
    while (edge.size < size) {
      const rows = await bodiesBetween(reader, edge.size, Math.min(size, edge.size + PAGE));
      if (rows.length === 0) throw new LogDamaged(`entry ${edge.size} is missing`);
      for (const { position, leaf, body } of rows) {
        const hash = sha256Tree.leaf(body);
        if (position !== edge.size || hash.toString("base64url") !== leaf)
          throw new LogDamaged(`entry ${edge.size} is not what was hashed`);
        edge.add(hash);
      }
      if (edge.size < size) await setImmediate();
    }
    return edge;
  }

  async function signNow(): Promise<void> {
    const { size, root } = sequencer.state();
    if (size === (last?.size ?? 0)) return;
    const edge = await recompute(size);
    if (!edge.root().equals(root)) throw new LogDamaged("the entries do not give the root that the sequencer has");
    const note = signNote(writeCheckpoint({ origin, size, root }), origin, privateKeys[0]!);
    await writer.transact([checkpointStep(size, note, new Date(now()).toISOString())]);
    verified = edge;
    last = { size, note };
  }

  async function publish(): Promise<void> {
    const current = last;
    if (current === undefined) return;
    const proof = (from: number) => tree.consistency(from, current.size);
    await Promise.all(witnesses.map((witness) => witness.take(current, proof).catch(onError)));
  }

  return {
    sign() {
      signing ??= signNow()
        .catch((error: unknown) => {
          if (error instanceof LogDamaged) sequencer.poison(`DAMAGED (${error.message})`);
          onError(error);
        })
        .finally(() => (signing = undefined));
      return signing;
    },
    publish,
    last: () => last,
  };
}

function refuseForeign(last: { size: number; note: string }, edge: Frontier, verifiers: readonly NoteVerifier[]): void {
  const text = openNote(last.note, verifiers);
  if (text === undefined) throw new LogDamaged("the last checkpoint was not signed with any of our keys");
  const { size, root } = readCheckpoint(text);
  if (size !== last.size || !root.equals(edge.root()))
    throw new LogDamaged(`the entries do not give the root of the checkpoint at ${last.size}`);
}
