/** A batch that a steward's own system sends as a text: taken in by the code of every file, answered with what came of it. */
import { refused, sectorUnavailable } from "../door/refused";
import type { SubgraphContext } from "../graph/context";
import { BatchRefused } from "../intake/batchRefused";
import { takeIn, type IntakeSummary } from "../intake/takeIn";
import type { Sector } from "../sector";
import type { BatchKind } from "../store/batchRow";
import { batchById } from "../store/batchStore";
import type { Officer } from "../store/steps";
import { BatchSubmission, RowRefusal, type BatchInput } from "./batchTypes";
import { databaseOf, type SectorHooks } from "./desk";
import { batchShown } from "./shown";

/** Rows a call. */
const MAX_ROWS = 5000;

interface At {
  sector: Sector;
  hooks: SectorHooks;
  by: Officer;
  context: SubgraphContext;
}

/** @throws GraphQLError */
export async function submit({ jsonLines, kind }: BatchInput, { sector, hooks, by, context }: At): Promise<BatchSubmission> {
  if (linesOf(jsonLines) > MAX_ROWS) throw refused("DESK_ROWS");
  const { resolvePersons, now } = context.environment;
  if (resolvePersons === undefined) throw sectorUnavailable();
  const database = databaseOf(context);
  try {
    const summary = await takeIn({
      ...{ sector, database, complaints: hooks.complaints, resolvePersons, submitter: by, now, jsonLines },
      file: "submitBatch",
      kind: kind as BatchKind,
    });
    const batch = summary.batch === null ? undefined : await batchById(database, summary.batch);
    return submission(summary, batch && { batch: batchShown(batch, sector) });
  } catch (error) {
    if (!(error instanceof BatchRefused)) throw error;
    const whole = { alreadyTaken: false, taken: 0, refused: 0, refusals: [] };
    return Object.assign(new BatchSubmission(), { ...whole, refusedWhole: `${error.code}: ${error.zh} / ${error.en}` });
  }
}

function submission(summary: IntakeSummary, batch: Partial<BatchSubmission> | undefined): BatchSubmission {
  const { alreadyTaken, taken, refused: rows, refusals, refusedLines } = summary;
  return Object.assign(new BatchSubmission(), {
    ...batch,
    ...{ alreadyTaken: alreadyTaken !== undefined, taken, refused: rows },
    refusals: refusals.map(({ row: line, column, problem }) => Object.assign(new RowRefusal(), { line, column, problem })),
    ...(refusedLines !== undefined && refusedLines !== "" && { refusedLines }),
  });
}

function linesOf(text: string): number {
  let lines = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
