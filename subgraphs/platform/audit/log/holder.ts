/**
 * Who writes the log: one process at a time (FAULTS F13). On one machine that is known at once, for a process that has
 * died is seen to be dead; between machines the holder's beat is watched for a while.
 */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { newId } from "../../../kit/newId";
import { headSteps, readHead, type Head } from "../store/headStore";
import { Outrun, type LogWriter } from "../store/logWriter";

export const BEAT_MS = 1000;
/** A holder elsewhere that is not heard of for so long is taken to be gone. */
const SILENCE_MS = 3500;

/** The log is another's; nothing is to be written. */
export class LogHeld extends Error {
  override readonly name = "LogHeld";
}

export interface Held {
  head: Head;
  epoch: string;
}

/** Takes the log, making it where there is none. @throws {LogHeld} while another process writes it. */
export async function takeLog(writer: LogWriter, origin: string, emptyRoot: string): Promise<Held> {
  let head = await readHead(writer);
  if (head === undefined) {
    await writer.transact([headSteps.found(origin, emptyRoot)]);
    head = (await readHead(writer))!;
  }
  if (head.origin !== origin) {
    throw new LogHeld(
      `the evidence log here is ${head.origin}, not ${origin}: set CREDIT_EVIDENCE_ORIGIN back, or use another database`,
    );
  }
  if (head.epoch !== "" && (await isAlive(head, writer))) {
    throw new LogHeld(
      `the evidence log is written by another process (${head.holder}): stop it first, or use it over the network`,
    );
  }
  const epoch = newId();
  try {
    await writer.transact([headSteps.take(head, epoch, JSON.stringify(thisProcess()))]);
  } catch (error) {
    if (error instanceof Outrun) throw new LogHeld("another process took the evidence log at this moment");
    throw error;
  }
  return { head: { ...head, epoch }, epoch };
}

interface Holder {
  host: string;
  boot: string;
  pid: number;
  /** Start of the process in ticks: a number that is given again belongs to another. */
  started: string;
}

function thisProcess(): Holder {
  return { host: hostname().slice(0, 64), boot: bootId(), pid: process.pid, started: startOf(process.pid) ?? "" };
}

async function isAlive(head: Head, writer: LogWriter): Promise<boolean> {
  const { host, boot, pid, started } = JSON.parse(head.holder) as Holder;
  const own = thisProcess();
  if (host === own.host && boot === own.boot)
    return startOf(pid) === started && started !== "" ? true : isRunning(pid) && started === "";
  for (const until = Date.now() + SILENCE_MS; Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS / 2));
    if ((await readHead(writer))?.beat !== head.beat) return true;
  }
  return false;
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** When the process was started; undefined where it is not running, or this system does not say. */
function startOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[19];
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
