/** The shape of a catalogue item, and what must hold within one item. An item without a legal basis is refused. */
import { z } from "zod";
import { POLARITIES } from "../../contract/vocabulary";
import type { CatalogueEntry, ItemDisplay } from "../catalogue";
import { bilingual, distinct, endsAfterStart, gravity, inForce, months, openness, sectorName, text, upperCode } from "./atoms";

/** What stands above the list in `items/<sector>.yaml`. */
export const itemsHead = {
  sector: sectorName,
  prefix: z.string().regex(/^[A-Z]{2,12}$/, "two to twelve capital letters, like TAX"),
};

const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, "the name of a field of the type, lowerCamelCase");

/** Keys of `display` and the value of `by` that each needs. */
const ONLY_WITH = {
  months: "months",
  ownMonthsFields: "months",
  untilField: "untilField",
  notBeforeField: "rule",
} as const satisfies { [key in keyof ItemDisplay]?: ItemDisplay["by"] };

const displayShape = z
  .strictObject({
    by: z.enum(["rule", "months", "untilField", "none"]),
    months: months.min(1).exactOptional(),
    ownMonthsFields: distinct(fieldName).min(1).exactOptional(),
    untilField: fieldName.exactOptional(),
    notBeforeField: fieldName.exactOptional(),
    openWhileUnset: z.boolean().exactOptional(),
    endedByField: fieldName.exactOptional(),
    neverShown: distinct(gravity).min(1).exactOptional(),
    note: text,
  })
  .superRefine((display, context) => {
    const expect = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    for (const [key, by] of Object.entries(ONLY_WITH)) {
      if (display[key as keyof typeof ONLY_WITH] !== undefined && display.by !== by)
        expect(key, `none, because by is "${display.by}"`);
    }
    if (display.by === "months" && display.months === undefined) expect("months", 'a number of months, because by is "months"');
    if (display.by === "untilField" && display.untilField === undefined) {
      expect("untilField", 'the name of a date field, because by is "untilField"');
    }
    if (display.openWhileUnset !== undefined && display.notBeforeField === undefined) {
      expect("openWhileUnset", "none without notBeforeField");
    }
  }) satisfies z.ZodType<ItemDisplay>;

const legalBasisShape = z.strictObject({ law: text, article: text, ...inForce }).superRefine(endsAfterStart);

export const itemShape = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{2,12}-\d\d$/, "a code like TAX-01"),
    type: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, "the name of a GraphQL type, UpperCamelCase"),
    ...bilingual,
    creditRecord: z.boolean(),
    category: upperCode,
    sensitive: text.exactOptional(),
    keyField: upperCode.nullable(),
    keyFieldPerRecord: distinct(upperCode).min(2).exactOptional(),
    population: upperCode.nullable(),
    openness: z.strictObject({ default: openness, mayBe: distinct(openness).min(1) }),
    polarities: distinct(z.enum(POLARITIES)).min(1),
    gravities: distinct(gravity),
    display: displayShape,
    queryMonths: months.min(1).nullable(),
    pushLimitWorkingDays: z.int().min(1).max(250).default(7),
    legalBases: z.array(legalBasisShape).min(1, "at least one legal basis"),
    source: text,
  })
  .superRefine((item, context) => {
    const expect = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (!item.openness.mayBe.includes(item.openness.default)) {
      expect(["openness", "default"], `one of mayBe (${item.openness.mayBe.join(", ")})`);
    }
    const adverse = item.polarities.includes("ADVERSE");
    // What is sealed from the day of decision on is displayed to nobody, so that nobody grades it.
    const sealed = item.openness.mayBe.every((level) => level === "SEALED");
    if (adverse && !sealed && item.gravities.length === 0)
      expect(["gravities"], "at least one gravity, because a record may be ADVERSE");
    if (!adverse && item.gravities.length > 0) expect(["gravities"], "[], because no record is ADVERSE");
    if (item.keyFieldPerRecord !== undefined && item.keyField !== null)
      expect(["keyField"], "null, because keyFieldPerRecord is given");
  }) satisfies z.ZodType<Omit<CatalogueEntry, "sector">>;
