/**
 * On what ground the numbers of a year stand: the snapshot of a year that is over, and what is counted now of any other.
 *
 * A year is frozen at the first occasion after 31 December, 24:00 in Shanghai, on which every source has answered since:
 * what happened in its last second is in it. A source that stays silent for a day is frozen as it was, and named.
 */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { legalDayOf, type LegalDay } from "../../../../schema/contract/legalDay";
import type { Database } from "../../../kit/store/database";
import { boardOf, readWritten, type Board, type Written } from "../board/board";
import type { Ground } from "../indicator/view";
import type { Rollups } from "../rollup/rollups";
import type { SourceRow } from "../store/rollupStore";
import { insertSnapshot, snapshotOf, snapshotPeriods } from "../store/snapshotStore";
import { endOf, frozenYear, snapshotRow, type FrozenYear } from "./frozenYear";

export interface YearGround extends Ground {
  board: Board;
  /** Absent while the year goes on. */
  frozenAt?: string;
  sources: readonly SourceRow[];
  /** When what is shown of the sources was so, ms. */
  asOf: number;
}

export interface Years {
  /** Of `2026`. */
  of(year: string): YearGround;
  /** What is written now, whatever year is looked at. */
  board: Board;
}

interface Opening {
  database: Database;
  rollups: Rollups;
  catalogue: Catalogue;
  now: number;
}

const WAIT_MS = 24 * 3_600_000;
const opened = new WeakMap<Database, Map<string, FrozenYear>>();

export async function openYears({ database, rollups, catalogue, now }: Opening): Promise<Years> {
  const today = legalDayOf(new Date(now));
  const [written] = await Promise.all([readWritten(database), rollups.refresh()]);
  const frozen = await frozenYears({ database, rollups, catalogue, now }, written);
  const board = boardOf(written, catalogue, today);
  const since = monthOf(rollups.since());
  const live = { cube: rollups.cube, catalogue, today, since, board, sources: rollups.sources(), asOf: now };
  return {
    board,
    of(year) {
      const known = frozen.get(year);
      if (known === undefined) return live;
      const { cube, frozenAt, sources } = known;
      const lastDay: LegalDay = `${year}-12-31`;
      return { cube, catalogue, today: lastDay, since, board: known.board, frozenAt, sources, asOf: Date.parse(frozenAt) };
    },
  };
}

/** Freezes what is due; for whoever keeps the subgraph up. */
export async function freezeDue(opening: Opening): Promise<void> {
  await openYears(opening);
}

async function frozenYears(opening: Opening, written: Written): Promise<ReadonlyMap<string, FrozenYear>> {
  const { database, rollups, catalogue, now } = opening;
  let known = opened.get(database);
  if (known === undefined) {
    known = new Map();
    for (const period of await snapshotPeriods(database)) await take(period, known, opening);
    opened.set(database, known);
  }
  for (const year of overYears(rollups.since(), now)) {
    if (known.has(year)) continue;
    const sources = rollups.sources();
    // Another process may have frozen it.
    if ((await snapshotOf(database, year)) === undefined) {
      if (!isRead(sources, year, now)) continue;
      const frozenAt = new Date(now).toISOString();
      await insertSnapshot(database, snapshotRow(year, rollups.cube, { written, sources, frozenAt }));
    }
    await take(year, known, opening);
  }
  return known;

  async function take(year: string, into: Map<string, FrozenYear>, { database: of }: Opening): Promise<void> {
    const row = await snapshotOf(of, year);
    if (row !== undefined) into.set(year, frozenYear(row, catalogue));
  }
}

function monthOf(instant: string): string {
  return instant === "" ? "" : legalDayOf(new Date(instant)).slice(0, 7);
}

/** Years that ended since counting began. */
function overYears(since: string, now: number): string[] {
  if (since === "") return [];
  const first = Number(legalDayOf(new Date(since)).slice(0, 4));
  const current = Number(legalDayOf(new Date(now)).slice(0, 4));
  return Array.from({ length: Math.max(0, current - first) }, (_, at) => String(first + at));
}

function isRead(sources: readonly SourceRow[], year: string, now: number): boolean {
  const end = endOf(year);
  return now >= end + WAIT_MS || sources.every(({ readAt }) => readAt !== null && Date.parse(readAt) >= end);
}
