/**
 * Settings of the evidence log, read here and nowhere else. Refuses values that would make the log worthless, with a
 * sentence that names the variable.
 */
import { join, resolve } from "node:path";
import { developmentKey } from "../../../schema/contract/developmentKey";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface AuditConfig {
  /** Name of the log, unique in the world; stands in every checkpoint. */
  origin: string;
  /** Keys the names of persons; 32 bytes. */
  nameKey: Buffer;
  /** https addresses that take checkpoints (C2SP tlog-witness), or files. */
  witnesses: string[];
  checkpointEveryMs: number;
}

const ORIGIN = /^[a-z0-9.-]{1,100}(?:\/[a-z0-9._-]{1,60})*$/;

export function readAuditConfig(env: Environment): AuditConfig {
  const dataDir = resolve(env["CREDIT_DATA_DIR"] || ".data");
  const isProduction = env["CREDIT_MODE"] === "production";
  const origin = env["CREDIT_EVIDENCE_ORIGIN"] || "credit-graph.local/evidence";
  if (!ORIGIN.test(origin))
    throw new Error("CREDIT_EVIDENCE_ORIGIN is a host name with a path, e.g. credit.example.gov.cn/evidence");
  const seconds = Number(env["CREDIT_EVIDENCE_CHECKPOINT_SECONDS"] || "2");
  if (!(seconds >= 0.1 && seconds <= 60)) throw new Error("CREDIT_EVIDENCE_CHECKPOINT_SECONDS is between 0.1 and 60");
  return {
    origin,
    nameKey: readNameKey(env["CREDIT_EVIDENCE_NAME_KEY"], isProduction, dataDir),
    witnesses: readWitnesses(env["CREDIT_EVIDENCE_WITNESSES"], isProduction),
    checkpointEveryMs: seconds * 1000,
  };
}

function readNameKey(given: string | undefined, isProduction: boolean, dataDir: string): Buffer {
  if (!given && isProduction)
    throw new Error("CREDIT_EVIDENCE_NAME_KEY is required in production: 32 bytes in hexadecimal, never changed");
  const text = given || developmentKey(dataDir, "evidence-names.key");
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error("CREDIT_EVIDENCE_NAME_KEY is a key of 32 bytes in hexadecimal");
  return Buffer.from(text, "hex");
}

function readWitnesses(text: string | undefined, isProduction: boolean): string[] {
  const witnesses = (text ?? "").split(",").filter((one) => one !== "");
  for (const one of witnesses) {
    const isFile = /^file:\/[^?#]+$/.test(one);
    const isAddress = /^https:\/\/[^?#@]+$/.test(one) || (!isProduction && /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(one));
    if (!isFile && !isAddress)
      throw new Error("CREDIT_EVIDENCE_WITNESSES holds https://… and file:/… addresses, separated by commas");
  }
  return witnesses.map((one) => (one.startsWith("file:") ? `file:${join("/", one.slice("file:".length))}` : one));
}
