/** The shapes of the catalogue's plain lists. Unknown keys are refused: a misspelt key would else be silently ignored. */
import { z } from "zod";
import { isCalendarDate } from "../../contract/citizenId";
import type {
  Agency,
  AgencyKind,
  CampaignEntry,
  CategoryEntry,
  Department,
  DisplayRuleVersion,
  GrantNotice,
  IndicatorEntry,
  KeyEntry,
  RefusedPurpose,
  RetentionTerm,
  TaskEntry,
  WorkingYear,
} from "../catalogue";
import { POLARITIES } from "../../contract/vocabulary";
import { bilingual, day, distinct, endsAfterStart, inForce, lowerCode, months, sectorName, text, upperCode } from "./atoms";

export const departmentShape = z.strictObject({
  code: lowerCode,
  ...bilingual,
  nowZh: text.exactOptional(),
  member: z.int().min(1).max(27).exactOptional(),
  sectors: distinct(sectorName),
  role: z.enum(["RECORD_OWNER", "PLATFORM_OPERATOR", "SUPERVISOR"]),
}) satisfies z.ZodType<Department>;

export const keyEntryShape = z.strictObject({
  code: upperCode,
  ...bilingual,
  primary: sectorName,
  contributors: distinct(sectorName),
}) satisfies z.ZodType<KeyEntry>;

export const categoryShape = z.strictObject({
  code: upperCode,
  ...bilingual,
  nationalHeading: text,
}) satisfies z.ZodType<CategoryEntry>;

export const refusedPurposeShape = z.strictObject({
  code: z.string().regex(/^D\d\d$/, "a code like D01"),
  ...bilingual,
  why: text,
}) satisfies z.ZodType<RefusedPurpose>;

export const grantNoticeShape = z.strictObject({
  purpose: upperCode,
  version: z.string().regex(/^\d{4}-\d{1,2}$/, "a version like 2026-1"),
  inForceFrom: day,
  ...bilingual,
}) satisfies z.ZodType<GrantNotice>;

export const agencyKindShape = z.strictObject({ code: upperCode, ...bilingual }) satisfies z.ZodType<AgencyKind>;

export const agencyShape = z.strictObject({
  code: lowerCode,
  ...bilingual,
  kinds: distinct(upperCode),
  sectors: distinct(sectorName),
  status: z.enum(["ACTIVE", "SUSPENDED"]),
  officersLeft: distinct(text),
  officerNames: z.record(z.string(), text).exactOptional(),
}) satisfies z.ZodType<Agency>;

const byGravity = z.strictObject({ MINOR: months, GENERAL: months, SERIOUS: months });

export const displayRuleShape = z
  .strictObject({
    version: z.string().regex(/^[A-Z]+[0-9]+$/, "a version like R2026"),
    family: z.enum(["R", "S"]),
    title: text,
    ...inForce,
    maxMonths: byGravity,
    minMonths: byGravity,
    source: text,
  })
  .superRefine((rule, context) => {
    endsAfterStart(rule, context);
    for (const [gravity, shortest] of Object.entries(rule.minMonths)) {
      const longest = rule.maxMonths[gravity as keyof typeof rule.maxMonths];
      if (shortest <= longest) continue;
      context.addIssue({ code: "custom", path: ["minMonths", gravity], message: `at most ${longest}, the longest display` });
    }
  }) satisfies z.ZodType<DisplayRuleVersion>;

export const retentionShape = z.strictObject({
  polarity: z.enum(POLARITIES),
  months: months.min(1),
  source: text,
}) satisfies z.ZodType<RetentionTerm>;

export const workingYearShape = z.strictObject({
  year: z.int().min(2000).max(2100),
  holidays: z.array(
    z.strictObject({ name: text, from: day, until: day }).refine(({ from, until }) => from <= until, "from not after until"),
  ),
  workdays: distinct(day),
  provisional: z.boolean().exactOptional(),
  source: text,
}) satisfies z.ZodType<WorkingYear>;

export const taskShape = z.strictObject({
  id: z.string().regex(/^[TG]\d{1,2}$/, "an id like T7 or G1"),
  clause: text,
  titleZh: text,
  titleEn: text,
  units: distinct(lowerCode),
  unitsText: text,
  lead: lowerCode.exactOptional(),
  deadline: z.string().regex(/^(\d{4}-(0[1-9]|1[0-2])|continuous|yearly|none)$/, "YYYY-MM, continuous, yearly or none"),
}) satisfies z.ZodType<TaskEntry>;

export const indicatorShape = z.strictObject({
  id: z.string().regex(/^K\d\d$/, "an id like K01"),
  ...bilingual,
  numerator: text,
  denominator: text,
  period: text,
  target: text,
}) satisfies z.ZodType<IndicatorEntry>;

export const campaignShape = z.strictObject({
  id: z.string().regex(/^C\d\d$/, "an id like C01"),
  ...bilingual,
  day: z
    .string()
    .refine((value) => isCalendarDate(`2023-${value}`), "a day of every year like 03-15")
    .exactOptional(),
  days: z.record(z.string().regex(/^\d{4}$/, "a year"), day).exactOptional(),
  note: text,
}) satisfies z.ZodType<CampaignEntry>;
