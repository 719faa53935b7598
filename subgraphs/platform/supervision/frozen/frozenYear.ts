/**
 * A year as it stood when it was over: the counters of its months and of the year before (some numbers look back twelve
 * months), everything earlier in one sum, and what members and the office had written. What comes later moves none of it.
 */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { boardOf, type Board, type Written } from "../board/board";
import type { Counter, Measure } from "../rollup/counter";
import { keyOf } from "../rollup/counter";
import { openCube, type Cube } from "../rollup/cube";
import type { SnapshotRow } from "../store/snapshotStore";
import type { SourceRow } from "../store/rollupStore";

export interface FrozenYear {
  frozenAt: string;
  cube: Cube;
  board: Board;
  sources: readonly SourceRow[];
}

/** Stands for every month before those that are kept. */
const BEFORE = "0000-00";

type Cell = [measure: string, month: string, sector: string, item: string, detail: string, n: number];

interface Content {
  counters: Cell[];
  written: Written;
  sources: readonly SourceRow[];
}

/** Midnight in Shanghai at which a year ends. */
export function endOf(year: string): number {
  return Date.parse(`${year}-12-31T16:00:00.000Z`);
}

export function snapshotRow(
  year: string,
  cube: Cube,
  { written, sources, frozenAt }: Omit<Content, "counters"> & { frozenAt: string },
): SnapshotRow {
  const firstMonth = `${Number(year) - 1}-01`;
  const kept = new Map<string, Counter>();
  for (const counter of cube.all()) {
    if (counter.month > `${year}-12`) continue;
    const own = { ...counter, month: counter.month < firstMonth ? BEFORE : counter.month };
    const known = kept.get(keyOf(own));
    if (known === undefined) kept.set(keyOf(own), own);
    else known.n += own.n;
  }
  const counters = [...kept.values()].map(({ measure, month, sector, item, detail, n }): Cell => {
    return [measure, month, sector, item, detail, n];
  });
  const content: Content = { counters, written, sources };
  return { period: year, frozenAt, content: JSON.stringify(content) };
}

export function frozenYear({ period, frozenAt, content }: SnapshotRow, catalogue: Catalogue): FrozenYear {
  const { counters, written, sources } = JSON.parse(content) as Content;
  const cube = openCube();
  cube.put(
    counters.map(([measure, month, sector, item, detail, n]) => ({
      measure: measure as Measure,
      month,
      sector,
      item,
      detail,
      n,
    })),
  );
  return { frozenAt, cube, sources, board: boardOf(written, catalogue, `${period}-12-31`) };
}
