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
import { basename } from "node:path";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { newId } from "../newId";
import type { Sector } from "../sector";
import type { Database } from "../store/database";
import { batchWithContent, publishBatch, type Published, type RecordsChanged } from "../store/recordStore";
import type { RecordSpec } from "../record/recordType";
import { openSheet, type Sheet } from "./openSheet";
import { personsOfRows, type ResolvePersons } from "./personsOfRows";
import type { RowProblem } from "./readCells";
import { recordRow } from "./recordRow";
import type { TextEncoding } from "./read/textEncoding";
import { receiveUpload, type Upload, type UploadFormat } from "./read/upload";
import { refusalFile, type Refusals } from "./refuse/refusalFile";
import { sortRows, type SortedRows } from "./sortRows";
import type { PlacedDraft } from "./stagingSink";
import type { MendedRows } from "./told";
import type { DraftComplaints } from "./rowChecks";
import { rowContext } from "./validateRow";

export interface Intake {
  sector: Sector;
  database: Database;
  resolvePersons: ResolvePersons;
  complaints?: DraftComplaints;
  recordsChanged?: RecordsChanged;
  /** Path of the upload. */
  file: string;
  /** What came otherwise than as a file; `file` is then its name. */
  upload?: Upload | undefined;
  submitter: string;
  now: () => number;
  /** Where the refusal file goes; beside the upload unless said. */
  refusedFolder?: string | undefined;
  /** Told, some thousand rows at a time, how far the reading is. */
  progress?: ((read: Progress) => void) | undefined;
}

export interface Progress {
  /** Rows that are settled. */
  rows: number;
  /** Bytes that were read, of {@link Progress.of} (a workbook unfolds to more). */
  bytes: number;
  of: number;
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
  sha256: string;
  rows: number;
  taken: number;
  created: number;
  corrected: number;
  unchanged: number;
  refused: number;
  /** The first 20 reasons. */
  refusals: RowProblem[];
  /** The first 20 kinds of what was mended, each with the first row and the count. */
  notes: MendedRows[];
  refusalFile?: string;
  /** Batch that brought the same content before; then nothing was changed. */
  alreadyTaken?: string;
}

/** @throws BatchRefused when the file is refused whole; StoreUnavailable when a database does not answer. */
export async function takeIn(intake: Intake): Promise<IntakeSummary> {
  const receivedAt = new Date(intake.now()).toISOString();
  const upload = intake.upload ?? (await receiveUpload(intake.file));
  let bytes = 0;
  const sheet = await openSheet(upload, intake.sector, (length) => (bytes += length));
  const summary = emptySummary(intake, upload, sheet);
  try {
    const before = await batchWithContent(intake.database, upload.sha256);
    if (before !== undefined) return { ...summary, batch: before, alreadyTaken: before };
    const refusals = refusalFile(upload, intake.file, sheet.header, intake.refusedFolder);
    try {
      const progress = intake.progress && ((rows: number) => intake.progress!({ rows, bytes, of: upload.bytes }));
      const { sorted, drafts } = await collected(intake, upload, sheet, refusals, progress);
      // Before publication: a reason that cannot be written must not be lost behind records that are already there.
      const path = await refusals.finish();
      const told = { ...summary, ...sorted, ...(path !== undefined && { refusalFile: path }) };
      if (drafts.length === 0) return told;
      return { ...told, ...(await publish(intake, upload, sheet.spec, drafts, { receivedAt, rowsRefused: sorted.refused })) };
    } catch (error) {
      // The same file, sent twice at once: the store lets one of them in, and the refusal file is the other's too.
      const other = await batchWithContent(intake.database, upload.sha256).catch(() => undefined);
      if (other !== undefined) return { ...summary, batch: other, alreadyTaken: other };
      await refusals.discard();
      throw error;
    }
  } finally {
    await sheet.rows.return(undefined);
  }
}

/** The rows of the sheet, and the drafts of those that may be taken. */
async function collected(
  intake: Intake,
  upload: Upload,
  sheet: Sheet,
  refusals: Refusals,
  progress: ((rows: number) => void) | undefined,
): Promise<{ sorted: SortedRows; drafts: PlacedDraft[] }> {
  const drafts = new Map<number, PlacedDraft>();
  const sorted = await sortRows({
    rows: sheet.rows,
    again: () => upload.rows(),
    context: rowContext({
      ...{ spec: sheet.spec, header: sheet.header },
      today: legalDayOf(new Date(intake.now())),
      displayRules: loadCatalogue().displayRules,
      department: intake.sector.zh,
    }),
    persons: personsOfRows(sheet.spec, intake),
    complaints: async (placed) => (await intake.complaints?.(intake.database, sheet.spec, placed)) ?? [],
    sink: {
      add: async (added) => added.forEach((draft) => drafts.set(draft.line, draft)),
      remove: async (lines) => lines.forEach((line) => drafts.delete(line)),
    },
    refusals,
    progress,
  });
  return { sorted, drafts: [...drafts.values()] };
}

async function publish(
  { database, submitter, now, recordsChanged }: Intake,
  { sha256 }: Upload,
  spec: RecordSpec,
  drafts: readonly PlacedDraft[],
  { receivedAt, rowsRefused }: { receivedAt: string; rowsRefused: number },
): Promise<Published & { batch: string }> {
  const batch = newId();
  const publishedAt = new Date(now()).toISOString();
  const records = drafts.map((draft) => recordRow(draft, spec, { personId: draft.personId, batch, asOf: publishedAt }));
  const entry = {
    ...{ id: batch, sha256, item: spec.item.code, submitter, receivedAt, publishedAt },
    ...{ rowsTaken: drafts.length, rowsRefused },
  };
  return { batch, ...(await publishBatch(database, entry, records, recordsChanged)) };
}

function emptySummary({ sector, file }: Intake, { format, encoding, sha256 }: Upload, { spec }: Sheet): IntakeSummary {
  return {
    ...{
      sector: sector.name,
      item: spec.item.code,
      type: spec.name,
      file: basename(file),
      format,
      encoding,
      batch: null,
      sha256,
    },
    ...{ rows: 0, taken: 0, created: 0, corrected: 0, unchanged: 0, refused: 0, refusals: [], notes: [] },
  };
}
