/**
 * `npm run collect -- <sector> FILE`: takes one batch file of a department in. The same code takes in the district that
 * `npm start` makes: there is one way into a database.
 *
 * Exit code: 0 every row is taken (or the file was taken before); 1 nothing is taken, for the file is refused whole or a
 * database does not answer; 2 wrong usage; 3 some rows are refused, the rest is taken.
 */
import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { readWarrantKeys } from "../schema/contract/warrantKeys";
import { readLocation } from "../subgraphs/kit/config";
import type { ResolvePersons } from "../subgraphs/kit/intake/personsOfRows";
import { differenceOf, takeIn, type IntakeSummary, type Progress } from "../subgraphs/kit/intake/takeIn";
import { templateOf, writeTemplate } from "../subgraphs/kit/intake/template";
import { DeskRefused } from "../subgraphs/kit/life/deskRefused";
import { officerName, sameOfficer } from "../subgraphs/kit/life/officer";
import type { SectorSubgraph } from "../subgraphs/kit/sectorSubgraph";
import type { BatchKind } from "../subgraphs/kit/store/batchRow";
import { openSubgraph, type RunningSubgraph } from "../subgraphs/kit/subgraph";
import { isSector, subgraphNamed, subgraphNames } from "../subgraphs/register";
import { inWords } from "./collect/inWords";
import { progressBar } from "./collect/progressBar";
import { IDENTITY, resolveAt, resolveIn } from "./collect/resolvePersons";
import { whyNotTaken } from "./collect/whyNotTaken";
import { reviewNow } from "./review/reviewNow";
import { dataDirOf, environment, type Environment } from "./config";

export type CollectedFile = {
  definition: SectorSubgraph;
  running: RunningSubgraph;
  file: string;
  submitter: string;
  /** Who reviews it at once; without one the batch awaits its reviewer. */
  reviewer?: string | undefined;
  kind?: BatchKind | undefined;
  now?: () => number;
  refusedFolder?: string | undefined;
  progress?: ((read: Progress) => void) | undefined;
} & ({ identity: RunningSubgraph } | { resolve: ResolvePersons });

/**
 * Takes `file` in for the sector, and has it reviewed and published where a reviewer is named.
 * @throws BatchRefused, StoreUnavailable; DeskRefused where the reviewer is the submitter
 */
export async function collectFile(given: CollectedFile): Promise<IntakeSummary> {
  const { definition, running, file, submitter, reviewer, kind, now = Date.now, refusedFolder, progress } = given;
  const agency = definition.name;
  if (reviewer !== undefined && sameOfficer(reviewer, submitter)) throw new DeskRefused("OWN_BATCH");
  const summary = await takeIn({
    sector: definition.sector,
    database: running.environment.database!,
    complaints: definition.complaints,
    resolvePersons: "resolve" in given ? given.resolve : resolveIn(given.identity, definition.name, now),
    submitter: { agency, officer: submitter },
    ...{ kind, file, now, refusedFolder, progress },
  });
  if (reviewer === undefined || summary.batch === null) return summary;
  const review = { batch: summary.batch, reviewer: { agency, officer: reviewer } };
  const batch = await reviewNow(definition, running, review, now);
  return { ...summary, state: batch.state, ...(summary.alreadyTaken === undefined && differenceOf(batch)) };
}

const SECTORS = () => subgraphNames.filter((name) => isSector(subgraphNamed(name)));

const USAGE =
  () => `npm run collect -- <sector> FILE [--submitter NAME] [--reviewer NAME] [--replaces] [--refused-dir DIR] [--json]
npm run collect -- <sector> --template ITEM [FILE.xlsx | FILE.csv]

  <sector>        one of: ${SECTORS().join(", ")}
  FILE            one batch, rows of one catalogue item: CSV (UTF-8 or GB18030), XLSX or JSON Lines (.jsonl), with
                  Chinese column titles or the English names; what was read is said, and never guessed
  --submitter     who answers for the batch (default: the user of this computer)
  --reviewer      who reviews it at once, another officer than the submitter; without one it awaits review:
                  npm run review -- <sector>
  --replaces      the file is all there is of its item: live records that it does not name are withdrawn (over a
                  fifth of them needs two reviewers)
  --refused-dir   where the refused rows go, as <FILE>.refused.csv (.xlsx, .jsonl) with the reasons in front
                  (default: beside FILE); mend them there and send that file again as it is
  --json          the summary as JSON on stdout
  --template      prints the header of an item, e.g. TAX-01, and a row of examples, or writes them to a new file; the
                  columns of a workbook are text, so that no number loses its digits

On a terminal a bar shows how far a long file is. Days may be written 2025-03-01, 2025/3/1, 2025年3月1日; figures may be
full-width; both are noted. Identifiers (citizen numbers, codes, document numbers) are taken to the letter or refused.

Exit code: 0 all rows taken (nothing is live before it is reviewed), 1 nothing taken, 2 usage, 3 some rows refused.
CREDIT_IDENTITY_URL names an identity subgraph that runs elsewhere; without it identity's database is opened here.`;

interface Given {
  definition: SectorSubgraph;
  file: string;
  template: string | undefined;
  submitter: string;
  reviewer: string | undefined;
  kind: BatchKind;
  refusedFolder: string | undefined;
  json: boolean;
}

export async function main(argv: string[]): Promise<number> {
  const given = readArguments(argv);
  if (typeof given === "string") {
    if (given === "help") console.log(USAGE());
    else console.error(`${given}\n\n${USAGE()}`);
    return given === "help" ? 0 : 2;
  }
  if (given.template !== undefined) return giveTemplate(given.definition, given.template, given.file);
  try {
    const summary = await collect(given, environment());
    console.log(given.json ? JSON.stringify(summary) : inWords(summary));
    if (summary.alreadyTaken !== undefined && summary.state === "RECEIVED") return 1;
    return summary.refused > 0 ? 3 : 0;
  } catch (error) {
    const refusal = whyNotTaken(error);
    if (refusal === undefined) throw error;
    if (given.json) console.log(JSON.stringify({ refused: refusal }));
    else console.error(`${refusal.code}: ${refusal.zh} / ${refusal.en}`);
    return 1;
  }
}

async function collect({ definition, ...given }: Given, env: Environment): Promise<IntakeSummary> {
  const opened: RunningSubgraph[] = [];
  const bar = progressBar(process.stderr, Date.now);
  const open = async (name: string): Promise<RunningSubgraph> => {
    const already = opened.find((one) => one.name === name);
    if (already !== undefined) return already;
    // Nobody pages here, so the cursor key may be any.
    const options = { location: readLocation(env, name, dataDirOf(env)), cursorKey: randomBytes(32) };
    const running = await openSubgraph(subgraphNamed(name), options);
    opened.push(running);
    return running;
  };
  try {
    const running = await open(definition.name);
    const url = env["CREDIT_IDENTITY_URL"];
    const resolve = url
      ? resolveAt(url, readWarrantKeys(env, IDENTITY, dataDirOf(env)), definition.name, Date.now)
      : resolveIn(await open(IDENTITY), definition.name, Date.now);
    return await collectFile({ ...given, definition, running, resolve, progress: bar.show });
  } finally {
    bar.end();
    for (const one of opened) await one.close();
  }
}

async function giveTemplate({ sector }: SectorSubgraph, item: string, file: string): Promise<number> {
  const spec = sector.types.find((type) => type.item.code === item || type.name === item);
  if (spec === undefined) {
    console.error(`${sector.name} has the items ${sector.types.map((type) => `${type.item.code} (${type.name})`).join(", ")}`);
    return 2;
  }
  if (file === "") {
    process.stdout.write(templateOf(spec));
    return 0;
  }
  try {
    await writeTemplate(spec, file);
    console.log(
      `${file}：${spec.item.code} ${spec.item.zh}；请从第二行填起，示例行请删去 / fill in from row 2, and take the row of examples out`,
    );
    return 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    console.error(`${file} 无法写入（${code}）；请换一个不存在的文件名 / cannot be written; name a file that is not there yet`);
    return 1;
  }
}

/** What was asked for; "help"; or a sentence about what is wrong with it. */
function readArguments(argv: string[]): Given | string {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const options = {
    ...{ submitter: text, reviewer: text, "refused-dir": text, template: text },
    ...{ replaces: flag, json: flag, help: flag },
  };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = parsed;
  if (values.help) return "help";
  const [name = "", file, ...more] = positionals;
  if (!SECTORS().includes(name)) return `the first argument is a sector: ${SECTORS().join(", ")}`;
  if ((file === undefined && values.template === undefined) || more.length > 0) return "one FILE is taken in at a time";
  const submitter = officerName(values.submitter ?? userInfo().username);
  if (submitter === undefined) return "--submitter is a name of 1 to 100 characters";
  const reviewer = values.reviewer === undefined ? undefined : officerName(values.reviewer);
  if (values.reviewer !== undefined && reviewer === undefined) return "--reviewer is a name of 1 to 100 characters";
  if (reviewer !== undefined && sameOfficer(reviewer, submitter)) return `--reviewer: ${new DeskRefused("OWN_BATCH").zh}`;
  const definition = subgraphNamed(name) as SectorSubgraph;
  return {
    definition,
    file: file ?? "",
    template: values.template,
    ...{ submitter, reviewer },
    kind: values.replaces ? "REPLACEMENT" : "ADDITION",
    refusedFolder: values["refused-dir"],
    json: values.json,
  };
}
