/**
 * `npm run verify-evidence`: is the evidence log whole? Exits 0 for a whole log, 1 for any other and names the first bad
 * entry, 2 where it cannot be judged. Needs the public key of the log and nothing of the service that wrote it.
 */
import { readFileSync } from "node:fs";
import { readVerifier, type NoteVerifier } from "../schema/contract/evidence/signedNote";
import { readLocation } from "../subgraphs/kit/config";
import { openWholeLog } from "../subgraphs/platform/audit/store/wholeLog";
import { dataDirOf, environment } from "./config";
import { developmentVerifiers, verifiersOf } from "./verifyEvidence/logKeys";
import { verifyLog, type Verdict } from "./verifyEvidence/verifyLog";

const HELP = `npm run verify-evidence [-- options]   reads the whole evidence log and judges it
  --keys FILE|URL       the public keys of the log, as /.well-known/credit-graph/keys gives them (default: those of the data folder)
  --key NAME+HASH+KEY   one key, as C2SP tools take it; may be given several times
  --origin NAME         name of the log, with --keys (default: credit-graph.local/evidence)
  --witness FILE        checkpoints that a witness kept; may be given several times
  --json                the verdict as one JSON object
The database is that of CREDIT_DATA_DIR, CREDIT_DATABASE_URL or CREDIT_DATABASE_URL_AUDIT.`;

const FORM_FEED = "\f\n";
const PROGRESS_EVERY = 1_000_000;

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const env = environment();
  const verifiers = await verifiersFrom(argv);
  const witnessed = valuesOf(argv, "--witness").flatMap((file) =>
    readFileSync(file, "utf8")
      .split(FORM_FEED)
      .filter((note) => note !== ""),
  );
  const began = performance.now();
  let told = 0;
  const verdict = await openWholeLog(readLocation(env, "audit", dataDirOf(env))).then(
    async (log) => {
      const found = await verifyLog(log, {
        ...{ verifiers, witnessed },
        onProgress: (entries) => {
          if (entries - told < PROGRESS_EVERY) return;
          told = entries;
          console.error(`${entries} entries …`);
        },
      });
      await log.close();
      return found;
    },
    (error: Error): Verdict => ({
      ...{ whole: false, origin: "", entries: 0, checkpoints: 0 },
      problem: { index: 0, kind: "UNREADABLE", detail: error.message },
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  if (argv.includes("--json")) console.log(JSON.stringify({ ...verdict, seconds }));
  else console.log(sentenceOf(verdict, seconds));
  return verdict.whole ? 0 : 1;
}

function sentenceOf({ whole, origin, entries, checkpoints, problem }: Verdict, seconds: number): string {
  if (whole) return `Whole: ${origin}, ${entries} entries under ${checkpoints} checkpoints, ${seconds.toFixed(1)} s.`;
  return `NOT whole: entry ${problem!.index}, ${problem!.kind}: ${problem!.detail}.`;
}

async function verifiersFrom(argv: readonly string[]): Promise<NoteVerifier[]> {
  const origin = valuesOf(argv, "--origin")[0] ?? environment()["CREDIT_EVIDENCE_ORIGIN"] ?? "credit-graph.local/evidence";
  const given = valuesOf(argv, "--key").map(readVerifier);
  for (const where of valuesOf(argv, "--keys")) given.push(...(await verifiersOf(where, origin)));
  if (given.length > 0) return given;
  return developmentVerifiers(dataDirOf(environment()), origin);
}

export function valuesOf(argv: readonly string[], option: string): string[] {
  return argv.flatMap((one, at) => (one === option && argv[at + 1] !== undefined ? [argv[at + 1]!] : []));
}
