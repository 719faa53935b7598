/** The small shapes that the files of the catalogue are made of. Each says in its message what was expected. */
import { z } from "zod";
import { isCalendarDate } from "../../contract/citizenId";
import { GRAVITIES, OPENNESS } from "../../contract/vocabulary";

/** Invisible characters would make two texts that look alike differ, and do not belong into a schema's description. */
export const text = z
  .string()
  .refine((value) => value !== "" && value.trim() === value, "a text without spaces at its ends")
  .refine((value) => !/[\p{Cc}\p{Cf}]/u.test(value), "a text without invisible characters");

/** `development-reform`, `bank-001`. */
export const lowerCode = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "a code like development-reform or bank-001");

/** `FOOD_DRUG`. */
export const upperCode = z.string().regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, "a code like FOOD_DRUG");

/** `publicsecurity`. */
export const sectorName = z.string().regex(/^[a-z]+$/, "a sector's name, lower-case letters only");

/** A calendar day that a modern legal act may bear. */
export const day = z
  .string("a day like 2026-04-01")
  .refine(
    (value) => isCalendarDate(value) && value >= "1949-10-01" && value < "2100-01-01",
    "a day of the calendar like 2026-04-01",
  );

/** More than a hundred years is a slip of the pen. */
export const months = z.int().min(0).max(1200);

export const gravity = z.enum(GRAVITIES);
export const openness = z.enum(OPENNESS);

export const bilingual = { zh: text, en: text };

/** A list in which nothing stands twice. */
export function distinct<T extends z.ZodType>(entry: T) {
  return z.array(entry).superRefine((list, context) => {
    list.forEach((value, at) => {
      if (list.indexOf(value) < at) context.addIssue({ code: "custom", path: [at], message: "each entry once" });
    });
  });
}

/** `inForceFrom`, `inForceUntil`: the second not before the first. */
export const inForce = { inForceFrom: day, inForceUntil: day.exactOptional() };

export function endsAfterStart(range: { inForceFrom: string; inForceUntil?: string }, context: z.RefinementCtx): void {
  if (range.inForceUntil === undefined || range.inForceUntil >= range.inForceFrom) return;
  context.addIssue({ code: "custom", path: ["inForceUntil"], message: `a day not before ${range.inForceFrom}` });
}
