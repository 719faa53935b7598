/**
 * A data steward and a reviewer at the desk of the tax bureau, through the gateway: a batch from submission to the graph,
 * a record from its first version to its seal. On the run's database.
 */
import { PROBLEMS } from "../../schema/contract/problem";
import { cellsOf, columnsOf, type RowContent } from "../../subgraphs/kit/intake/columns";
import { recordSpec } from "../../subgraphs/kit/record/recordType";
import { TaxArrearsNotice } from "../../subgraphs/sectors/tax/records";
import { ask, lookupOf, openDistrict, type Answered, type District } from "../support/district";

const spec = recordSpec(TaxArrearsNotice);
let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 20 });
}, 60_000);
afterAll(() => district.close());

function line(noticeNo: string, more: Partial<RowContent> = {}, member = 0): string {
  const { idNumber, name } = lookupOf(member);
  const content: RowContent = {
    ...{ idNumber, name, determiningOrgan: "区税务局", basisDocNo: `决${noticeNo}`, decidedOn: "2026-05-12" },
    detail: { noticeNo, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2026-01-10" },
    ...more,
  };
  const cells = cellsOf(spec, content);
  return JSON.stringify(Object.fromEntries(columnsOf(spec).map(({ title }, place) => [title, cells[place]])));
}

const SUBMIT = `mutation Submit($input: BatchInput!) { taxDesk { submitBatch(input: $input) {
  batch { id state rowsTaken rowsNew rowsChanged rowsUnchanged rowsWithdrawn rowsLive reviewersNeeded submitter submitterAgency }
  alreadyTaken taken refused refusals { line column problem } refusedLines refusedWhole } } }`;
const REVIEW = `mutation Review($id: ID!, $approve: Boolean!, $reason: String) { taxDesk {
  reviewBatch(id: $id, approve: $approve, reason: $reason) { id state reviewers steps { kind officer agency reason } } } }`;
const BATCH = `query OneBatch($id: ID!) { taxDesk { batch(id: $id) { id state item
  refusals { line column } steps { kind officer agency at }
  new: difference(outcome: NEW) { line sourceNo } changed: difference(outcome: CHANGED) { line recordId changes { field zh before after } }
  gone: difference(outcome: WITHDRAWN) { recordId sourceNo cursor } } } }`;
const RECORD = `query OneRecord($no: String!, $asOf: DateTime) { taxDesk { recordNumbered(item: "TAX-01", sourceNo: $no) { id state
  version(asOf: $asOf) { version basisDocNo } versions { version state from until batch step { kind officer agency reason }
    decidedOn displayRule displayUntil queryUntil retainUntil sanctionUntil fields { field value } } } } }`;
const NOTICES = "query Notices { me { tax { taxArrearsNotices(first: 200) { noticeNo state version basisDocNo } } } }";

/** The entry of the closed list whose sentence the answer says. */
const problemOf = ({ body }: Answered) =>
  Object.entries(PROBLEMS).find(([, sentence]) => sentence === body.errors?.[0]?.message)?.[0];
const codesOf = ({ body }: Answered) => body.errors?.map(({ extensions }) => extensions.code);
const as = (persona: string, query: string, variables: object = {}) => district.ask(persona, query, variables);

async function submitted(jsonLines: string, kind = "ADDITION"): Promise<Answered["body"]["data"]> {
  const answer = await as("tax-steward", SUBMIT, { input: { jsonLines, kind } });
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.taxDesk.submitBatch;
}

async function published(jsonLines: string): Promise<string> {
  const { batch } = await submitted(jsonLines);
  const answer = await as("tax-reviewer", REVIEW, { id: batch.id, approve: true });
  expect(answer.body.data.taxDesk.reviewBatch.state).toBe("PUBLISHED");
  return batch.id as string;
}

/** What a member sees of himself, as whoever reads his records does. */
async function noticesOf(member: number): Promise<{ noticeNo: string; state: string; version: number }[]> {
  return (await as(`citizen:${member}`, NOTICES)).body.data.me.tax.taxArrearsNotices;
}

async function record(no: string, asOf?: string, persona = "tax-steward"): Promise<Answered["body"]["data"]> {
  const answer = await as(persona, RECORD, { no, ...(asOf && { asOf }) });
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.taxDesk.recordNumbered;
}

const act = (persona: string, action: string, variables: object = {}) =>
  as(
    persona,
    `mutation Act($id: ID!, $reason: String!) { taxDesk { ${action}(id: $id, reason: $reason) { id state } } }`,
    variables,
  );

describe("a batch", () => {
  it("is live only when somebody else approved it; each step says who took it", async () => {
    const first = await submitted(`${line("甲1")}\n${line("甲2")}\n`);
    expect(first).toMatchObject({ alreadyTaken: false, taken: 2, refused: 0 });
    expect(first.batch).toMatchObject({ state: "AWAITING_REVIEW", rowsNew: 2, reviewersNeeded: 1, submitter: "tax-steward-01" });
    expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).not.toContain("甲1");
    const answer = await as("tax-reviewer", REVIEW, { id: first.batch.id, approve: true });
    expect(answer.body.data.taxDesk.reviewBatch).toMatchObject({
      state: "PUBLISHED",
      reviewers: ["tax-reviewer-01"],
      steps: [
        { kind: "SUBMITTED", officer: "tax-steward-01", agency: "tax" },
        { kind: "APPROVED", officer: "tax-reviewer-01", agency: "tax" },
        { kind: "PUBLISHED", officer: "system", agency: "" },
      ],
    });
    expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).toEqual(expect.arrayContaining(["甲1", "甲2"]));
  });

  it("shows its difference to what is live, field by field, while it waits", async () => {
    await published(`${line("乙1")}\n`);
    const { batch } = await submitted(`${line("乙1", { basisDocNo: "决乙1-2" })}\n${line("乙2")}\n`);
    const answer = await as("tax-reviewer", BATCH, { id: batch.id });
    expect(answer.body.data.taxDesk.batch).toMatchObject({
      state: "AWAITING_REVIEW",
      new: [{ line: 2, sourceNo: "乙2" }],
      changed: [{ line: 1, changes: [{ field: "basisDocNo", zh: "认定文书号", before: "决乙1", after: "决乙1-2" }] }],
      gone: [],
    });
  });

  it("of which rows are refused says each with line, column and reason, and gives the rows back to be mended", async () => {
    const answer = await submitted(`${line("丙1")}\n${line("丙2", { decidedOn: "2099-01-01" })}\n`);
    expect(answer).toMatchObject({ taken: 1, refused: 1, refusals: [{ line: 2, column: "决定日期" }] });
    expect(answer.refusedLines).toContain("丙2");
    const shown = await as("tax-steward", BATCH, { id: answer.batch.id });
    expect(shown.body.data.taxDesk.batch.refusals).toEqual([{ line: 2, column: "决定日期" }]);
  });

  it("I15 of the same content is taken once, and told so", async () => {
    const lines = `${line("丁1")}\n`;
    const id = await published(lines);
    expect(await submitted(lines)).toMatchObject({ alreadyTaken: true, batch: { id, state: "PUBLISHED" }, taken: 0 });
  });

  it("I16 is not reviewed by its submitter, by no scope that he may have", async () => {
    const { batch } = await submitted(`${line("戊1")}\n`);
    expect(codesOf(await as("tax-steward", REVIEW, { id: batch.id, approve: true }))).toEqual(["UNAUTHORIZED_FIELD_OR_TYPE"]);
    const both = { name: "both", zh: "", en: "", org: "tax", officer: "Tax-Steward-01", scopes: ["steward:tax", "review:tax"] };
    const own = await district.askWith(both, REVIEW, { id: batch.id, approve: true });
    expect(problemOf(own)).toBe("OWN_BATCH");
    const shown = await as("tax-steward", BATCH, { id: batch.id });
    expect(shown.body.data.taxDesk.batch.state).toBe("AWAITING_REVIEW");
  });

  it("is given back with a reason, and the same content may come again; decided, it is not decided again", async () => {
    const lines = `${line("己1")}\n`;
    const { batch } = await submitted(lines);
    expect(problemOf(await as("tax-reviewer", REVIEW, { id: batch.id, approve: false, reason: "少" }))).toBe("DESK_REASON");
    const back = await as("tax-reviewer", REVIEW, { id: batch.id, approve: false, reason: "文书号与原件不符" });
    expect(back.body.data.taxDesk.reviewBatch).toMatchObject({ state: "RETURNED", steps: [{}, { reason: "文书号与原件不符" }] });
    expect(problemOf(await as("tax-reviewer", REVIEW, { id: batch.id, approve: true }))).toBe("BATCH_DECIDED");
    expect(await submitted(lines)).toMatchObject({ alreadyTaken: false, batch: { state: "AWAITING_REVIEW" } });
  });

  it("I17 that would withdraw over a fifth of the live records needs two reviewers, who are two", async () => {
    await published(["庚1", "庚2", "庚3"].map((no) => line(no)).join("\n"));
    const { batch } = await submitted(line("庚1"), "REPLACEMENT");
    expect(batch).toMatchObject({ rowsUnchanged: 1, reviewersNeeded: 2 });
    expect(batch.rowsWithdrawn * 5).toBeGreaterThan(batch.rowsLive);
    const before = await noticesOf(0);
    const first = await as("tax-reviewer", REVIEW, { id: batch.id, approve: true });
    expect(first.body.data.taxDesk.reviewBatch).toMatchObject({ state: "AWAITING_REVIEW", reviewers: ["tax-reviewer-01"] });
    expect(problemOf(await as("tax-reviewer", REVIEW, { id: batch.id, approve: true }))).toBe("SECOND_REVIEWER_NEEDED");
    expect(await noticesOf(0)).toEqual(before);
    const back = await as("tax-reviewer-2", REVIEW, { id: batch.id, approve: false, reason: "只是当月的数据，不是全量" });
    expect(back.body.data.taxDesk.reviewBatch.state).toBe("RETURNED");
    expect(await noticesOf(0)).toEqual(before);
  });

  it("refused whole says why in a sentence; too many rows and another sector's rows are refused", async () => {
    expect((await submitted("{")).refusedWhole).toMatch(/^[A-Z_]+: .+ \/ .+/);
    const foreign = line("辛1").replace("TAX-01", "MKT-01");
    expect((await submitted(foreign)).refusedWhole).toContain("npm run collect -- market");
    const many = await as("tax-steward", SUBMIT, { input: { jsonLines: "{}\n".repeat(5001), kind: "ADDITION" } });
    expect(problemOf(many)).toBe("DESK_ROWS");
  });

  it("of 5,000 rows goes in one call, 4 MB at most; nobody but a steward may send as much, and nobody in the text itself", async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => line(`大${at}`)).join("\n");
    expect(Buffer.byteLength(lines)).toBeGreaterThan(1_000_000);
    expect(await submitted(lines)).toMatchObject({ taken: 5000, batch: { state: "AWAITING_REVIEW", rowsNew: 5000 } });
    const large = { input: { jsonLines: lines, kind: "ADDITION" } };
    expect((await as("tax-reviewer", SUBMIT, large)).status).toBe(413);
    expect((await ask(district.url, { query: SUBMIT, variables: large })).status).toBe(401);
    const huge = { input: { jsonLines: lines.repeat(3), kind: "ADDITION" } };
    expect((await as("tax-steward", SUBMIT, huge)).status).toBe(413);
    const inText = `mutation { taxDesk { submitBatch(input: { jsonLines: "{}" }) { taken } } }`;
    expect((await as("tax-steward", inText)).body.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    const other = await as("tax-steward", "query($a: ID!) { taxDesk { batch(id: $a) { id } } }", { a: "x".repeat(5000) });
    expect(other.body.errors?.[0]?.message).toContain("over 4096 characters");
  });
});

describe("a desk", () => {
  it("is closed to the stewards of other sectors, to clerks and to citizens", async () => {
    for (const persona of ["market-steward", "licensing-clerk", "judge", "citizen", "nobody", "supervisor"]) {
      const read = await as(persona, "{ taxDesk { batches { id } } }");
      expect([persona, codesOf(read), read.body.data]).toEqual([persona, ["ACCESS_DENIED"], null]);
      const wrote = await as(persona, SUBMIT, { input: { jsonLines: line("壬1"), kind: "ADDITION" } });
      expect([persona, codesOf(wrote)]).toEqual([persona, ["ACCESS_DENIED"]]);
    }
  });

  it("is closed to a scope in a token of another agency: the second lock asks whose the sector is", async () => {
    const lent = { name: "lent", zh: "", en: "", org: "market", scopes: ["steward:tax"] };
    const wrote = await district.askWith(lent, SUBMIT, { input: { jsonLines: line("癸1"), kind: "ADDITION" } });
    expect(codesOf(wrote)).toEqual(["ACCESS_DENIED"]);
  });

  it("lists its batches newest first, in pages and by state", async () => {
    const answer = await as(
      "tax-reviewer",
      "{ taxDesk { batches(first: 2) { id state } waiting: batches(state: RETURNED, first: 200) { state } } }",
    );
    const [one, two] = answer.body.data.taxDesk.batches;
    expect(new Set(answer.body.data.taxDesk.waiting.map(({ state }: { state: string }) => state))).toEqual(new Set(["RETURNED"]));
    const next = await as("tax-reviewer", `{ taxDesk { batches(first: 1, before: "${one.id}") { id } } }`);
    expect(next.body.data.taxDesk.batches).toEqual([{ id: two.id }]);
  });

  it("runs the actions of a request in the order of its text", async () => {
    await published(`${line("子1")}\n`);
    const { id } = await record("子1");
    const answer = await as(
      "tax-steward",
      `mutation($id: ID!) { taxDesk { a: markDispute(id: $id, reason: "本人提出异议") { state } b: closeDispute(id: $id, reason: "核查无误") { state }
        c: closeDispute(id: $id, reason: "再次办结") { state } d: withdrawRecord(id: $id, reason: "误报撤下") { state } } }`,
      { id },
    );
    const states = Object.values(answer.body.data.taxDesk as Record<string, { state: string } | null>).map((one) => one?.state);
    expect(states).toEqual(["DISPUTED", "ACTIVE", undefined, "REVOKED"]);
    expect(answer.body.errors).toMatchObject([{ path: ["taxDesk", "c"], message: PROBLEMS.RECORD_STATE }]);
  });
});

describe("a record", () => {
  it("that is corrected has a new version; the old one stays at the desk, with who and when, and nowhere else", async () => {
    const one = await published(`${line("丑1")}\n`);
    const two = await published(`${line("丑1", { basisDocNo: "决丑1-2" })}\n`);
    const { versions } = await record("丑1");
    expect(versions).toMatchObject([
      { version: 2, state: "ACTIVE", until: null, batch: two },
      { version: 1, until: versions[0].from, batch: one },
    ]);
    expect((await record("丑1", versions[1].from)).version).toEqual({ version: 1, basisDocNo: "决丑1" });
    expect((await record("丑1")).version).toEqual({ version: 2, basisDocNo: "决丑1-2" });
    expect((await record("丑1", "2020-01-01T00:00:00Z")).version).toBeNull();
    expect((await record("丑1", versions[1].from, "auditor")).version).toEqual({ version: 1, basisDocNo: "决丑1" });
    const seen = (await noticesOf(0)).filter(({ noticeNo }) => noticeNo === "丑1");
    expect(seen).toMatchObject([{ version: 2, basisDocNo: "决丑1-2" }]);
  });

  it.each([
    ["withdrawRecord", "REVOKED", "WITHDRAWN"],
    ["repairRecord", "REPAIRED", "REPAIRED"],
    ["sealRecord", "SEALED", "SEALED"],
  ])(
    "on which the desk did %s is gone from every answer at once, and no batch brings it back; a reviewer may",
    async (action, state, step) => {
      const no = `寅${action}`;
      const old = { decidedOn: "2026-01-12" };
      await published(`${line(no, old)}\n`);
      const { id } = await record(no);
      const done = await act("tax-steward", action, { id, reason: "依法办理" });
      expect(done.body.data.taxDesk[action]).toEqual({ id, state });
      expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).not.toContain(no);
      expect((await record(no)).versions[0]).toMatchObject({
        state,
        step: { kind: step, officer: "tax-steward-01", reason: "依法办理" },
      });
      await published(`${line(no, { ...old, basisDocNo: "另一文书" })}\n`);
      expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).not.toContain(no);
      expect((await record(no)).state).toBe(state);
    },
  );

  it("that was withdrawn comes back by another officer's decision, not by the same one's", async () => {
    await published(`${line("卯1")}\n`);
    const { id } = await record("卯1");
    await act("tax-steward", "withdrawRecord", { id, reason: "误报撤下" });
    const same = { name: "both", zh: "", en: "", org: "tax", officer: "tax-steward-01", scopes: ["review:tax"] };
    const RESTORE = `mutation($id: ID!) { taxDesk { restoreRecord(id: $id, reason: "复核后恢复") { state } } }`;
    expect(problemOf(await district.askWith(same, RESTORE, { id }))).toBe("RECORD_OWN_STEP");
    expect((await as("tax-reviewer", RESTORE, { id })).body.data.taxDesk.restoreRecord).toEqual({ state: "ACTIVE" });
    expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).toContain("卯1");
  });

  it("L03 that is disputed is shown with its mark, to every reader", async () => {
    await published(`${line("辰1")}\n`);
    const { id } = await record("辰1");
    await act("tax-steward", "markDispute", { id, reason: "本人提出异议" });
    expect((await noticesOf(0)).find(({ noticeNo }) => noticeNo === "辰1")).toMatchObject({ state: "DISPUTED" });
  });

  it("whose basis document is revoked is withdrawn with all that rest on it, and nothing else is", async () => {
    const basis = { basisDocNo: "被撤销的决定" };
    await published([line("巳1", basis), line("巳2", basis, 1), line("巳3")].join("\n"));
    const REVOKE = `mutation($doc: String!, $organ: String!) { taxDesk { revokeBasis(basisDocNo: $doc, determiningOrgan: $organ, reason: "行政复议撤销") } }`;
    expect(problemOf(await as("tax-steward", REVOKE, { doc: basis.basisDocNo, organ: "另一机关" }))).toBe("NOT_FOUND");
    const answer = await as("tax-steward", REVOKE, { doc: basis.basisDocNo, organ: "区税务局" });
    expect(answer.body.data.taxDesk.revokeBasis).toBe(2);
    expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).not.toContain("巳1");
    expect((await noticesOf(1)).map(({ noticeNo }) => noticeNo)).not.toContain("巳2");
    expect((await noticesOf(0)).map(({ noticeNo }) => noticeNo)).toContain("巳3");
    expect((await record("巳2")).versions[0]).toMatchObject({ state: "REVOKED", step: { kind: "BASIS_REVOKED" } });
  });

  it("sealed is no record to an auditor without the scope for sealed ones", async () => {
    await published(`${line("午1")}\n`);
    const { id } = await record("午1");
    await act("tax-steward", "sealRecord", { id, reason: "依法封存" });
    expect(await record("午1", undefined, "auditor")).toBeNull();
    expect(await record("午1")).toMatchObject({ state: "SEALED" });
  });
});

describe("a month", () => {
  it("without decisions is a nil return, filed once; one in which records came in is none", async () => {
    const FILE = `mutation($period: String!) { taxDesk { fileNilReturn(item: "TAX-02", period: $period) { item period step { kind officer } } } }`;
    const filed = await as("tax-steward", FILE, { period: "2019-02" });
    expect(filed.body.data.taxDesk.fileNilReturn).toMatchObject({
      item: "TAX-02",
      period: "2019-02",
      step: { officer: "tax-steward-01" },
    });
    expect((await as("tax-steward", FILE, { period: "2019-02" })).body.data).toEqual(filed.body.data);
    for (const period of ["2999-01", "2026-13", "soon"])
      expect(problemOf(await as("tax-steward", FILE, { period }))).toBe("DESK_PERIOD");
    const contradicted = `mutation { taxDesk { fileNilReturn(item: "TAX-01", period: "2026-05") { item } } }`;
    expect(problemOf(await as("tax-steward", contradicted))).toBe("NIL_RETURN_CONTRADICTED");
  });

  it("is reconciled with the case system's own count", async () => {
    const before = await as(
      "tax-steward",
      `mutation { taxDesk { reconcile(item: "TAX-01", period: "2017-03", count: 2) { theirs ours difference } } }`,
    );
    expect(before.body.data.taxDesk.reconcile).toEqual({ theirs: 2, ours: 0, difference: 2 });
    await published([line("未1", { decidedOn: "2017-03-02" }), line("未2", { decidedOn: "2017-03-31" })].join("\n"));
    await published(line("未2", { decidedOn: "2017-04-01" }));
    const after = await as(
      "tax-steward",
      `mutation { taxDesk { reconcile(item: "TAX-01", period: "2017-03", count: 2) { theirs ours difference } } }`,
    );
    expect(after.body.data.taxDesk.reconcile).toEqual({ theirs: 2, ours: 1, difference: 1 });
    const listed = await as("tax-reviewer", `{ taxDesk { reconciliations(first: 1) { period ours step { kind } } } }`);
    expect(listed.body.data.taxDesk.reconciliations).toEqual([{ period: "2017-03", ours: 1, step: { kind: "RECONCILED" } }]);
  });
});

it.each(["withdrawRecord", "repairRecord"])("to %s an id in any script is unknown like every other", async (action) => {
  const text = `mutation Act($id: ID!, $r: String!) { taxDesk { ${action}(id: $id, reason: $r) { id } } }`;
  const acts = ["记录编号", "NONE"].map((id) => as("tax-steward", text, { id, r: "核对后发现登记有误" }));
  const seen = (await Promise.all(acts)).map((answer) => [codesOf(answer), problemOf(answer)]);
  expect(seen).toEqual([seen[1], [["BAD_USER_INPUT"], expect.any(String)]]);
});
