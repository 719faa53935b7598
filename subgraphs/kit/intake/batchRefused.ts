/**
 * A batch file that is refused whole: nothing of it was taken. Carries a code of a closed list and a sentence for the
 * steward, Chinese first. Neither ever repeats a cell of the file, for a cell may be a person's data (ATTACKS M02).
 */
export const INTAKE_CODES = [
  "FILE_UNREADABLE",
  "FILE_EMPTY",
  "FILE_FORMAT",
  "FILE_UNSAFE",
  "FILE_ENCODING",
  "FILE_NUL",
  "FILE_TRUNCATED",
  "FILE_CHANGED",
  "FILE_QUOTES",
  "LINE_TOO_LONG",
  "TOO_MANY_ROWS",
  "SHEET_AMBIGUOUS",
  "SHEET_MERGED_CELLS",
  "HEADER_ABSENT",
  "HEADER_UNKNOWN_COLUMN",
  "HEADER_MISSING_COLUMN",
  "HEADER_DUPLICATE_COLUMN",
  "ITEM_UNKNOWN",
  "ITEM_OF_ANOTHER_SECTOR",
  "REFUSALS_UNWRITABLE",
] as const;
export type IntakeCode = (typeof INTAKE_CODES)[number];

export class BatchRefused extends Error {
  override readonly name = "BatchRefused";
  readonly code: IntakeCode;
  readonly zh: string;
  readonly en: string;

  constructor(code: IntakeCode, zh: string, en: string) {
    super(`${zh} / ${en}`);
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}
