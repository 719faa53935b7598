/**
 * The oracles of the attack catalogue (section 0) over a whole case, whatever it sent: each answer against who asked for it,
 * each sub-request against everybody who asked, and what the gateway wrote and counted meanwhile against nobody at all.
 */
import { legalDayOf } from "../../../schema/contract/legalDay";
import type { District, GraphQLAnswer, Seen } from "../../support/district";
import { withoutReceipt } from "../../support/withoutReceipt";
import { CANARY } from "./canaries";
import type { Exchange } from "./exchanges";
import { ownProcess, type Cost, type Meter } from "./meter";
import {
  answerIsKnown,
  castRecords,
  deniedIsNullWithError,
  fetchedCoordinates,
  LEAKS,
  personCells,
  recordCells,
} from "./oracles";
import { closedBecause, isCategoryOpen, levelsOf, ownsSector, type Asker } from "./restatedRules";

/** What is said of a part that was not there in time: of a plan, a department, the log, a turn. */
export const LATE = /OPERATION_TOO_COSTLY|SECTOR_UNAVAILABLE|EVIDENCE_UNAVAILABLE|OVERLOADED/;

/** O1: nothing that this caller may not see stands in the answer to him. */
export async function nothingClosedLeaves(district: District, { askers, members, whole }: Exchange): Promise<void> {
  const records = await castRecords(district);
  const today = legalDayOf(new Date());
  const cellsFor = (asker: Asker, member: number) => [
    ...recordCells(records, asker, member, today),
    ...personCells(asker, member),
  ];
  const all = cellsFor({ scopes: [] }, -1).map(({ value }) => value);
  const cells = askers.flatMap((asker) => members.flatMap((member) => cellsFor(asker, member)));
  const open = new Set(cells.filter(({ mayLeave }) => mayLeave).map(({ value }) => value));
  expect(all.filter((value) => !open.has(value) && standsIn(whole, value))).toEqual([]);
  const marks = [...open].flatMap((value) => value.match(CANARY) ?? []);
  expect([...whole.matchAll(CANARY)].map(([mark]) => mark).filter((mark) => !marks.includes(mark))).toEqual([]);
}

/** Does the value stand in the text, and not by chance as digits within a longer number? */
function standsIn(text: string, value: string): boolean {
  return text.includes(value) && (!/^\d+$/.test(value) || new RegExp(`(?<![\\d.])${value}(?!\\d)`).test(text));
}

/** O2: each sub-request asked, and was allowed by its warrant, no more than is open to one who asked in this case. */
export function nothingClosedWasFetched(seen: readonly Seen[], exchanges: readonly Exchange[]): void {
  const askers = exchanges.flatMap((one) => one.askers);
  for (const one of seen) {
    const refusals = askers.map((asker) => beyond(one, asker));
    expect(refusals.some((found) => found.length === 0) ? [] : refusals).toEqual([]);
  }
}

/** What of a sub-request goes beyond what is open to `asker`. */
function beyond({ subgraph, body, warrant }: Seen, asker: Asker): string[] {
  const fields = fetchedCoordinates([{ subgraph, body, warrant }]).map((one) => one.slice(one.indexOf("/") + 1));
  const closed = fields.filter((coordinate) => closedBecause(asker, coordinate) !== undefined);
  const opened = Object.entries(warrant.open).filter(
    ([category, levels]) =>
      !isCategoryOpen(asker, category) ||
      !ownsSector(asker, subgraph) ||
      levels.some((level) => !levelsOf(asker, category).includes(level)),
  );
  return [...closed, ...opened.map(([category]) => category)];
}

/** O3, O4, O6 of one answer of the graph. */
export function answerIsHonest({ body, status, whole, path, askers }: Exchange): void {
  if (path !== "/graphql") return;
  const parsed = JSON.parse(body) as GraphQLAnswer;
  const answered = withoutReceipt(parsed);
  deniedIsNullWithError(answered);
  const headers = new Headers(JSON.parse(whole.split("\n")[1]!) as [string, string][]);
  answerIsKnown({ status, headers, body: answered, text: body });
  expect(showsPerson(parsed) && askers.length > 0 ? parsed.extensions?.receipt : "none is due").toBeDefined();
}

/** Anything at all of a person: then the answer is on record, and says so (O4). */
function showsPerson({ data }: GraphQLAnswer): boolean {
  return Object.entries((data ?? {}) as object).some(([, value]) => JSON.stringify(value ?? null).includes('"maskedName":"'));
}

/** O1 of what is kept: logs, metrics. Nobody may see a person there, not even who asked. */
export async function nothingIsWritten(district: District, texts: Record<string, string>): Promise<void> {
  const records = await castRecords(district);
  const values = [...recordCells(records, { scopes: [] }, -1, ""), ...personCells({ scopes: [] }, -1)].map(({ value }) => value);
  for (const [where, text] of Object.entries(texts)) {
    const found = values.filter((value) => standsIn(text, value));
    expect([where, ...found, ...(text.match(CANARY) ?? []), ...(text.match(/eyJ[\w-]{20,}/g) ?? [])]).toEqual([where]);
    // A log may tell its reader of the inside; of persons, no more than a stranger.
    expect([where, LEAKS.at(-1)!.exec(text)?.[0]]).toEqual([where, undefined]);
  }
}

/** O5: the process lives through `act`. What a hostile request costs to the millisecond is measured elsewhere. */
export async function livesThrough(act: () => Promise<void> | void, { limits, begin }: Meter = ownProcess): Promise<void> {
  const end = await begin();
  let cost: Cost | undefined;
  try {
    await act();
  } finally {
    cost = await end();
  }
  // On a busy machine the loop also waits while others run: then it has not worked either.
  expect(Math.min(cost.loop, cost.cpu)).toBeLessThan(limits.turn);
  expect(cost.memory).toBeLessThan(limits.memory);
}
