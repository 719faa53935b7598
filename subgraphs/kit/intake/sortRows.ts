/**
 * The rows of a batch as a stream: checked, given their persons, and handed to the sink; the refused ones to the
 * refusals. All in the order of the file, some thousand at a time.
 *
 *     rows → validate → persons → no number twice → sink | refusals
 *
 * Promise: memory does not grow with the file; while one part of it is with the register and the sink, the next is read.
 * Two rows of one file that carry the same number are both refused, for nobody here can know which of them holds.
 */
import type { PersonsOfRows } from "./personsOfRows";
import { WHOLE_ROW, type RowProblem } from "./readCells";
import { sourceNumberOf } from "./stagedRecord";
import type { RefusedRow, Refusals } from "./refuse/refusedRow";
import type { SheetRow } from "./read/sheetRow";
import type { Complaint } from "./rowChecks";
import { SeenNumbers } from "./seenNumbers";
import { MAX_DRAFTS, type PlacedDraft, type StagingSink } from "./stagingSink";
import { Told, type MendedRows } from "./told";
import { titleOfKey, validateRow, type RecordDraft, type RowContext } from "./validateRow";

export interface Sorting {
  rows: AsyncIterable<SheetRow[]>;
  /** The same rows once more. */
  again: () => AsyncIterable<SheetRow[]>;
  context: RowContext;
  persons: PersonsOfRows;
  /** What the sector's own store says against drafts, in their order. */
  complaints: (placed: readonly PlacedDraft[]) => Promise<(Complaint | undefined)[]>;
  sink: StagingSink;
  refusals: Refusals;
  /** Told how many rows are settled. */
  progress?: ((rows: number) => void) | undefined;
}

export interface SortedRows {
  rows: number;
  taken: number;
  refused: number;
  /** The first 20 reasons. */
  refusals: RowProblem[];
  /** The first 20 kinds of what was mended. */
  notes: MendedRows[];
}

/** Enough to ask the register for at once. More would be more memory, and would keep what the databases answer waiting. */
const ROWS_AT_ONCE = 1000;
/** Parts that are read before the first of them is settled, so that neither this process nor the databases stand idle. */
const PARTS_AHEAD = 2;

/** @throws BatchRefused, StoreUnavailable; what the sink has by then is the caller's to undo. */
export async function sortRows(sorting: Sorting): Promise<SortedRows> {
  const sorter = new RowSorter(sorting);
  // Parts are settled one after another; meanwhile the next ones are read, and asked for at the register.
  let settling: Promise<void> = Promise.resolve();
  const ahead: Promise<void>[] = [];
  try {
    for await (const rows of inParts(sorting.rows, ROWS_AT_ONCE)) {
      const judged = sorter.judge(rows);
      const asked = sorting.persons.of(judged.drafts);
      asked.catch(() => undefined);
      settling = settling.then(() => sorter.settle(judged, asked));
      settling.catch(() => undefined);
      if (ahead.push(settling) > PARTS_AHEAD) await ahead.shift();
    }
  } finally {
    await settling;
  }
  return sorter.end();
}

/** A part of the file: its drafts, and the rows that were refused so far. */
interface JudgedRows {
  rows: readonly SheetRow[];
  drafts: RecordDraft[];
  /** Place of each draft's row. */
  places: number[];
  problems: Map<number, RowProblem[]>;
}

class RowSorter {
  private readonly told = new Told();
  private readonly seen = new SeenNumbers();
  /** Rows in the sink whose number came again: line → line of the other. */
  private readonly twins = new Map<number, number>();
  private rows = 0;
  private refused = 0;

  constructor(private readonly sorting: Sorting) {}

  judge(rows: readonly SheetRow[]): JudgedRows {
    const judged: JudgedRows = { rows, drafts: [], places: [], problems: new Map() };
    rows.forEach((row, place) => {
      if (row.note !== undefined) this.told.note([{ row: row.line, column: WHOLE_ROW, problem: row.note }]);
      const verdict = validateRow(row, this.sorting.context);
      if ("problems" in verdict) {
        judged.problems.set(place, verdict.problems);
        return;
      }
      judged.drafts.push(verdict.draft);
      judged.places.push(place);
      this.told.note(verdict.notes);
    });
    return judged;
  }

  async settle({ rows, drafts, places, problems }: JudgedRows, asked: Promise<(string | undefined)[]>): Promise<void> {
    const ids = await asked;
    const known = drafts.flatMap((draft, at) => (ids[at] === undefined ? [] : [Object.assign(draft, { personId: ids[at] })]));
    const complaints = await this.sorting.complaints(known);
    const placed: PlacedDraft[] = [];
    let next = 0;
    drafts.forEach((draft, at) => {
      const said = ids[at] === undefined ? this.unknownPerson() : (complaints[next] ?? this.twinOf(draft, ids[at]));
      if (said === undefined) placed.push(known[next]!);
      else problems.set(places[at]!, [{ row: draft.line, ...said }]);
      if (ids[at] !== undefined) next++;
    });
    const refused = [...problems].sort(([a], [b]) => a - b).map(([place, why]) => ({ row: rows[place]!, problems: why }));
    await this.refuse(refused);
    for (let start = 0; start < placed.length; start += MAX_DRAFTS) {
      await this.sorting.sink.add(placed.slice(start, start + MAX_DRAFTS));
    }
    this.rows += rows.length;
    this.sorting.progress?.(this.rows);
  }

  /** Takes back what turned out to be there twice. */
  async end(): Promise<SortedRows> {
    if (this.twins.size > 0) await this.refuseFirstTwins();
    const { rows, refused, told } = this;
    return { rows, taken: rows - refused, refused, refusals: told.refusals, notes: told.notes };
  }

  private async refuse(refused: readonly RefusedRow[]): Promise<void> {
    this.refused += refused.length;
    for (const { problems } of refused) this.told.refuse(problems);
    await this.sorting.refusals.add(refused);
  }

  private unknownPerson(): Omit<RowProblem, "row"> {
    return { column: "公民身份号码", problem: this.sorting.persons.problem };
  }

  private twinOf(draft: RecordDraft, personId: string): Omit<RowProblem, "row"> | undefined {
    const { spec } = this.sorting.context;
    const first = this.seen.firstLine(sourceNumberOf(draft, spec, personId), draft.line);
    if (first === undefined) return undefined;
    if (!this.twins.has(first)) this.twins.set(first, draft.line);
    return { column: titleOfKey(spec), problem: twinProblem(first) };
  }

  private async refuseFirstTwins(): Promise<void> {
    await this.sorting.sink.remove([...this.twins.keys()]);
    const column = titleOfKey(this.sorting.context.spec);
    for await (const rows of this.sorting.again()) {
      const refused = rows.flatMap((row): RefusedRow[] => {
        const other = this.twins.get(row.line);
        if (other === undefined || !this.twins.delete(row.line)) return [];
        return [{ row, problems: [{ row: row.line, column, problem: twinProblem(other) }] }];
      });
      await this.refuse(refused);
    }
  }
}

function twinProblem(line: number): string {
  return `与第 ${line} 行重复，无法判断以哪一行为准；请只保留一行`;
}

/** Blocks of rows, joined and cut to parts of at most `size`. */
async function* inParts(blocks: AsyncIterable<SheetRow[]>, size: number): AsyncGenerator<SheetRow[]> {
  let part: SheetRow[] = [];
  for await (const block of blocks) {
    part = part.concat(block);
    while (part.length >= size) {
      yield part.slice(0, size);
      part = part.slice(size);
    }
  }
  if (part.length > 0) yield part;
}
