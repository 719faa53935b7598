/** The board of the joint-meeting office, over its own database: what is counted, what is withheld, who may write. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Warrant } from "../../../schema/contract/warrant";
import { openSubgraph, type RunningSubgraph } from "../../kit/subgraph";
import { supervision } from ".";
import { rollupsOf } from "./context";
import type { Counter } from "./rollup/counter";
import { advance, know, rollupState } from "./store/rollupStore";

let folder: string;
let running: RunningSubgraph;
let now = Date.parse("2026-11-25T04:00:00Z");

beforeEach(async () => {
  now = Date.parse("2026-11-25T04:00:00Z");
  folder = mkdtempSync(join(tmpdir(), "supervision-"));
  const location = { kind: "embedded", file: join(folder, "supervision.sqlite") } as const;
  running = await openSubgraph(supervision, { location, cursorKey: Buffer.alloc(32), now: () => now });
});
afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

function as(agency: string, ...scopes: string[]): Warrant {
  const who = { agency, officer: `${agency}-01`, scopes: ["supervision:read", ...scopes] };
  return { requestId: "r", purpose: "NONE", caseNumber: "", ...who, subjects: [], open: {}, today: "2026-11-25" } as Warrant;
}
const OFFICE = as("joint-meeting-office", "supervision:write");

// The answers are looked at field by field.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function ask(query: string, warrant = OFFICE, variables: Record<string, unknown> = {}): Promise<any> {
  return running.execute({ query, variables }, warrant);
}

async function count(name: string, added: Partial<Counter>[]): Promise<void> {
  const database = running.environment.database!;
  const readAt = new Date(now).toISOString();
  await know(database, [name], readAt);
  const { position } = (await rollupState(database)).sources.find((one) => one.name === name)!;
  const full = added.map(
    (one) => ({ measure: "recordsCreated", month: "2026-10", sector: name, item: "", detail: "", n: 1, ...one }) as Counter,
  );
  const counted = await advance(database, { name, from: position, to: position + 1, lastEventAt: readAt, readAt, added: full });
  expect(counted).toBe(true);
  await rollupsOf(database).refresh();
}

it("shows forty indicators, nineteen tasks and twenty-seven members, and no number where nothing was counted", async () => {
  const { data, errors } = await ask(
    `{ supervision(period: "2026-10") { indicators { code status value notMeasuredBecause } tasks { id light } members { code place tasks { id } items { code reported } } campaigns { id date } } }`,
  );
  expect(errors).toBeUndefined();
  const { indicators, tasks, members, campaigns } = data.supervision;
  expect([indicators.length, tasks.length, members.length, campaigns.length]).toEqual([40, 19, 27, 11]);
  for (const { status, value, notMeasuredBecause } of indicators) {
    if (status === "NOT_MEASURED") expect([value, typeof notMeasuredBecause]).toEqual([null, "string"]);
  }
  expect(indicators.filter(({ status }: { status: string }) => status === "MEASURED").length).toBeGreaterThanOrEqual(15);
});

it("counts what was told, in its month, its year and its unit", async () => {
  await count("tax", [
    { measure: "rowsAccepted", item: "TAX-01", n: 97 },
    { measure: "rowsRefused", item: "TAX-01", n: 3 },
    { measure: "recordsCreated", item: "TAX-01", n: 97 },
  ]);
  const { data } = await ask(`{
    month: supervision(period: "2026-10") { indicator(code: "K11") { value numerator denominator met breakdown(by: MEMBER) { key value } trend(months: 2) { period value } } }
    year: supervision(period: "2026") { indicator(code: "K11") { value } }
    other: supervision(period: "2026-09") { indicator(code: "K11") { value } }
    tax: supervision(period: "2026-10") { member(code: "tax") { standing { coverage quality rank } items { code reported } } }
  }`);
  expect(data.month.indicator).toMatchObject({ value: 0.97, numerator: 97, denominator: 100, met: false });
  expect(data.month.indicator.breakdown.find(({ key }: { key: string }) => key === "tax").value).toBe(0.97);
  expect(data.month.indicator.breakdown.find(({ key }: { key: string }) => key === "courts").value).toBeNull();
  expect(data.month.indicator.trend).toEqual([
    { period: "2026-09", value: null },
    { period: "2026-10", value: 0.97 },
  ]);
  expect([data.year.indicator.value, data.other.indicator.value]).toEqual([0.97, null]);
  expect(data.tax.member.standing).toEqual({ coverage: 0.25, quality: 0.97, rank: 1 });
});

it("counts an event once, however often it is delivered, and from two readers", async () => {
  const database = running.environment.database!;
  await know(database, ["tax"], "2026-11-25T04:00:00.000Z");
  const batch = { name: "tax", from: 0, to: 5, lastEventAt: null, readAt: "2026-11-25T04:00:00.000Z" };
  const added: Counter[] = [{ measure: "batchesPublished", month: "2026-10", sector: "tax", item: "TAX-01", detail: "", n: 1 }];
  const won = await Promise.all([advance(database, { ...batch, added }), advance(database, { ...batch, added })]);
  expect(won.sort()).toEqual([false, true]);
  expect(await advance(database, { ...batch, added })).toBe(false);
  await rollupsOf(database).refresh();
  expect(
    rollupsOf(database)
      .cube.within("batchesPublished", "", "9999-12")
      .map(({ n }) => n),
  ).toEqual([1]);
});

it("L04 withholds a list of fewer than ten, and its companion", async () => {
  await count("tax", [{ measure: "recordsLive", item: "TAX-02", n: 4 }]);
  await count("courts", [{ measure: "recordsLive", sector: "courts", item: "CRT-01", n: 60 }]);
  const { data } = await ask(
    `{ supervision(period: "2026-10") { indicator(code: "K29") { value breakdown(by: MEMBER) { key value suppressed } } } }`,
  );
  const cells = data.supervision.indicator.breakdown.filter(({ key }: { key: string }) => ["tax", "courts"].includes(key));
  expect(cells).toContainEqual({ key: "tax", value: null, suppressed: true });
  expect(data.supervision.indicator.value).toBe(65);
});

it("lets a unit report on its own tasks and on no other's", async () => {
  const report = (task: string, member: string, warrant: Warrant) =>
    ask(`mutation($input: ProgressInput!) { reportProgress(input: $input) { id member { code } done } }`, warrant, {
      input: { task, member, text: "已归集本季度记录", percent: 60, evidence: "津宝税发〔2026〕9号" },
    });
  const tax = as("tax", "supervision:report");
  expect((await report("T7", "tax", tax)).data.reportProgress).toMatchObject({ member: { code: "tax" }, done: false });
  expect((await report("T7", "courts", tax)).errors[0].extensions.code).toBe("ACCESS_DENIED");
  expect((await report("T1", "tax", tax)).errors[0].extensions.code).toBe("ACCESS_DENIED");
  expect((await report("T7", "courts", as("nobody-001", "supervision:report"))).errors[0].extensions.code).toBe("ACCESS_DENIED");
  const { data } = await ask(`{ supervision(period: "2026") { tasks { id light lightBecause notes { text member { zh } } } } }`);
  expect(data.supervision.tasks.find(({ id }: { id: string }) => id === "T7")).toMatchObject({
    light: "GREEN",
    lightBecause: "ACTIVE",
    notes: [{ text: "已归集本季度记录" }],
  });
});

it("opens one inspection a year, in that year, records findings while it is open, and says which are late", async () => {
  const open = (year: number) => ask(`mutation($year: Int!) { openInspection(year: $year) { year about } }`, OFFICE, { year });
  expect((await open(2027)).errors[0].extensions.problem).toBe("NOT_JANUARY_YET");
  expect((await open(2026)).data.openInspection).toEqual({ year: 2026, about: 2025 });
  expect((await open(2026)).errors[0].extensions.problem).toBe("INSPECTION_EXISTS");
  const finding = { year: 2026, member: "tax", text: "第三季度未报送欠税公告", due: "2026-12-01" };
  const recorded = await ask(`mutation($input: FindingInput!) { recordFinding(input: $input) { id late } }`, OFFICE, {
    input: finding,
  });
  expect(recorded.data.recordFinding.late).toBe(false);
  now = Date.parse("2026-12-02T04:00:00Z");
  const later = await ask(
    `{ supervision(period: "2026") { inspection(year: 2026) { result(member: "tax") { findings { text late } indicators { key } } } indicator(code: "K35") { value numerator denominator } } }`,
  );
  expect(later.data.supervision.inspection.result.findings).toEqual([{ text: "第三季度未报送欠税公告", late: true }]);
  expect(later.data.supervision.indicator).toEqual({ value: 0, numerator: 0, denominator: 1 });
  const reader = as("joint-meeting-office");
  expect((await ask(`mutation { closeInspection(year: 2026) { year } }`, reader)).errors[0].extensions.code).toBe(
    "ACCESS_DENIED",
  );
});

it("refuses a case that names somebody, and lists those of the office's choosing", async () => {
  const submit = (text: string) =>
    ask(`mutation($input: CaseInput!) { submitCase(input: $input) { id accepted } }`, as("tax", "supervision:report"), {
      input: { member: "tax", kind: "REPAIR", title: "纳税人主动补缴后修复信用", text },
    });
  expect((await submit("当事人 120115１９９００１０１９９０９ 补缴税款")).errors[0].extensions.problem).toBe("NAMES_A_PERSON");
  const { data } = await submit("某纳税人补缴税款后，三日内停止公示。");
  await ask(`mutation($id: ID!) { acceptCase(id: $id) { id } }`, OFFICE, { id: data.submitCase.id });
  const shown = await ask(
    `{ supervision(period: "2026") { cases { edges { node { title accepted member { code } } } } indicator(code: "K37") { value } } }`,
  );
  expect(shown.data.supervision.cases.edges).toEqual([
    { node: { title: "纳税人主动补缴后修复信用", accepted: true, member: { code: "tax" } } },
  ]);
  expect(shown.data.supervision.indicator.value).toBe(1);
});

it("shows no number of a time before counting began, and above all no zero that misses its target", async () => {
  await count("tax", [{ measure: "rowsAccepted", item: "TAX-01", n: 20 }]);
  await count("audit", [{ measure: "queries", detail: "bank-001|BANK_CREDIT|LAW", n: 20 }]);
  const { data } = await ask(
    `{ supervision(period: "2018") { indicators { code value numerator suppressed met definition { computedFrom } trend(months: 3) { value suppressed } } authorisations { value suppressed } } }`,
  );
  const { indicators, authorisations } = data.supervision;
  type Shown = {
    value: number | null;
    suppressed: boolean;
    met: boolean | null;
    trend: Shown[];
    definition: { computedFrom: string[] };
  };
  const counted = (indicators as Shown[]).filter(({ definition }) => definition.computedFrom.length > 0);
  expect(counted.length).toBeGreaterThanOrEqual(20);
  for (const { value, suppressed, met, trend } of counted) {
    expect([value, suppressed, met]).toEqual([null, false, null]);
    expect(trend.every((point) => point.value === null && !point.suppressed)).toBe(true);
  }
  expect(authorisations.every((one: Shown) => one.value === null && !one.suppressed)).toBe(true);
});

it.each([["2027"], ["2026-13"], ["2016"], ["202610"]])("refuses the period %s with a sentence", async (period) => {
  const { errors } = await ask(`query($p: String!) { supervision(period: $p) { period } }`, OFFICE, { p: period });
  expect(errors[0].extensions).toMatchObject({ code: "BAD_USER_INPUT" });
});

it("says of a source that has not been heard of that it is stale, and keeps it in the whole", async () => {
  await count("tax", [{ measure: "rowsAccepted", item: "TAX-01", n: 20 }]);
  now += 11 * 60_000;
  const { data } = await ask(
    `{ supervision(period: "2026-10") { sources { sector stale } indicator(code: "K11") { value staleSources breakdown(by: MEMBER) { key stale value } } } }`,
  );
  expect(data.supervision.sources).toEqual([{ sector: "tax", stale: true }]);
  expect(data.supervision.indicator).toMatchObject({ value: 1, staleSources: ["tax"] });
  expect(data.supervision.indicator.breakdown.find(({ key }: { key: string }) => key === "tax")).toEqual({
    key: "tax",
    stale: true,
    value: 1,
  });
});
