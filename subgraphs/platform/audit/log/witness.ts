/**
 * Who keeps our checkpoints outside our reach: an address that speaks C2SP tlog-witness, or a file (of another machine, or
 * one that can only be added to).
 *
 * Promise: a witness is given each checkpoint with the proof that it continues the one the witness has; one that knows a
 * log that ours does not continue is told to the log of the service, for then somebody has rewritten history (ATTACKS J07).
 */
import { appendFile, open, readFile } from "node:fs/promises";
import { request } from "undici";
import { readCheckpoint } from "../../../../schema/contract/evidence/checkpoint";
import { isConsistent } from "../../../../schema/contract/evidence/merkleProof";

export interface Witness {
  name: string;
  /** @throws {WitnessDisagrees}, or any error where it cannot be reached. */
  take(checkpoint: { size: number; note: string }, proofFrom: (older: number) => Promise<Buffer[]>): Promise<void>;
}

export class WitnessDisagrees extends Error {
  override readonly name = "WitnessDisagrees";
}

const WITHIN_MS = 3000;
const SEPARATOR = "\f\n";

export function witnessAt(address: string): Witness {
  return address.startsWith("file:") ? fileWitness(address.slice("file:".length)) : networkWitness(address);
}

/** Notes one after the other, each followed by a form feed. */
function fileWitness(file: string): Witness {
  return {
    name: `file:${file}`,
    async take({ size, note }, proofFrom) {
      const known = (await lastNote(file))?.checkpoint;
      const own = checkpointOf(note);
      if (known !== undefined) {
        if (known.size === size && known.root.equals(own.root)) return;
        if (known.size >= size) throw new WitnessDisagrees(`${file} has a checkpoint of ${known.size} entries, we have ${size}`);
        if (!isConsistent(known, own, await proofFrom(known.size)))
          throw new WitnessDisagrees(`our log does not continue the checkpoint at ${known.size} in ${file}`);
      }
      await appendFile(file, note + SEPARATOR);
      const handle = await open(file, "r");
      await handle.sync().finally(() => handle.close());
    },
  };
}

/** The notes in the file of a witness, oldest first. */
export function notesOf(text: string): string[] {
  return text.split(SEPARATOR).filter((note) => note !== "");
}

async function lastNote(file: string) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const note = notesOf(text).at(-1);
  return note === undefined ? undefined : { checkpoint: checkpointOf(note) };
}

function checkpointOf(note: string) {
  return readCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
}

/** C2SP tlog-witness, `add-checkpoint`. What it has is not known beforehand; it says so when we guess wrong. */
function networkWitness(address: string): Witness {
  let has = 0;
  const url = `${address.replace(/\/$/, "")}/add-checkpoint`;

  async function offer(from: number, note: string, proof: readonly Buffer[]) {
    const body = [`old ${from}`, ...proof.map((hash) => hash.toString("base64")), "", note].join("\n");
    const { statusCode, body: answer } = await request(url, { method: "POST", body, signal: AbortSignal.timeout(WITHIN_MS) });
    return { status: statusCode, text: (await answer.text()).slice(0, 2000) };
  }

  return {
    name: address,
    async take({ size, note }, proofFrom) {
      if (has === size) return;
      let answer = await offer(has, note, await proofFrom(has));
      if (answer.status === 409) {
        has = Number(answer.text.trim());
        if (!Number.isInteger(has) || has < 0 || has > size)
          throw new WitnessDisagrees(`${address} has a log of ${answer.text.trim().slice(0, 20)} entries, ours has ${size}`);
        answer = await offer(has, note, await proofFrom(has));
      }
      if (answer.status === 422)
        throw new WitnessDisagrees(`our log does not continue the checkpoint at ${has} that ${address} has`);
      if (answer.status !== 200) throw new Error(`the witness ${address} answered ${answer.status}`);
      has = size;
    },
  };
}
