/**
 * What the boards should say, counted by other means than theirs: SQL over the departments' own tables and the bytes of the
 * evidence log. Nothing here looks at events or counters.
 */
import { decodeEntry } from "../../schema/contract/evidence/evidenceEntry";
import { loadCatalogue } from "../../schema/catalogue/load";
import { legalDayOf } from "../../schema/contract/legalDay";
import type { Row } from "../../subgraphs/kit/store/reader";
import { isSector } from "../../subgraphs/register";
import type { District } from "./district";

export interface CountedByHand {
  /** Items of which something was published, or nil returned, in the month. */
  itemsReported: Set<string>;
  /** Records that may be read today, by item. */
  standing: Map<string, number>;
  rowsTaken: number;
  rowsRefused: number;
  reviews: number;
  /** New records, and new versions of records, that were published in the month. */
  created: number;
  corrected: number;
  persons: number;
  personsVerified: number;
  openCases: number;
  /** Looks of agencies at persons: answered or failed, and refused. */
  looks: number;
  looksRefused: number;
  looksOf: Map<string, number>;
}

const sum = (rows: readonly Row[], column: string) => rows.reduce((all, row) => all + Number(row[column] ?? 0), 0);

/** Of a month that has not ended, e.g. `2026-11`. */
export async function countedByHand(district: District, month: string): Promise<CountedByHand> {
  const rowsOf = async (name: string, sql: string, values: string[] = []) =>
    district.local.find(({ definition }) => definition.name === name)!.running.environment.database!.reader.all(sql, values);
  // What the law may seal is counted nowhere.
  const sealed = new Set(
    loadCatalogue().items.flatMap(({ code, openness }) => (openness.mayBe.includes("SEALED") ? [code] : [])),
  );
  const all = async (name: string, sql: string, values: string[] = []) =>
    (await rowsOf(name, sql, values)).filter(({ item }) => !sealed.has(item as string));
  // A month of Shanghai begins eight hours before one of Greenwich.
  const first = new Date(Date.parse(`${month}-01T00:00:00+08:00`)).toISOString();
  const today = legalDayOf(new Date());
  const sectors = district.local.filter(({ definition }) => isSector(definition)).map(({ definition }) => definition.name);
  const counted: CountedByHand = {
    ...{ itemsReported: new Set(), standing: new Map(), rowsTaken: 0, rowsRefused: 0, reviews: 0, created: 0, corrected: 0 },
    ...{ persons: 0, personsVerified: 0, openCases: 0, looks: 0, looksRefused: 0, looksOf: new Map() },
  };
  for (const sector of sectors) {
    const items = await all(sector, "SELECT item, state, display_until, query_until, as_of FROM record WHERE state <> 'SEALED'");
    for (const row of items) {
      const item = row["item"] as string;
      if ((row["as_of"] as string) >= first) counted.itemsReported.add(item);
      const isLive = ["ACTIVE", "DISPUTED", "CORRECTED"].includes(row["state"] as string);
      const isShown = [row["display_until"], row["query_until"]].every((day) => day === null || (day as string) >= today);
      if (isLive && isShown) counted.standing.set(item, (counted.standing.get(item) ?? 0) + 1);
    }
    for (const row of await all(sector, "SELECT item FROM nil_return WHERE period = ?", [month]))
      counted.itemsReported.add(row["item"] as string);
    const batches = await all(sector, "SELECT item, rows_taken, rows_refused FROM batch WHERE touched_at >= ?", [first]);
    counted.rowsTaken += sum(batches, "rows_taken");
    counted.rowsRefused += sum(batches, "rows_refused");
    const reviews =
      "SELECT b.item, COUNT(*) AS n FROM step s JOIN batch b ON b.id = s.batch_id WHERE s.kind IN ('APPROVED', 'RETURNED') AND s.at >= ? GROUP BY b.item";
    counted.reviews += sum(await all(sector, reviews, [first]), "n");
    const published = "SELECT item, rows_new, rows_changed FROM batch WHERE state = 'PUBLISHED' AND published_at >= ?";
    const rows = await all(sector, published, [first]);
    counted.created += sum(rows, "rows_new");
    counted.corrected += sum(rows, "rows_changed");
    // A record that came sealed is counted nowhere.
    counted.created -= sum(
      await all(sector, "SELECT item, COUNT(*) AS n FROM record WHERE state = 'SEALED' AND version = 1 GROUP BY item"),
      "n",
    );
  }
  counted.persons = sum(await all("identity", "SELECT COUNT(*) AS n FROM person"), "n");
  const verified = "SELECT COUNT(*) AS n FROM person WHERE real_name_level <> 'REGISTERED'";
  counted.personsVerified = sum(await all("identity", verified), "n");
  const cases = await all("identity", "SELECT detail FROM record WHERE type = 'UniquenessCase'");
  counted.openCases = cases.filter(({ detail }) => JSON.parse(detail as string).resolvedOn === undefined).length;
  const known = new Set(loadCatalogue().purposes.map(({ code }) => code));
  for (const { body } of await all("audit", "SELECT body FROM entry WHERE kind = 'ACCESS'")) {
    const { agency, purpose = "", outcome } = decodeEntry(body as string);
    if (agency === undefined || !known.has(purpose) || purpose === "SELF_QUERY") continue;
    if (outcome === "REFUSED") counted.looksRefused++;
    else {
      counted.looks++;
      counted.looksOf.set(agency, (counted.looksOf.get(agency) ?? 0) + 1);
    }
  }
  return counted;
}
