/**
 * The rows of a sheet, sorted into drafts and refused rows; nothing is written. Two rows of one file that carry the same
 * number are both refused, for nobody here can know which of them holds.
 */
import type { RecordSpec } from "../record/recordType";
import type { RowProblem } from "./readCells";
import type { SheetRow } from "./readCsv";
import type { RefusedRow } from "./refusalFile";
import { titleOfKey, validateRow, type RecordDraft, type RowContext } from "./validateRow";

export interface StagedRow {
  row: SheetRow;
  draft: RecordDraft;
}

export interface Stage {
  rows: number;
  accepted: StagedRow[];
  refused: RefusedRow[];
  notes: RowProblem[];
}

export async function stageRows(rows: AsyncIterable<SheetRow>, context: RowContext): Promise<Stage> {
  const stage: Stage = { rows: 0, accepted: [], refused: [], notes: [] };
  for await (const row of rows) {
    stage.rows++;
    const verdict = validateRow(row, context);
    if ("problems" in verdict) {
      stage.refused.push({ row, problems: verdict.problems });
    } else {
      stage.accepted.push({ row, draft: verdict.draft });
      stage.notes.push(...verdict.notes);
    }
  }
  return withoutTwins(stage, context.spec);
}

/** Moves rows for which `problem` says something from the accepted to the refused. */
export function refuseSome(stage: Stage, problem: (one: StagedRow, place: number) => Omit<RowProblem, "row"> | undefined): Stage {
  const accepted: StagedRow[] = [];
  const refused = [...stage.refused];
  stage.accepted.forEach((one, place) => {
    const said = problem(one, place);
    if (said === undefined) accepted.push(one);
    else refused.push({ row: one.row, problems: [{ row: one.row.line, ...said }] });
  });
  refused.sort((a, b) => a.row.line - b.row.line);
  return { ...stage, accepted, refused };
}

function withoutTwins(stage: Stage, spec: RecordSpec): Stage {
  const lines = new Map<string, number[]>();
  const keyOf = (draft: StagedRow["draft"]) => (spec.perPerson ? `${draft.sourceNo}\n${draft.idNumber}` : draft.sourceNo);
  for (const { draft } of stage.accepted) {
    const before = lines.get(keyOf(draft));
    if (before === undefined) lines.set(keyOf(draft), [draft.line]);
    else before.push(draft.line);
  }
  const column = titleOfKey(spec);
  return refuseSome(stage, ({ draft }) => {
    const other = lines.get(keyOf(draft))!.find((line) => line !== draft.line);
    return other === undefined ? undefined : { column, problem: `与第 ${other} 行重复，无法判断以哪一行为准` };
  });
}
