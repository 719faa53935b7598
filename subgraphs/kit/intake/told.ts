/** What a steward is told of a batch, however large: the first reasons, and each kind of mending once, with its count. */
import type { RowProblem } from "./readCells";

/** The same was mended in `rows` rows; `row` is the first of them. */
export interface MendedRows extends RowProblem {
  rows: number;
}

const SHOWN = 20;
const KINDS = 100;

export class Told {
  private readonly first: RowProblem[] = [];
  private readonly kinds = new Map<string, MendedRows>();

  refuse(problems: readonly RowProblem[]): void {
    for (const problem of problems) {
      if (this.first.length === SHOWN) return;
      this.first.push(problem);
    }
  }

  note(notes: readonly RowProblem[]): void {
    for (const note of notes) {
      const kind = `${note.column}\n${note.problem}`;
      const known = this.kinds.get(kind);
      if (known !== undefined) known.rows++;
      else if (this.kinds.size < KINDS) this.kinds.set(kind, { ...note, rows: 1 });
    }
  }

  /** The first 20 reasons, by row. */
  get refusals(): RowProblem[] {
    return this.first.toSorted((a, b) => a.row - b.row);
  }

  /** The first 20 kinds of mending. */
  get notes(): MendedRows[] {
    return [...this.kinds.values()].slice(0, SHOWN);
  }
}
