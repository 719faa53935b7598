import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { Laps } from "./laps";
import { openMetrics } from "./metrics";

it("M01 tells of requests, stages, subgraphs, plans, breakers and the door by codes alone", async () => {
  const metrics = openMetrics({
    breakers: () => [
      ["tax", "OPEN"],
      ["courts", "CLOSED"],
    ],
    load: () => ({ running: 3, waiting: 1 }),
  });
  let now = performance.now();
  const laps = new Laps(() => now);
  now += 4;
  laps.end("caller");
  now += 40;
  laps.end("run");
  const denied = {
    message: "private text",
    path: ["person"],
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", reason: "PURPOSE" },
  } as const;
  metrics.answered({ status: 200, payload: { data: null, errors: [{ ...denied, path: [...denied.path] }] } }, laps);
  metrics.subgraph("tax", "graph", "SECTOR_UNAVAILABLE", 2);
  metrics.plan("known");
  const text = await metrics.text();
  for (const line of [
    'credit_requests_total{status="200"} 1',
    'credit_errors_total{code="UNAUTHORIZED_FIELD_OR_TYPE",reason="PURPOSE"} 1',
    'credit_stage_seconds_bucket{le="0.005",stage="caller"} 1',
    'credit_stage_seconds_bucket{le="0.025",stage="run"} 0',
    'credit_subgraph_seconds_count{subgraph="tax",kind="graph",outcome="SECTOR_UNAVAILABLE"} 1',
    'credit_plans_total{outcome="known"} 1',
    'credit_subgraph_breaker{subgraph="tax"} 2',
    'credit_subgraph_breaker{subgraph="courts"} 0',
    'credit_admission{state="running"} 3',
    'credit_admission{state="waiting"} 1',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toMatch(/^credit_nodejs_eventloop_lag_p99_seconds /m);
  expect(text).toMatch(/^credit_process_resident_memory_bytes /m);
  expect(text).not.toContain("private text");
});

it("the dashboard for Grafana parses, and every metric and label that it names exists", async () => {
  const dashboard = JSON.parse(readFileSync(join(projectRoot(), "docs", "grafana", "credit-graph.json"), "utf8")) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  const text = await openMetrics({ breakers: () => [], load: () => ({ running: 0, waiting: 0 }) }).text();
  const known = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const named = expressions.flatMap((expr) => expr.match(/credit_\w+/g) ?? []);
  expect(named.length).toBeGreaterThanOrEqual(expressions.length);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
  const labels = new Set(["le", "instance", "status", "code", "reason", "stage", "subgraph", "outcome", "state"]);
  const used = expressions.flatMap((expr) => [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(", ")));
  expect(used.filter((label) => !labels.has(label))).toEqual([]);
  expect(new Set(dashboard.panels.map(({ title }) => title)).size).toBe(dashboard.panels.length);
});
