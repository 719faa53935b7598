/** The last look before anything is fetched: whatever made the plan, it is held against the decision. */
import type { Engine, Prepared } from "./engine/engine";
import { openMutableGraph } from "./mutation.fixture";

/** The engine, with a plan that asks a department for more than the operation did. */
function greedy(engine: Engine): Engine {
  const prepare: Engine["prepare"] = async (...given) => {
    const prepared = await engine.prepare(...given);
    const more = { kind: "Fetch", serviceName: "identity", operation: "query ($p: PersonLookup!) { seen(person: $p) }" };
    const plan = {
      kind: "QueryPlan",
      node: { kind: "Sequence", nodes: [prepared.plan.node, more] },
    } as unknown as Prepared["plan"];
    return { ...prepared, plan };
  };
  return Object.create(engine, { prepare: { value: prepare } }) as Engine;
}

it("A15 A20 runs no plan that leaves the decision, and asks no department first", async () => {
  for (const [around, status] of [
    [undefined, 200],
    [greedy, 500],
  ] as const) {
    const graph = await openMutableGraph("compiled", around);
    try {
      const answered = await graph.ask("{ taxState }", []);
      expect([answered.status, answered.body.data]).toEqual([status, status === 200 ? { taxState: "quiet" } : null]);
      expect(graph.warrants).toHaveLength(status === 200 ? 1 : 0);
    } finally {
      await graph.close();
    }
  }
});
