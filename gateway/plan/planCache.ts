/**
 * One plan an operation: planned once, shared by all who send the same filtered text (ATTACKS A29: the key is of the
 * filtered text, never of the client's). What was too costly once is refused at once for ten seconds, so that repeating it
 * kills no further thread.
 */
import { createHash } from "node:crypto";
import type { QueryPlan } from "@apollo/query-planner";
import { LRUCache } from "lru-cache";
import { Refusal } from "../../schema/contract/publicCode";
import type { Planner } from "./planner";

const REFUSED_FOR_MS = 10_000;
const REFUSED_ENTRIES = 10_000;

/** Key of a plan, in the cache and in the engine. */
export function planKey(operationText: string, operationName = ""): string {
  return createHash("sha256").update(`${operationName}\n${operationText}`).digest("base64url");
}

export interface PlanCacheOptions {
  maxChars?: number;
  onOutcome?: (outcome: "known" | "planned" | "refused") => void;
}

/** `planner` with a memory of at most `maxChars` characters of plans. */
export function withPlanCache(
  planner: Planner,
  { maxChars = 32 * 1024 * 1024, onOutcome = () => undefined }: PlanCacheOptions = {},
): Planner {
  const sizeCalculation = (plan: QueryPlan) => JSON.stringify(plan).length;
  const plans = new LRUCache<string, QueryPlan>({ maxSize: maxChars, sizeCalculation });
  const refused = new LRUCache<string, Refusal>({ max: REFUSED_ENTRIES, ttl: REFUSED_FOR_MS });
  const underWay = new Map<string, Promise<QueryPlan>>();

  async function planAndKeep(key: string, operationText: string, operationName?: string, sender?: string): Promise<QueryPlan> {
    try {
      const plan = await planner.plan(operationText, operationName, sender);
      plans.set(key, plan);
      onOutcome("planned");
      return plan;
    } catch (error) {
      onOutcome("refused");
      if (error instanceof Refusal && error.code === "OPERATION_TOO_COSTLY") refused.set(key, error);
      throw error;
    } finally {
      underWay.delete(key);
    }
  }

  return {
    async plan(operationText, operationName, sender) {
      const key = planKey(operationText, operationName);
      const known = plans.get(key);
      if (known !== undefined) {
        onOutcome("known");
        return known;
      }
      const refusal = refused.get(key);
      if (refusal !== undefined) {
        onOutcome("refused");
        throw refusal;
      }
      let planning = underWay.get(key);
      if (planning === undefined) underWay.set(key, (planning = planAndKeep(key, operationText, operationName, sender)));
      return planning;
    },
    close: () => planner.close(),
  };
}
