/** The last day on which a record may still be read: the sooner of display and query; none = without an end. */
import type { LegalDay } from "../../../schema/contract/legalDay";
import type { RecordRow } from "./recordRow";

export function readableUntil({ displayUntil, queryUntil }: Pick<RecordRow, "displayUntil" | "queryUntil">): LegalDay | null {
  return displayUntil === null || (queryUntil ?? displayUntil) < displayUntil ? queryUntil : displayUntil;
}

/** The same as an expression over a row `of`. */
export function readableUntilSql(of: string): string {
  return `CASE WHEN ${of}.display_until IS NULL OR ${of}.query_until < ${of}.display_until THEN ${of}.query_until ELSE ${of}.display_until END`;
}

/** As a value of JSON: the day in quotes, or null. */
export function readableUntilJson(of: string): string {
  return `COALESCE(CONCAT('"', ${readableUntilSql(of)}, '"'), 'null')`;
}
