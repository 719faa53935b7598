/** The shapes of what watches over looking: anomaly rules and limits. */
import { z } from "zod";
import type { AnomalyRule, QueryLimit } from "../catalogue";
import { bilingual, distinct, upperCode } from "./atoms";

const common = { code: upperCode, ...bilingual, purposes: distinct(upperCode).min(1).exactOptional() };
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time like 08:30");

export const anomalyRuleShape = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("flag"), flag: upperCode }),
  z.strictObject({ ...common, kind: z.literal("purpose"), purpose: upperCode }),
  z.strictObject({
    ...common,
    kind: z.literal("count"),
    of: z.enum(["PERSON", "PERSONS", "ENTRIES"]),
    times: z.int().min(1),
    withinMinutes: z.int().min(1).max(44_640),
    outcome: z.enum(["ANSWERED", "REFUSED", "FAILED"]).exactOptional(),
    errorCode: upperCode.exactOptional(),
  }),
  z.strictObject({ ...common, kind: z.literal("offHours"), from: clock, to: clock }),
]) satisfies z.ZodType<AnomalyRule>;

export const queryLimitShape = z.strictObject({
  ...common,
  per: z.enum(["AGENCY", "DESK"]),
  eachPurpose: z.boolean().exactOptional(),
  persons: z.int().min(1),
  seconds: z.int().min(1).max(86_400),
}) satisfies z.ZodType<QueryLimit>;
