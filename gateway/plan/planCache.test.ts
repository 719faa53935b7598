import type { QueryPlan } from "@apollo/query-planner";
import { Refusal } from "../../schema/contract/publicCode";
import { planKey, withPlanCache } from "./planCache";
import type { Planner } from "./planner";

function counting(answer: (text: string) => Promise<QueryPlan>) {
  const asked: string[] = [];
  const planner: Planner = {
    plan: (text) => {
      asked.push(text);
      return answer(text);
    },
    close: async () => undefined,
  };
  return { asked, cached: withPlanCache(planner, { maxChars: 200 }) };
}

const fresh = async (): Promise<QueryPlan> => ({ kind: "QueryPlan" });

it("plans an operation once, also for those who ask while it is being planned", async () => {
  const { asked, cached } = counting(fresh);
  const [first, second] = await Promise.all([cached.plan("{ a }"), cached.plan("{ a }")]);
  expect(await cached.plan("{ a }")).toBe(first);
  expect(second).toBe(first);
  expect(asked).toEqual(["{ a }"]);
});

it("A29 keeps operations of one document, and texts that differ, apart", async () => {
  const { asked, cached } = counting(fresh);
  await cached.plan("query A { a } query B { b }", "A");
  await cached.plan("query A { a } query B { b }", "B");
  expect(asked).toHaveLength(2);
  expect(planKey("b", "a")).not.toBe(planKey("ab"));
});

it("G08 refuses at once what was too costly a moment ago, and tries again what merely failed", async () => {
  const costly = counting(() => Promise.reject(new Refusal("OPERATION_TOO_COSTLY", "too costly")));
  for (let i = 0; i < 3; i++) await expect(costly.cached.plan("{ a }")).rejects.toMatchObject({ code: "OPERATION_TOO_COSTLY" });
  expect(costly.asked).toHaveLength(1);
  const failing = counting(() => Promise.reject(new Error("no")));
  for (let i = 0; i < 3; i++) await expect(failing.cached.plan("{ a }")).rejects.toThrow("no");
  expect(failing.asked).toHaveLength(3);
});

it("G16 forgets the oldest plans beyond its size", async () => {
  const { asked, cached } = counting(fresh);
  for (let i = 0; i < 50; i++) await cached.plan(`{ a${i} }`);
  await cached.plan("{ a0 }");
  expect(asked).toHaveLength(51);
});
