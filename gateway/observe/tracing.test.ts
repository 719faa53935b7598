import { InMemorySpanExporter, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { projectRoot } from "../../schema/contract/projectRoot";
import { Laps } from "./laps";
import { openTracing } from "./tracing";

const PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
const laps = () => {
  let now = performance.now();
  const taken = new Laps(() => now);
  now += 3;
  taken.end("caller");
  now += 20;
  taken.end("run");
  return taken;
};
const denied = { message: "刘建国", path: ["person"], extensions: { code: "ACCESS_DENIED" as const } };
const answer = { status: 403, payload: { data: null, errors: [denied] } };

async function recorded(share: number, parent?: string): Promise<ReadableSpan[]> {
  const spans: ReadableSpan[] = [];
  const exporter = new InMemorySpanExporter();
  const keep = exporter.export.bind(exporter);
  exporter.export = (batch, done) => (spans.push(...batch), keep(batch, done));
  const tracing = openTracing({ url: "http://127.0.0.1:1", share }, exporter);
  tracing.record(laps(), answer, parent);
  await tracing.close();
  return spans;
}

it("M03 tells of stages, times and codes, and of nothing else", async () => {
  const spans = await recorded(1, PARENT);
  expect(spans.map(({ name }) => name).sort()).toEqual(["caller", "graphql", "run"]);
  const [request] = spans.filter(({ name }) => name === "graphql");
  expect(request!.attributes).toEqual({ "http.response.status_code": 403, "credit.codes": ["ACCESS_DENIED"] });
  for (const span of spans.filter((one) => one !== request))
    expect([span.attributes, span.events, span.parentSpanContext?.spanId]).toEqual([{}, [], request!.spanContext().spanId]);
  const [run] = spans.filter(({ name }) => name === "run");
  expect(run!.duration[1] / 1e6).toBeCloseTo(20, 0);
  expect(JSON.stringify(spans.map(({ attributes, resource, name }) => [attributes, resource.attributes, name]))).not.toContain(
    "刘建国",
  );
});

it("follows a trace by its id, believes no other word of it, and decides itself what is kept", async () => {
  const traceOf = async (parent?: string) => (await recorded(1, parent))[0]!.spanContext().traceId;
  expect(await traceOf(PARENT)).toBe("0af7651916cd43dd8448eb211c80319c");
  for (const parent of [
    undefined,
    "",
    `${PARENT}-x`,
    PARENT.toUpperCase(),
    `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
    "x".repeat(9_000),
  ])
    expect(await traceOf(parent)).toMatch(/^(?!0af76519)[0-9a-f]{32}$/);
  expect(await recorded(0, PARENT.replace(/00$/, "01"))).toEqual([]);
});

// The exporter loads its transport in a way that the test runner's own loader does not know, so it runs as compiled.
it("sends spans to the collector, and a collector that is down stops nothing", async () => {
  let got = "";
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => (got += chunk.toString("latin1")));
    request.on("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const program = `const { openTracing } = require("./dist/gateway/observe/tracing.js");
    const { Laps } = require("./dist/gateway/observe/laps.js");
    const tracing = openTracing({ url: "http://127.0.0.1:${port}/v1/traces", share: 1 });
    const laps = new Laps();
    laps.end("run");
    tracing.record(laps, { status: 200, payload: { data: null } });
    tracing.close().then(() => console.log("closed"));`;
  const run = () => promisify(execFile)(process.execPath, ["-e", program], { cwd: projectRoot() });
  expect((await run()).stdout).toBe("closed\n");
  expect(got).toContain("credit-gateway");
  server.close();
  server.closeAllConnections();
  expect((await run()).stdout).toBe("closed\n");
}, 60_000);
