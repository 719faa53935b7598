/**
 * `npm run review -- <sector> [BATCH]`: what awaits review in a sector, one batch with its difference and its steps, and
 * the decision about it. The same code reviews at the sector's desk in the graph.
 *
 * Exit code: 0 told or decided; 1 not decided, with the reason; 2 wrong usage.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { readLocation } from "../subgraphs/kit/config";
import { DeskRefused } from "../subgraphs/kit/life/deskRefused";
import { officerName } from "../subgraphs/kit/life/officer";
import type { SectorSubgraph } from "../subgraphs/kit/sectorSubgraph";
import type { Batch } from "../subgraphs/kit/store/batchRow";
import { batchById, batchesIn } from "../subgraphs/kit/store/batchStore";
import { stepsOfBatch } from "../subgraphs/kit/store/steps";
import { openSubgraph, type RunningSubgraph } from "../subgraphs/kit/subgraph";
import { isSector, subgraphNamed, subgraphNames } from "../subgraphs/register";
import { whyNotTaken } from "./collect/whyNotTaken";
import { dataDirOf, environment } from "./config";
import { batchInWords } from "./review/batchInWords";
import { reviewNow } from "./review/reviewNow";

const SECTORS = () => subgraphNames.filter((name) => isSector(subgraphNamed(name)));

const USAGE = () => `npm run review -- <sector> [--json]                           batches that await review
npm run review -- <sector> BATCH [--json]                     one batch: its difference and its steps
npm run review -- <sector> BATCH --reviewer NAME              approves it and publishes it
npm run review -- <sector> BATCH --reviewer NAME --return REASON   gives it back; its file may come again

  <sector>     one of: ${SECTORS().join(", ")}
  BATCH        its id, as npm run collect says it
  --reviewer   who decides, somebody else than the submitter; over a fifth of the live records withdrawn: two of them
  --return     why it is given back, 4 to 500 characters
  --json       as JSON on stdout

Exit code: 0 told or decided, 1 not decided, 2 usage.`;

interface Given {
  definition: SectorSubgraph;
  batch: string | undefined;
  reviewer: string | undefined;
  returnBecause: string | undefined;
  json: boolean;
}

export async function main(argv: string[]): Promise<number> {
  const given = readArguments(argv);
  if (typeof given === "string") {
    if (given === "help") console.log(USAGE());
    else console.error(`${given}\n\n${USAGE()}`);
    return given === "help" ? 0 : 2;
  }
  const env = environment();
  const options = {
    location: readLocation(env, given.definition.name, dataDirOf(env)),
    // Nobody pages here, so the cursor key may be any.
    cursorKey: randomBytes(32),
  };
  const running = await openSubgraph(given.definition, options);
  try {
    await (given.batch === undefined ? list(given, running) : one(given, given.batch, running));
    return 0;
  } catch (error) {
    const refusal = whyNotTaken(error);
    if (refusal === undefined) throw error;
    if (given.json) console.log(JSON.stringify({ refused: refusal }));
    else console.error(`${refusal.code}: ${refusal.zh} / ${refusal.en}`);
    return 1;
  } finally {
    await running.close();
  }
}

async function list({ definition: { name }, json }: Given, running: RunningSubgraph): Promise<void> {
  const batches = await batchesIn(running.environment.database!, "AWAITING_REVIEW");
  if (json) return console.log(JSON.stringify(batches));
  if (batches.length === 0) return console.log(`${name}：没有待审核的批次 / no batch awaits review`);
  for (const batch of batches) console.log(batchInWords(batch, []));
}

async function one({ definition, reviewer, returnBecause, json }: Given, id: string, running: RunningSubgraph): Promise<void> {
  const database = running.environment.database!;
  let batch: Batch | undefined = await batchById(database, id);
  if (batch === undefined) throw new DeskRefused("NOT_FOUND");
  if (reviewer !== undefined) {
    if (batch.state !== "AWAITING_REVIEW" && batch.state !== "APPROVED") throw new DeskRefused("BATCH_DECIDED");
    const review = { batch: id, reviewer: { agency: definition.name, officer: reviewer }, returnBecause };
    batch = await reviewNow(definition, running, review, Date.now);
  }
  const steps = await stepsOfBatch(database, id);
  console.log(json ? JSON.stringify({ ...batch, steps }) : batchInWords(batch, steps));
}

/** What was asked for; "help"; or a sentence about what is wrong with it. */
function readArguments(argv: string[]): Given | string {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  let parsed;
  try {
    const options = { reviewer: text, return: text, json: flag, help: flag };
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = parsed;
  if (values.help) return "help";
  const [name = "", batch, ...more] = positionals;
  if (!SECTORS().includes(name)) return `the first argument is a sector: ${SECTORS().join(", ")}`;
  if (more.length > 0) return "one BATCH is reviewed at a time";
  const reviewer = values.reviewer === undefined ? undefined : officerName(values.reviewer);
  if (values.reviewer !== undefined && reviewer === undefined) return "--reviewer is a name of 1 to 100 characters";
  if (reviewer !== undefined && batch === undefined) return "a reviewer decides about one BATCH: name it";
  const reason = values.return?.trim();
  if (reason !== undefined && reviewer === undefined) return "--return needs a --reviewer";
  if (reason !== undefined && ([...reason].length < 4 || [...reason].length > 500)) return "--return has 4 to 500 characters";
  return { definition: subgraphNamed(name) as SectorSubgraph, batch, reviewer, returnBecause: reason, json: values.json };
}
