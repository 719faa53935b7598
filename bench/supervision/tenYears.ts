/**
 * Synthetic counters of a district with 10,000,000 records: ten years of months over all items of the catalogue, with what
 * departments do to their records, and looks by agency and purpose. The counters are made, not the records: a board is
 * answered from counters alone, and how many there are does not depend on how many records stand behind them.
 */
import { loadCatalogue } from "../../schema/catalogue/load";
import { addMonths, type LegalDay } from "../../schema/contract/legalDay";
import { countedItems } from "../../subgraphs/platform/supervision/rollup/countedItems";
import type { Counter, Measure } from "../../subgraphs/platform/supervision/rollup/counter";

export const MONTHS = 120;

/** Counters of the 120 months that end with the month of `today`, standing for `records` records. */
export function tenYears(records: number, today: LegalDay): Counter[] {
  const catalogue = loadCatalogue();
  const items = countedItems(catalogue);
  const counters: Counter[] = [];
  const chances = chancesFrom(20171104);
  const perCell = records / MONTHS / items.length;
  for (let back = MONTHS - 1; back >= 0; back--) {
    const month = addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7);
    const add = (measure: Measure, sector: string, item: string, n: number, detail = "") => {
      if (n !== 0) counters.push({ measure, month, sector, item, detail, n: Math.round(n) });
    };
    for (const [place, { code, sector }] of items.entries()) {
      // Some items have a record or two a month, some thousands.
      const n = Math.floor(perCell * 2 * chances() * (place % 5 === 0 ? 0.001 : 1.25));
      for (const measure of ["recordsCreated", "recordsDecided", "rowsAccepted"] as const) add(measure, sector, code, n);
      // Most come within the term; of the others some months later.
      const late = Math.floor(n * chances() * 0.1);
      add("recordsTimely", sector, code, n - late);
      for (const days of [0, 2, 5, 7]) add("recordDays", sector, code, Math.floor((n - late) / 4), String(days).padStart(3, "0"));
      add("recordDays", sector, code, late, "040");
      add("recordsLive", sector, code, n - Math.floor(n * chances() * 0.8));
      for (const measure of [
        "recordsCorrected",
        "recordsWithdrawn",
        "recordsRepaired",
        "disputesUpheld",
        "disputesDismissed",
        "rowsRefused",
      ] as const)
        add(measure, sector, code, Math.floor(n * chances() * 0.002));
      add("recordsExpired", sector, code, Math.floor(n * chances() * 0.5));
      add("recordsExpiredLate", sector, code, Math.floor(n * chances() * 0.0001));
      for (const measure of ["batchesSubmitted", "batchesPublished", "reviewsTimely"] as const) add(measure, sector, code, 4);
      add("reviewsLate", sector, code, Math.floor(chances() * 1.2));
      if (n === 0) add("nilReturns", sector, code, 1);
      const reconciled = `${month}|${String(place).padStart(16, "0")}`;
      add("reconciledCase", sector, code, n + Math.floor(chances() * 3), reconciled);
      add("reconciledOwn", sector, code, n, reconciled);
    }
    add("persons", "identity", "IDENTITY-01", 6000, "VERIFIED|VALID");
    add("persons", "identity", "IDENTITY-01", 300, "REGISTERED|VALID");
    const desks = catalogue.agencies.flatMap(({ code: agency }) => catalogue.purposes.map(({ code }) => `${agency}|${code}`));
    for (const desk of desks.filter(() => chances() <= 0.2)) {
      const looks = Math.floor(chances() * 900);
      add("queries", "audit", "", looks, `${desk}|LAW`);
      add("queriesRefused", "audit", "", Math.floor(looks * 0.03), desk);
      add("categoriesShown", "audit", "", looks * 2, desk);
      add("categoriesOpen", "audit", "", looks * 6, desk);
    }
    for (const { code: rule } of catalogue.anomalyRules)
      add("findings", "audit", "", Math.floor(chances() * 9), `bank-001|${rule}`);
    for (const reason of ["SCOPE", "PURPOSE", "JUSTIFICATION", "GRANT", "OPENNESS"])
      add("categoriesRefused", "audit", "", Math.floor(chances() * 500), reason);
    for (const step of ["REQUESTED", "APPROVED", "DECLINED", "REVOKED", "SPENT"])
      add("grants", "consent", "", Math.floor(chances() * 400), `bank-001|BANK_CREDIT|${step}`);
    add("evidenceEntries", "audit", "", 40_000);
  }
  return counters;
}

/** Numbers from 0 to 1, the same ones every time. */
export function chancesFrom(start: number): () => number {
  let state = start;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 2 ** 31;
}
