/**
 * What an agency asks for, and what a person agrees to: the terms of an authorisation, held against the ceiling of its
 * purpose. Pure.
 *
 * Promise: whatever is beyond the ceiling is refused, naming the argument; whoever agrees agrees to what was asked or to
 * less; items that need a consent of their own (单独同意, PIPL art. 29) are in only if they were agreed to apart.
 */
import type { Catalogue, CatalogueEntry, Purpose } from "../../../../schema/catalogue/catalogue";
import type { Problem } from "../../../../schema/contract/problem";

export interface Terms {
  categories: string[];
  /** Codes of the catalogue's items, all of `categories`. */
  items: string[];
  lookBackMonths: number;
  validDays: number;
  uses: number;
  dataLifeDays: number;
}

/** What may be left out is as much as the ceiling allows. */
export interface AskedTerms {
  categories: readonly string[];
  items?: readonly string[] | null;
  validDays: number;
  uses: number;
  lookBackMonths?: number | null;
  dataLifeDays?: number | null;
}

/** The terms that are asked for, or what is wrong with them. */
export function termsAsked(asked: AskedTerms, purpose: Purpose, catalogue: Catalogue): Terms | Problem {
  const ceiling = purpose.grantCeiling;
  if (ceiling === undefined || purpose.lookBackMonths === null) return "GRANT_PURPOSE";
  if (asked.categories.length === 0 || !isPartOf(asked.categories, ceiling.categories)) return "GRANT_CATEGORIES";
  const { lookBackMonths = purpose.lookBackMonths, dataLifeDays = ceiling.dataLifeDays } = withoutNulls(asked);
  if (!isWithin(asked.uses, ceiling.uses)) return "GRANT_USES";
  if (!isWithin(asked.validDays, ceiling.validDays)) return "GRANT_VALID_DAYS";
  if (!isWithin(lookBackMonths, purpose.lookBackMonths)) return "GRANT_LOOK_BACK";
  if (!isWithin(dataLifeDays, ceiling.dataLifeDays)) return "GRANT_DATA_LIFE";
  const readable = itemsReadable(purpose, asked.categories, catalogue).map(({ code }) => code);
  const items = asked.items ?? readable;
  if (!isPartOf(items, readable)) return "GRANT_ITEMS";
  const { uses, validDays } = asked;
  return { categories: [...asked.categories], items: [...items], lookBackMonths, validDays, uses, dataLifeDays };
}

/** The terms that a person agrees to of those that were asked. `apart` are items agreed to in a step of their own. */
export function termsAgreed(
  asked: Terms,
  agreed: { categories: readonly string[]; items?: readonly string[] | null; apart: readonly string[] },
  catalogue: Catalogue,
): Terms | Problem {
  if (agreed.categories.length === 0 || !isPartOf(agreed.categories, asked.categories)) return "GRANT_MORE_THAN_ASKED";
  const possible = asked.items.filter((code) => agreed.categories.includes(itemOf(code, catalogue)?.category ?? ""));
  const chosen = agreed.items ?? possible;
  if (!isPartOf(chosen, possible)) return "GRANT_MORE_THAN_ASKED";
  const isBundled = (code: string) => itemOf(code, catalogue)?.sensitive === undefined || agreed.apart.includes(code);
  return { ...asked, categories: [...agreed.categories], items: chosen.filter(isBundled) };
}

/** Items of the categories of which the purpose may read a record at all. */
export function itemsReadable(purpose: Purpose, categories: readonly string[], { items }: Catalogue): CatalogueEntry[] {
  const isReadable = ({ category, openness }: CatalogueEntry) =>
    purpose.openness.some(
      (rule) => (rule.category === undefined || rule.category === category) && openness.mayBe.includes(rule.level),
    );
  return items.filter((item) => categories.includes(item.category) && isReadable(item));
}

export function itemOf(code: string, { items }: Pick<Catalogue, "items">): CatalogueEntry | undefined {
  return items.find((item) => item.code === code);
}

/** Each once, and every one of them in `whole`. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  return new Set(part).size === part.length && part.every((one) => whole.includes(one));
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function withoutNulls({ lookBackMonths, dataLifeDays }: AskedTerms): { lookBackMonths?: number; dataLifeDays?: number } {
  return { ...(lookBackMonths != null && { lookBackMonths }), ...(dataLifeDays != null && { dataLifeDays }) };
}
