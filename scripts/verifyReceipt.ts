/**
 * `npm run verify-receipt -- ANSWER.json`: is the receipt of this answer good? Exits 0 for a good one, 1 for any other with
 * the reason. The file holds the body of the answer as it came, to the byte.
 */
import { readFileSync } from "node:fs";
import { calculateJwkThumbprint, type JSONWebKeySet } from "jose";
import { dataDirOf, environment } from "./config";
import { valuesOf } from "./verifyEvidence";
import { developmentKeySet, keySetOf, publicKeysOf } from "./verifyEvidence/logKeys";
import { noteVerifier } from "../schema/contract/evidence/signedNote";
import { judgeReceipt, publicLogAt } from "./verifyReceipt/judgeReceipt";

const HELP = `npm run verify-receipt -- ANSWER.json [options]   judges the receipt of one answer
  --keys FILE|URL    the public keys of the log, as /.well-known/credit-graph/keys gives them (default: those of the data folder)
  --gateway URL      also looks for the entry in the log behind this gateway, under its last checkpoint
  --json             the verdict as one JSON object`;

export async function main(argv: string[]): Promise<number> {
  const [file] = argv;
  if (file === undefined || file === "--help") {
    console.log(HELP);
    return file === undefined ? 2 : 0;
  }
  const [where] = valuesOf(argv, "--keys");
  const set = where === undefined ? developmentKeySet(dataDirOf(environment())) : await keySetOf(where);
  const keys = await namedKeys(set.keys);
  const [gateway] = valuesOf(argv, "--gateway");
  const answer = readFileSync(file, "utf8");
  const origin = environment()["CREDIT_EVIDENCE_ORIGIN"] ?? "credit-graph.local/evidence";
  const verifiers = publicKeysOf(set).map((key) => noteVerifier(origin, key));
  const verdict = await judgeReceipt(
    answer,
    keys,
    gateway === undefined ? undefined : { source: publicLogAt(gateway), verifiers },
  );
  if (argv.includes("--json")) console.log(JSON.stringify(verdict));
  else if (!verdict.good) console.log(`NOT good: ${verdict.why}.`);
  else {
    const { claims, checkpointSize } = verdict;
    const covered = checkpointSize === undefined ? "" : `, under the checkpoint of ${checkpointSize} entries`;
    console.log(`Good: entry ${claims.logIndex} of ${claims.iss}, ${claims.issuedAt}${covered}.`);
  }
  return verdict.good ? 0 : 1;
}

/** A token names its key by thumbprint; a set that leaves the names out is completed. */
export async function namedKeys(keys: readonly Record<string, string>[]): Promise<JSONWebKeySet> {
  const named = await Promise.all(
    keys.map(async (key) => ({ ...key, kid: key["kid"] ?? (await calculateJwkThumbprint(key as never)), alg: "EdDSA" })),
  );
  return { keys: named } as unknown as JSONWebKeySet;
}
