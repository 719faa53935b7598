/**
 * How the units stand beside each other: coverage, then quality, then timeliness, in that order; a unit without records of
 * its own has no place. Numbers of a unit, never of a person.
 */
import { loadCatalogue } from "../../../../schema/catalogue/load";
import type { Book } from "../indicator/book";
import type { Board } from "./board";

export interface Standing {
  rank?: number;
  coverage: number | undefined;
  quality: number | undefined;
  timeliness: number | undefined;
  tasksDue: number;
  tasksLate: number;
}

const kept = new WeakMap<Book, Map<string, Standing>>();

/** By code of the member; computed once a board. */
export function standings(book: Book, board: Board): Map<string, Standing> {
  let known = kept.get(book);
  if (known === undefined) kept.set(book, (known = compute(book, board)));
  return known;
}

function compute(book: Book, board: Board): Map<string, Standing> {
  const { departments, indicators, tasks } = loadCatalogue();
  const entryOf = (code: string) => indicators.find(({ id }) => id === code)!;
  const standings = new Map<string, Standing>();
  for (const { code, member } of departments) {
    if (member === undefined) continue;
    const valueOf = (id: string) => book.figure(entryOf(id), { by: "MEMBER", key: code }).value;
    const lights = tasks.filter((task) => board.isOf(task, code)).map((task) => board.standing(task, code).light);
    standings.set(code, {
      ...{ coverage: valueOf("K01"), quality: valueOf("K11"), timeliness: valueOf("K10") },
      tasksDue: lights.filter((light) => light !== "GREY").length,
      tasksLate: lights.filter((light) => light === "RED").length,
    });
  }
  return ranked(standings);
}

function ranked(standings: Map<string, Standing>): Map<string, Standing> {
  const placed = [...standings.values()].filter(({ coverage }) => coverage !== undefined).sort(byMerit);
  placed.forEach((standing, at) => {
    const before = placed[at - 1];
    // Those who are level share a place.
    standing.rank = before !== undefined && byMerit(before, standing) === 0 ? before.rank! : at + 1;
  });
  return standings;
}

function byMerit(one: Standing, other: Standing): number {
  for (const key of ["coverage", "quality", "timeliness"] as const) {
    const difference = (other[key] ?? 0) - (one[key] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.tasksLate - other.tasksLate;
}
