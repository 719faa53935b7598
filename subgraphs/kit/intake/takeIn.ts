/**
 * One batch file, from the upload to published records:
 *
 *     receive (hash) → read → validate → resolve persons → publish in one transaction
 *
 * Promise: a file is published once, whatever happens and however often it comes; killed at any point it has published
 * nothing or all. A row that is refused is in the refusal file with its reason, and the rest is taken. Refuses the whole
 * file (BatchRefused) when its rows cannot be told apart or are not this sector's.
 *
 * A batch of which no row was taken leaves no trace in the store, so that the same file may come again, for instance
 * once the register has the persons.
 */
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { newId } from "../newId";
import type { Sector } from "../sector";
import type { Database } from "../store/database";
import { batchWithContent, publishBatch, type Published } from "../store/recordStore";
import { openSheet, type Sheet } from "./openSheet";
import { personsOfRows, type ResolvePersons, type RowsOfPersons } from "./personsOfRows";
import type { RowProblem } from "./readCells";
import { recordRow } from "./recordRow";
import { writeRefusalFile } from "./refusalFile";
import { stageRows } from "./stageRows";
import { contentHash } from "./textBlocks";

export interface Intake {
  sector: Sector;
  database: Database;
  resolvePersons: ResolvePersons;
  /** Path of the upload. */
  file: string;
  submitter: string;
  now: () => number;
  /** Where the refusal file goes; beside the upload unless said. */
  refusedFolder?: string | undefined;
}

export interface IntakeSummary {
  sector: string;
  item: string;
  type: string;
  /** Name of the upload, without its folder. */
  file: string;
  /** Id of the batch; `null` when no row was taken. */
  batch: string | null;
  sha256: string;
  rows: number;
  taken: number;
  created: number;
  corrected: number;
  unchanged: number;
  refused: number;
  /** The first 20 reasons. */
  refusals: RowProblem[];
  /** The first 20 places where something was mended. */
  notes: RowProblem[];
  refusalFile?: string;
  /** Batch that brought the same content before; then nothing was changed. */
  alreadyTaken?: string;
}

const SHOWN = 20;

/** @throws BatchRefused when the file is refused whole; StoreUnavailable when a database does not answer. */
export async function takeIn(intake: Intake): Promise<IntakeSummary> {
  const receivedAt = new Date(intake.now()).toISOString();
  const sha256 = await contentHash(intake.file);
  const sheet = await openSheet(intake.file, sha256, intake.sector);
  try {
    const before = await batchWithContent(intake.database, sha256);
    if (before !== undefined) return alreadyTaken(intake, sheet, sha256, before);
    const stage = await stageRows(sheet.rows, {
      spec: sheet.spec,
      header: sheet.header,
      today: legalDayOf(new Date(intake.now())),
      displayRules: loadCatalogue().displayRules,
      department: intake.sector.zh,
    });
    const { database, resolvePersons } = intake;
    const rows = await personsOfRows(stage, { spec: sheet.spec, database, resolvePersons });
    return await publish(intake, sheet, { sha256, receivedAt }, rows);
  } finally {
    await sheet.rows.return(undefined);
  }
}

type Receipt = { sha256: string; receivedAt: string };

async function publish(
  intake: Intake,
  sheet: Sheet,
  receipt: Receipt,
  { stage, personIds }: RowsOfPersons,
): Promise<IntakeSummary> {
  const { accepted, refused } = stage;
  const batch = newId();
  // Before publication: a reason that cannot be written must not be lost behind records that are already there.
  const refusalFile =
    refused.length === 0 ? undefined : await writeRefusalFile(intake.file, sheet.header, refused, intake.refusedFolder);
  const counts = { rows: stage.rows, taken: accepted.length, refused: refused.length };
  const told = {
    refusals: refused.flatMap(({ problems }) => problems).slice(0, SHOWN),
    notes: stage.notes.slice(0, SHOWN),
    ...(refusalFile !== undefined && { refusalFile }),
  };
  if (accepted.length === 0) {
    return { ...summary(intake, sheet, receipt.sha256), batch: null, ...counts, ...told };
  }
  const publishedAt = new Date(intake.now()).toISOString();
  const records = accepted.map(({ draft }, place) =>
    recordRow(draft, sheet.spec, { personId: personIds[place]!, batch, asOf: publishedAt }),
  );
  const entry = {
    ...{ id: batch, ...receipt, item: sheet.spec.item.code, submitter: intake.submitter, publishedAt },
    ...{ rowsTaken: counts.taken, rowsRefused: counts.refused },
  };
  let published: Published;
  try {
    published = await publishBatch(intake.database, entry, records);
  } catch (error) {
    // The same file, sent twice at once: the store lets one of them in, and the refusal file is the other's too.
    const other = await batchWithContent(intake.database, receipt.sha256).catch(() => undefined);
    if (other !== undefined) return alreadyTaken(intake, sheet, receipt.sha256, other);
    if (refusalFile !== undefined) await rm(refusalFile, { force: true });
    throw error;
  }
  return { ...summary(intake, sheet, receipt.sha256), batch, ...counts, ...published, ...told };
}

function alreadyTaken(intake: Intake, sheet: Sheet, sha256: string, batch: string): IntakeSummary {
  return { ...summary(intake, sheet, sha256), batch, alreadyTaken: batch };
}

function summary({ sector, file }: Intake, { spec }: Sheet, sha256: string): IntakeSummary {
  return {
    ...{ sector: sector.name, item: spec.item.code, type: spec.name, file: basename(file), batch: null, sha256 },
    ...{ rows: 0, taken: 0, created: 0, corrected: 0, unchanged: 0, refused: 0, refusals: [], notes: [] },
  };
}
