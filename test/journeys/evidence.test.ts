/**
 * Who looked is on record before the answer leaves (ATTACKS J09–J14): for an answer, a refusal and a failure alike; the
 * person sees it, the auditor sees more, and whoever has a receipt proves it offline.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckpoint } from "../../schema/contract/evidence/checkpoint";
import { isIncluded } from "../../schema/contract/evidence/merkleProof";
import { sha256Tree } from "../../schema/contract/evidence/merkleHash";
import { noteVerifier, openNote } from "../../schema/contract/evidence/signedNote";
import { namedKeys } from "../../scripts/verifyReceipt";
import { judgeReceipt, publicLogAt } from "../../scripts/verifyReceipt/judgeReceipt";
import { publicKeysOf } from "../../scripts/verifyEvidence/logKeys";
import { verifyLog } from "../../scripts/verifyEvidence/verifyLog";
import { auditOf } from "../../subgraphs/platform/audit/context";
import { openWholeLog } from "../../subgraphs/platform/audit/store/wholeLog";
import { cast } from "../../scripts/synthesise/cast";
import { lookupOf, openDistrict, type District } from "../support/district";

const LOOKUP = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  maskedName market { records { edges { node { id } } } } tax { taxArrearsNotices { noticeNo } } } }`;
const PEOPLE = `query($lookups: [PersonLookup!]!, $access: Access!) { people(lookups: $lookups, access: $access) { maskedName } }`;
const MINE =
  "{ me { accessLog(first: 200) { edges { cursor node { id at agency { code } officer purpose reason categories outcome proof { logIndex hashes checkpoint entry } } } pageInfo { hasNextPage } } } }";
const AUDIT = `query($person: PersonLookup, $agency: String, $purpose: PurposeCode, $findings: Boolean = false, $first: Int = 50) {
  accessEntries(person: $person, agency: $agency, purpose: $purpose, findings: $findings, first: $first) { withheldFromPerson edges { node {
    kind logIndex agency officer purpose statement outcome code detail returned refused categories flags rule withheldFromPerson } } } }`;
const ACCESS = { purpose: "LICENSING_REVIEW", caseNumber: "津宝审批〔2026〕7号" };
const ORIGIN = "credit-graph.local/evidence";

let district: District;
beforeAll(async () => {
  district = await openDistrict();
}, 120_000);
afterAll(() => district?.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const nodesOf = (connection: any) => connection.edges.map(({ node }: any) => node);
const mine = async (member: number) => nodesOf((await district.ask(`citizen:${member}`, MINE)).body.data.me.accessLog);
const audited = async (variables: object) => (await district.ask("auditor", AUDIT, variables)).body.data.accessEntries;
const logOf = () => auditOf(district.local.find(({ definition }) => definition.name === "audit")!.running.environment).log;

it("J09 a person sees who looked, when, why and at what, and takes the proof away", async () => {
  const answered = await district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(1), access: ACCESS });
  await logOf().sign();
  const [look, ...more] = await mine(1);
  expect([look.id, look.agency.code, look.officer, look.purpose, look.outcome, more]).toEqual([
    answered.receipt!.id,
    ...["licensing", "licensing-clerk-01", "LICENSING_REVIEW", "ANSWERED", []],
  ]);
  expect([look.reason, look.categories]).toEqual(["行政许可审查 / Licensing review", ["BASIC", "SEVERE_LIST"]]);
  const { keys } = (await (await fetch(`${district.url}/.well-known/credit-graph/keys`)).json()) as {
    keys: Record<string, string>[];
  };
  const text = openNote(
    look.proof.checkpoint,
    publicKeysOf({ keys }).map((key) => noteVerifier(ORIGIN, key)),
  )!;
  const { size, root } = readCheckpoint(text);
  const hashes = look.proof.hashes.map((hash: string) => Buffer.from(hash, "base64"));
  expect(isIncluded({ index: look.proof.logIndex, size, leaf: sha256Tree.leaf(look.proof.entry), root, hashes })).toBe(true);
  expect(look.proof.entry).not.toMatch(/刘建国|120115197802029913|118号/);
});

it("each of several persons has an entry of his own, under one receipt", async () => {
  const before = (await mine(4)).length;
  const lookups = [lookupOf(4), lookupOf(5), { ...lookupOf(6), name: "无此人" }];
  const { receipt } = await district.ask("licensing-clerk", PEOPLE, { lookups, access: ACCESS });
  expect((await mine(4)).length).toBe(before + 1);
  expect((await mine(5))[0]).toMatchObject({ agency: { code: "licensing" }, outcome: "ANSWERED" });
  const looks = nodesOf(await audited({ agency: "licensing", first: 20 })).filter(
    ({ kind }: { kind: string }) => kind === "ACCESS",
  );
  const indexes = looks.map(({ logIndex }: { logIndex: number }) => logIndex - receipt!.logIndex);
  expect(indexes.slice(0, 3)).toEqual([2, 1, 0]);
});

it("J13 what was refused is on record as refused, and the person sees the attempt; why, only the auditor", async () => {
  const refused = await district.ask("licensing-clerk", LOOKUP, {
    lookup: lookupOf(2),
    access: { ...ACCESS, purpose: "BANK_CREDIT" },
  });
  expect([refused.status, refused.receipt]).toEqual([403, undefined]);
  expect(await mine(2)).toMatchObject([{ agency: { code: "licensing" }, outcome: "REFUSED", categories: [] }]);
  const [entry] = nodesOf(await audited({ person: lookupOf(2), purpose: "BANK_CREDIT" }));
  expect(entry).toMatchObject({
    code: "ACCESS_DENIED",
    returned: [],
    detail: expect.stringMatching(/may not state this purpose/),
  });
  const closed = await district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(3), access: ACCESS });
  expect(closed.receipt).toBeDefined();
  expect(nodesOf(await audited({ person: lookupOf(3) }))[0]).toMatchObject({
    returned: expect.arrayContaining(["Person.maskedName", "MarketSlice.records"]),
    refused: ["TaxSlice.taxArrearsNotices PURPOSE"],
    statement: JSON.stringify({ caseNumber: ACCESS.caseNumber, justifications: [] }),
  });
});

it("entries that a law withholds are not shown to the person, nor counted; the auditor sees them and how many they are", async () => {
  const before = await mine(7);
  const access = { purpose: "INVESTIGATION", caseNumber: "公（宝）2026-9" };
  expect((await district.ask("investigator", LOOKUP, { lookup: lookupOf(7), access })).status).toBe(200);
  expect(await mine(7)).toEqual(before);
  const seen = await audited({ person: lookupOf(7), purpose: "INVESTIGATION" });
  expect([seen.withheldFromPerson, nodesOf(seen)[0].withheldFromPerson]).toEqual([1, true]);
});

describe("a look that a person challenges", () => {
  const CHALLENGE = "mutation ($e: ID!, $r: String!) { challengeAccess(entry: $e, reason: $r) { id status reason answer } }";
  const ANSWER =
    "mutation ($c: ID!, $u: Boolean!, $a: String!) { answerChallenge(challenge: $c, upheld: $u, answer: $a) { status answer } }";
  const CHALLENGES =
    "{ accessEntries(challenges: true) { edges { node { kind about statement person challenge { id status reason answer } } } } }";
  const REASON = "我未申请过任何许可，请说明为何查询";
  const challenge = (entry: string, reason = REASON, member = 8) =>
    district.ask(`citizen:${member}`, CHALLENGE, { e: entry, r: reason });
  const answer = (c: string, persona = "auditor") =>
    district.ask(persona, ANSWER, { c, u: true, a: "经查，工位误录证件号码，已责令改正" });
  const messageOf = ({ body }: Awaited<ReturnType<typeof challenge>>) => body.errors![0]!.message;
  const look = async (persona = "licensing-clerk", access: object = ACCESS) => {
    const { receipt } = await district.ask(persona, LOOKUP, { lookup: lookupOf(8), access });
    return receipt!.id;
  };

  it("is a case that the auditor sees and rules on, once; the person reads the answer where he read of the look", async () => {
    const entry = await look();
    const opened = (await challenge(entry)).body.data.challengeAccess;
    expect(opened).toEqual({ id: expect.any(String), status: "OPEN", reason: REASON, answer: null });
    expect(messageOf(await challenge(entry))).toMatch(/has been challenged already/);
    const [seen] = nodesOf((await district.ask("auditor", CHALLENGES)).body.data.accessEntries);
    expect(seen).toMatchObject({ kind: "CHALLENGE", statement: REASON, challenge: { id: opened.id, status: "OPEN" } });
    expect((await answer(opened.id)).body.data.answerChallenge.status).toBe("UPHELD");
    expect(messageOf(await answer(opened.id))).toMatch(/has been ruled on already/);
    const own = "{ me { accessLog(first: 1) { edges { node { id challenge { status answer } } } } } }";
    const [told] = nodesOf((await district.ask("citizen:8", own)).body.data.me.accessLog);
    expect(told).toEqual({ id: entry, challenge: { status: "UPHELD", answer: "经查，工位误录证件号码，已责令改正" } });
  });

  it("F03 is one's own: another's, one that a law withholds, one that is no look and one that is not read the same", async () => {
    const others = (await district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(9), access: ACCESS })).receipt!.id;
    const withheld = await look("investigator", { purpose: "INVESTIGATION", caseNumber: "公（宝）2026-9" });
    const own = (await district.ask("citizen:8", "{ me { maskedName } }")).receipt!.id;
    const texts = [];
    for (const entry of [others, withheld, own, "0".repeat(26), "Z".repeat(26), "", "1", "null"]) {
      const { status, text } = await challenge(entry);
      texts.push(`${status} ${text}`);
    }
    expect(new Set(texts)).toEqual(new Set([expect.stringContaining("There is nothing under this id")]));
    expect(messageOf(await challenge(await look(), "短"))).toMatch(/4 to 500 characters/);
    expect(messageOf(await challenge(await look(), "长".repeat(501)))).toMatch(/4 to 500 characters/);
  });

  it("is challenged by nobody else, and ruled on by the auditor alone", async () => {
    const entry = await look();
    for (const persona of ["licensing-clerk", "auditor", "supervisor"])
      expect((await district.ask(persona, CHALLENGE, { e: entry, r: REASON })).status).toBe(403);
    const { id } = (await challenge(entry)).body.data.challengeAccess;
    for (const persona of ["licensing-clerk", "citizen:8", "supervisor"]) expect((await answer(id, persona)).status).toBe(403);
    for (const none of [entry, "0".repeat(26)]) expect(messageOf(await answer(none))).toMatch(/nothing under this id/);
  });
});

it("J14 the auditor's own reads are entries", async () => {
  await audited({ person: lookupOf(7) });
  const [entry] = nodesOf(await audited({ agency: "audit", first: 1 }));
  expect(entry).toMatchObject({
    agency: "audit",
    officer: "auditor-01",
    outcome: "ANSWERED",
    returned: expect.arrayContaining(["Query.accessEntries"]),
  });
});

it("nobody else reads the log: not another person, not an agency, and `accessLog` stands below `me` alone", async () => {
  const other = await district.ask(
    "licensing-clerk",
    `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { maskedName accessLog { edges { cursor } } } }`,
    { lookup: lookupOf(1), access: ACCESS },
  );
  expect([other.body.data.person.accessLog, other.body.errors![0]!.extensions.reason]).toEqual([null, "SCOPE"]);
  for (const persona of ["licensing-clerk", "citizen:0", "supervisor", "nobody"])
    expect((await district.ask(persona, AUDIT, {})).status).toBe(403);
});

it("E18 what a rule finds is an entry of its own, for the auditor", async () => {
  for (let again = 0; again < 12; again++)
    await district.ask("judge", LOOKUP, { lookup: lookupOf(10), access: { ...ACCESS, purpose: "COURT_ENFORCEMENT" } });
  const found = async () =>
    nodesOf(await audited({ agency: "courts", findings: true })).filter(({ rule }: { rule: string }) => rule === "SAME_PERSON");
  const until = Date.now() + 5_000;
  while ((await found()).length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await found()).toMatchObject([{ kind: "FINDING", agency: "courts", officer: "judge-01", outcome: null }]);
});

it("`events` tells supervision what it may count, and nobody's name, keyed or not", async () => {
  const { internal } = district.local.find(({ definition }) => definition.name === "audit")!.running;
  const all: { position: number; facts: object }[] = [];
  for (let after = 0; ;) {
    const answer = (await internal("events", { after, limit: 7 }, {} as never)) as {
      events: typeof all;
      next: number;
      head: number;
    };
    all.push(...answer.events);
    after = answer.next;
    if (after === answer.head) break;
  }
  expect(all.map(({ position }) => position)).toEqual(all.map((_, at) => at + 1));
  expect(all[0]!.facts).toMatchObject({ agency: "licensing", purpose: "LICENSING_REVIEW", outcome: "ANSWERED", person: true });
  expect(JSON.stringify(all)).not.toMatch(/hmac|officer|clerk|statement/);
});

it("public knowledge leaves no entry", async () => {
  const size = async () => (await audited({ first: 1 })).edges[0].node.logIndex as number;
  const before = await size();
  const { receipt } = await district.ask("integrator", "{ purposes { code } }");
  expect([receipt, await size()]).toEqual([undefined, before + 1]);
});

it("a receipt is verified offline, and with the public tiles of the log; a changed answer, receipt or log is found out", async () => {
  const { text } = await district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(1), access: ACCESS });
  await logOf().sign();
  const { keys } = (await (await fetch(`${district.url}/.well-known/credit-graph/keys`)).json()) as {
    keys: Record<string, string>[];
  };
  const set = await namedKeys(keys);
  const verifiers = publicKeysOf({ keys }).map((key) => noteVerifier(ORIGIN, key));
  const source = publicLogAt(district.url);
  expect(await judgeReceipt(text, set, { source, verifiers })).toMatchObject({ good: true, checkpointSize: expect.any(Number) });
  expect(await judgeReceipt(text.replace("刘", "王"), set)).toMatchObject({ good: false });
  expect(await judgeReceipt(text.replace(/"logIndex":\d+/, '"logIndex":0'), set)).toMatchObject({ good: true });
  const foreign = await namedKeys([{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }]);
  expect(await judgeReceipt(text, foreign)).toMatchObject({ good: false, why: "no key of the log signed this receipt" });
  const elsewhere = {
    ...source,
    tile: async (...tile: Parameters<typeof source.tile>) => (await source.tile(...tile)).map(() => Buffer.alloc(32)),
  };
  expect(await judgeReceipt(text, set, { source: elsewhere, verifiers })).toMatchObject({ good: false });
});

it("J11 O1 the whole log names nobody, and is whole", async () => {
  await logOf().sign();
  const location = await district.databases.location("audit");
  const whole = await openWholeLog(location);
  const { keys } = JSON.parse(readFileSync(join(district.databases.folder, "keys", "signing-audit.jwks"), "utf8")) as {
    keys: Record<string, string>[];
  };
  const verifiers = publicKeysOf({ keys }).map((key) => noteVerifier(ORIGIN, key));
  expect(await verifyLog(whole, { verifiers })).toMatchObject({ whole: true });
  const bodies = (await whole.entries(0, 10_000)).map(([, , body]) => body).join("\n");
  await whole.close();
  for (const { idNumber, name } of cast) expect([bodies.includes(idNumber), bodies.includes(name)]).toEqual([false, false]);
  expect(bodies).not.toMatch(/津宝审批|[一-鿿]/);
});
