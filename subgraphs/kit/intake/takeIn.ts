/**
 * One batch file, from the upload to a batch that awaits its reviewer:
 *
 *     receive (hash) → read → validate → resolve persons → stage → difference
 *
 * Promise: a file is taken once, whatever happens and however often it comes; nothing of it is live before somebody else
 * has reviewed it (`life/reviewBatch.ts`). A row that is refused is in the refusal file with its reason, and the rest is
 * taken. Refuses the whole file (BatchRefused) when its rows cannot be told apart or are not this sector's.
 *
 * A batch of which no row was taken is closed at once, so that the same file may come again, for instance once the
 * register has the persons.
 */
import { basename } from "node:path";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { receiveBatch } from "../life/receiveBatch";
import type { Sector } from "../sector";
import type { Batch, BatchKind, BatchState } from "../store/batchRow";
import type { Database } from "../store/database";
import { MAX_KEPT, type KeptRefusal } from "../store/refusals";
import type { Officer } from "../store/steps";
import { openSheet, type Sheet } from "./openSheet";
import { personsOfRows, type ResolvePersons } from "./personsOfRows";
import type { RowProblem } from "./readCells";
import type { TextEncoding } from "./read/textEncoding";
import { receiveUpload, uploadOfJsonLines, type Upload, type UploadFormat } from "./read/upload";
import { refusedLines } from "./refuse/jsonRefusals";
import { refusalFile } from "./refuse/refusalFile";
import type { Refusals } from "./refuse/refusedRow";
import { sortRows, type SortedRows } from "./sortRows";
import type { StagingSink } from "./stagingSink";
import type { MendedRows } from "./told";
import type { DraftComplaints } from "./rowChecks";
import { rowContext } from "./validateRow";

export interface Intake {
  sector: Sector;
  database: Database;
  resolvePersons: ResolvePersons;
  complaints?: DraftComplaints | undefined;
  /** Path of the upload. */
  file: string;
  /** JSON Lines that came as a text, not as a file; `file` is then a name for it. */
  jsonLines?: string | undefined;
  submitter: Officer;
  /** What the batch says of itself; more is added, unless it says that it is all there is. */
  kind?: BatchKind | undefined;
  now: () => number;
  /** Where the refusal file goes; beside the upload unless said. */
  refusedFolder?: string | undefined;
  /** Told, some thousand rows at a time, how far the reading is. */
  progress?: ((read: Progress) => void) | undefined;
}

export interface Progress {
  /** Rows that are settled. */
  rows: number;
  /** Bytes that were read, of {@link Progress.of}; nobody knows beforehand to how many a workbook unfolds. */
  bytes: number;
  of: number | undefined;
}

export interface IntakeSummary {
  sector: string;
  item: string;
  type: string;
  /** Name of the upload, without its folder. */
  file: string;
  /** What was read, and in which encoding. */
  format: UploadFormat;
  encoding: TextEncoding;
  /** Id of the batch; `null` when no row was taken. */
  batch: string | null;
  /** How it stands; `null` when no row was taken. */
  state: BatchState | null;
  kind: BatchKind;
  sha256: string;
  rows: number;
  taken: number;
  /** What publication makes, or made, of the rows that were taken. */
  created: number;
  corrected: number;
  unchanged: number;
  /** Live records that a full replacement does not name. */
  withdrawn: number;
  refused: number;
  /** The first 20 reasons. */
  refusals: RowProblem[];
  /** The first 20 kinds of what was mended, each with the first row and the count. */
  notes: MendedRows[];
  refusalFile?: string;
  /** The refused rows of a batch that came as a text, as JSON Lines with the reasons in front. */
  refusedLines?: string;
  /** Batch that brought, or is bringing, the same content; then nothing was done. */
  alreadyTaken?: string;
}

/** @throws BatchRefused when the file is refused whole; StoreUnavailable when a database does not answer. */
export async function takeIn(intake: Intake): Promise<IntakeSummary> {
  const { jsonLines, file, database, submitter, now, kind = "ADDITION" } = intake;
  const upload = jsonLines === undefined ? await receiveUpload(file) : uploadOfJsonLines(jsonLines, file);
  let bytes = 0;
  const sheet = await openSheet(upload, intake.sector, (length) => (bytes += length));
  const summary = emptySummary(intake, upload, sheet);
  try {
    const receiving = await receiveBatch(database, { spec: sheet.spec, sha256: upload.sha256, kind, submitter }, now);
    if ("already" in receiving) return { ...summary, ...standing(receiving.already), alreadyTaken: receiving.already.id };
    const lines = jsonLines === undefined ? undefined : refusedLines();
    const written = lines ?? refusalFile(upload, file, sheet.header, intake.refusedFolder);
    const kept: KeptRefusal[] = [];
    const refusals = keepingSome(written, kept);
    try {
      const of = upload.format === "XLSX" ? undefined : upload.bytes;
      const progress = intake.progress && ((rows: number) => intake.progress!({ rows, bytes, of }));
      const sorted = await sortedInto(receiving.sink, { intake, upload, sheet, refusals, progress });
      // Before the batch is sealed: a reason that cannot be written must not be lost behind rows that are already taken.
      const path = await refusals.finish();
      const where = { ...(path !== undefined && { refusalFile: path }), ...(lines && { refusedLines: lines.text() }) };
      const batch = await receiving.finish(sorted, kept);
      return { ...summary, ...sorted, ...where, ...(batch && { ...standing(batch), ...differenceOf(batch) }) };
    } catch (error) {
      await refusals.discard();
      // Where the store does not answer, the batch is given up when the file comes again.
      await receiving.abandon("接收未完成 / it could not be received to its end").catch(() => undefined);
      throw error;
    }
  } finally {
    await sheet.rows.return(undefined);
  }
}

/** The refusals, of which the first are noted for the desk as well. */
function keepingSome(refusals: Refusals, kept: KeptRefusal[]): Refusals {
  return {
    ...refusals,
    async add(rows) {
      for (const { problems } of rows)
        for (const { row: line, column, problem } of problems) if (kept.length < MAX_KEPT) kept.push({ line, column, problem });
      await refusals.add(rows);
    },
  };
}

interface Reading {
  intake: Intake;
  upload: Upload;
  sheet: Sheet;
  refusals: Refusals;
  progress: ((rows: number) => void) | undefined;
}

/** The rows of the sheet, into the sink and the refusals. */
function sortedInto(sink: StagingSink, { intake, upload, sheet, refusals, progress }: Reading): Promise<SortedRows> {
  return sortRows({
    rows: sheet.rows,
    again: () => upload.rows(),
    context: rowContext({
      ...{ spec: sheet.spec, header: sheet.header },
      today: legalDayOf(new Date(intake.now())),
      department: intake.sector.zh,
    }),
    persons: personsOfRows(sheet.spec, intake),
    complaints: async (placed) => (await intake.complaints?.(intake.database, sheet.spec, placed)) ?? [],
    ...{ sink, refusals, progress },
  });
}

function standing({ id, state }: Batch): Pick<IntakeSummary, "batch" | "state"> {
  return { batch: id, state };
}

/** What the publication of a batch makes, or made, of its rows. */
export function differenceOf(batch: Batch): Pick<IntakeSummary, "created" | "corrected" | "unchanged" | "withdrawn"> {
  const { rowsNew: created, rowsChanged: corrected, rowsUnchanged: unchanged, rowsWithdrawn: withdrawn } = batch;
  return { created, corrected, unchanged, withdrawn };
}

function emptySummary(
  { sector, file, kind = "ADDITION" }: Intake,
  { format, encoding, sha256 }: Upload,
  { spec }: Sheet,
): IntakeSummary {
  return {
    ...{
      sector: sector.name,
      item: spec.item.code,
      type: spec.name,
      file: basename(file),
      format,
      encoding,
      ...{ batch: null, state: null, kind, sha256 },
    },
    ...{ rows: 0, taken: 0, created: 0, corrected: 0, unchanged: 0, withdrawn: 0, refused: 0, refusals: [], notes: [] },
  };
}
