/**
 * A bank asks, a person agrees to half, the bank looks, the person sees it and revokes, the bank is refused, the auditor
 * proves all of it offline: over separate processes, each step by whoever takes it, in the words of the graph.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compactVerify, importJWK, type JWK } from "jose";
import { readCheckpoint } from "../../schema/contract/evidence/checkpoint";
import { sha256Tree } from "../../schema/contract/evidence/merkleHash";
import { isIncluded } from "../../schema/contract/evidence/merkleProof";
import { noteVerifier, openNote } from "../../schema/contract/evidence/signedNote";
import { publicKeysOf } from "../../scripts/verifyEvidence/logKeys";
import { readLocation } from "../../subgraphs/kit/config";
import { openDatabase } from "../../subgraphs/kit/store/database";
import { notesOf } from "../../subgraphs/platform/audit/log/witness";
import { lookupOf, openDistrict, type District } from "../support/district";
import { change, data, granted, inputOf, look, requested } from "../support/grants";
import { runCommand } from "../support/runCommand";
import { openSeparateProcesses, type SeparateProcesses } from "../support/separateProcesses";
import { until } from "../support/until";

const DEFAULTER = 1;
const ORIGIN = "credit-graph.local/evidence";
const JUSTIFIED = ["JUDICIAL", "PENALTY"];
const FIELDS = `maskedName realNameLevel
  courts { judgmentDefaulters { caseNo } enforcementCases { caseNo } records { edges { node { category item { code } } } } }
  market { marketPenalties { decisionNo } } tax { taxArrearsNotices { noticeNo } taxMajorViolations { caseNo } } education { teacherSanctions { id } }`;

let district: District;
let graph: SeparateProcesses;
let folder: string;
let witness: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "credit-proof-"));
  witness = join(folder, "witness");
  district = await openDistrict({ people: 40 });
  graph = await openSeparateProcesses(district, { CREDIT_EVIDENCE_WITNESSES: `file:${witness}` });
}, 120_000);
afterAll(async () => {
  await graph?.close();
  await district?.close();
  rmSync(folder, { recursive: true });
});

const bank = (query: string, variables: object = {}) => graph.ask("bank", query, variables);
const citizen = (query: string, variables: object = {}) => graph.ask(`citizen:${DEFAULTER}`, query, variables);

/** Of an answer that may have closed places. */
function data2({ body }: Awaited<ReturnType<typeof citizen>>) {
  return body.data;
}

describe("what a person sees before agreeing", () => {
  it("is what the recipient then sees, place by place, if all of it is agreed to", async () => {
    const request = await requested(graph, DEFAULTER);
    const preview = await citizen(`query ($r: ID) { me(asSeenBy: $r) { ${FIELDS} } }`, { r: request });
    const { approveGrant } = data(
      await citizen("mutation ($r: ID!, $c: [RecordCategory!]!) { approveGrant(request: $r, categories: $c) { id } }", {
        r: request,
        c: inputOf({})["categories"],
      }),
    );
    const looked = await look(graph, DEFAULTER, approveGrant.id, { fields: FIELDS, justified: JUSTIFIED });
    const asPerson = JSON.parse(JSON.stringify(preview.body).replaceAll('"me"', '"person"'));
    expect(looked.body).toEqual(asPerson);
    expect(looked.body.errors!.length).toBeGreaterThan(1);
  });

  it("is nothing of another's request, of one that is answered or of none; each of these reads the same", async () => {
    const foreign = await requested(graph, 0);
    const answered = await requested(graph, DEFAULTER);
    data(await citizen("mutation ($r: ID!) { declineGrant(request: $r) { status } }", { r: answered }));
    const texts = [];
    for (const r of [foreign, answered, "0123456789ABCDEFGHJKMNPQRS", ""]) {
      const { status, text } = await citizen("query ($r: ID) { me(asSeenBy: $r) { id maskedName } }", { r });
      texts.push(`${status} ${text}`);
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^403 .*ACCESS_DENIED/);
  });

  it("shows him nothing that a recipient may not have: neither his authorisations nor his full name", async () => {
    const request = await requested(graph, DEFAULTER);
    const { body } = await citizen("query ($r: ID) { me(asSeenBy: $r) { maskedName name grants { id } grantRequests { id } } }", {
      r: request,
    });
    expect(body.data.me).toEqual({ maskedName: "刘**", name: null, grants: null, grantRequests: null });
  });

  it("is asked in one way an operation, and by a citizen", async () => {
    const request = await requested(graph, DEFAULTER);
    const both = await citizen("query ($r: ID) { me { id } other: me(asSeenBy: $r) { id } }", { r: request });
    expect([both.status, both.body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    const agency = await bank("query ($r: ID) { me(asSeenBy: $r) { id } }", { r: request });
    expect([agency.status, agency.body.data]).toEqual([403, null]);
  });
});

it("an employer's authorisation opens occupations, a student's file needs an agreement of its own", async () => {
  const STUDENT = 4;
  const asked = { purpose: "STUDENT_DECISION", categories: ["BASIC", "STUDENT"], uses: 2 };
  const fields = "maskedName education { studentIntegrityRecords { conduct } }";
  const student = { fields, purpose: "STUDENT_DECISION", persona: "employer", justified: [] };
  const bundled = await granted(graph, STUDENT, asked, "employer");
  const closed = await look(graph, STUDENT, bundled, student);
  expect([closed.body.data.person.education, closed.body.errors![0]!.extensions.reason]).toEqual([
    { studentIntegrityRecords: null },
    "GRANT",
  ]);
  const request = await requested(graph, STUDENT, asked, "employer");
  const apart = 'mutation ($r: ID!) { agreeToSensitiveItems(request: $r, items: ["EDU-03"]) { sensitiveItemsAgreed { code } } }';
  data(await graph.ask(`citizen:${STUDENT}`, apart, { r: request }));
  const approving = "mutation ($r: ID!) { approveGrant(request: $r, categories: [BASIC, STUDENT]) { id } }";
  const { approveGrant } = data(await graph.ask(`citizen:${STUDENT}`, approving, { r: request }));
  expect(data(await look(graph, STUDENT, approveGrant.id, student)).person.education.studentIntegrityRecords).toHaveLength(2);
});

const MINE =
  "{ me { accessLog(first: 1) { edges { node { id agency { code } purpose outcome categories proof { logIndex entry hashes checkpoint } } } } } }";
const AUDIT = `query ($person: PersonLookup, $agency: String) {
  accessEntries(person: $person, agency: $agency) { edges { node { logIndex outcome code detail grant returned } } } }`;

/** Exit code and last line of a command that has the log's files and no service. */
async function offline(name: string, argv: string[]): Promise<[number | null, string]> {
  const command = runCommand(name, argv, graph.evidence);
  return [await command.ended, command.printed()];
}

/** How many entries the witness has seen. */
function witnessed(): number {
  const note = notesOf(existsSync(witness) ? readFileSync(witness, "utf8") : "").at(-1);
  return Number(note?.split("\n")[1] ?? 0);
}

it("from the request to the refusal, and, with everything switched off, the proof of all of it", async () => {
  // The bank reads what it may ask for, and asks.
  const { purposes } = data(
    await bank("{ purposes { code grantCeiling { uses validDays dataLifeDays categories } lookBackMonths } }"),
  );
  const { grantCeiling } = purposes.find(({ code }: { code: string }) => code === "BANK_CREDIT");
  expect(grantCeiling).toEqual({ uses: 50, validDays: 365, dataLifeDays: 90, categories: expect.arrayContaining(["PENALTY"]) });
  const asking = "mutation ($input: GrantRequestInput!) { requestGrant(input: $input) { id status answerBy } }";
  const input = inputOf(lookupOf(DEFAULTER), { uses: 2, caseNumber: "津宝贷〔2026〕77号" });
  const { requestGrant: request } = data(await bank(asking, { input }));
  expect(request.status).toBe("REQUESTED");
  const beyond = await bank(asking, { input: { ...input, uses: 51 } });
  expect([beyond.status, beyond.body.errors![0]!.message]).toEqual([400, expect.stringContaining("input.uses")]);

  // The person reads who asks for what, in plain words, and what the bank would see.
  const [shown] = data(
    await citizen(`{ me { grantRequests { id status recipient { zh } purpose caseNumber notice { version zh en } categories
      items { code zh } sensitiveItems { code } lookBackMonths validDays uses dataLifeDays } } }`),
  ).me.grantRequests;
  expect(shown).toMatchObject({
    ...{ id: request.id, status: "REQUESTED", recipient: { zh: expect.any(String) }, uses: 2, validDays: 30, lookBackMonths: 36 },
    ...{
      notice: { version: "2026-1", zh: expect.stringContaining("银行") },
      sensitiveItems: expect.arrayContaining([{ code: "EDU-02" }]),
    },
  });
  const preview = data2(await citizen(`query ($r: ID) { me(asSeenBy: $r) { ${FIELDS} } }`, { r: request.id }));
  expect(preview.me.courts.enforcementCases).toHaveLength(1);
  expect(preview.me).toMatchObject({ tax: { taxArrearsNotices: null }, education: { teacherSanctions: null } });

  // He agrees to half of it.
  const approving =
    "mutation ($r: ID!) { approveGrant(request: $r, categories: [BASIC, SEVERE_LIST]) { id status categories usesLeft validUntil artefact } }";
  const { approveGrant: grant } = data(await citizen(approving, { r: request.id }));
  expect(grant).toMatchObject({ status: "ACTIVE", categories: ["BASIC", "SEVERE_LIST"], usesLeft: 2 });
  expect((await citizen(approving, { r: request.id })).status).toBe(400);

  // The bank learns of it and looks.
  const { grantRequest } = data(
    await bank("query ($r: ID!) { grantRequest(id: $r) { status grant { id } } }", { r: request.id }),
  );
  expect(grantRequest).toEqual({ status: "ACTIVE", grant: { id: grant.id } });
  const looked = await look(graph, DEFAULTER, grant.id, { fields: FIELDS });
  expect(looked.status).toBe(200);
  expect(looked.body.data.person).toMatchObject({
    maskedName: "刘**",
    courts: { judgmentDefaulters: [{}], enforcementCases: null },
  });
  expect(looked.body.data.person.market.marketPenalties).toBeNull();
  const reasons = Object.fromEntries(looked.body.errors!.map(({ path, extensions }) => [path!.join("."), extensions.reason]));
  expect(reasons).toMatchObject({
    "person.courts.enforcementCases": "GRANT",
    "person.market.marketPenalties": "GRANT",
    "person.tax.taxArrearsNotices": "PURPOSE",
  });

  // He sees who looked, when and why, and takes the proof away.
  const own = await until(async () => {
    const { accessLog } = data(await citizen(MINE)).me;
    const [{ node }] = accessLog.edges;
    return node.proof === null ? undefined : node;
  });
  expect(own).toMatchObject({
    ...{ id: looked.receipt!.id, agency: { code: "bank-001" }, purpose: "BANK_CREDIT", outcome: "ANSWERED" },
    categories: ["BASIC", "SEVERE_LIST"],
  });

  // He sees that it was used, and revokes; the bank is refused at once.
  const [used] = data(await citizen("{ me { grants { id usesLeft lastUsedAt status history { status } } } }")).me.grants;
  expect(used).toMatchObject({ id: grant.id, usesLeft: 1, lastUsedAt: expect.any(String), status: "ACTIVE" });
  const began = performance.now();
  expect(data(await change(graph, DEFAULTER, "revokeGrant", grant.id)).revokeGrant.status).toBe("REVOKED");
  const refused = await look(graph, DEFAULTER, grant.id, { fields: FIELDS });
  expect(performance.now() - began).toBeLessThan(1_000);
  expect([refused.status, refused.body.data]).toEqual([403, null]);
  expect(data(await bank("query ($g: ID!) { grant(id: $g) { status usesLeft } }", { g: grant.id })).grant).toEqual({
    status: "REVOKED",
    usesLeft: 1,
  });

  // What he signed is his for good, and anybody can verify it.
  const { keys } = (await (await fetch(`${graph.url}/.well-known/credit-graph/keys`)).json()) as { keys: JWK[] };
  const { payload } = await compactVerify(grant.artefact, await importJWK(keys[0]!, "EdDSA"));
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
    id: grant.id,
    categories: ["BASIC", "SEVERE_LIST"],
    uses: 2,
  });

  // The auditor finds both looks, and takes the keys, what the witness kept and the answer with him.
  const { accessEntries } = data(await graph.ask("auditor", AUDIT, { person: lookupOf(DEFAULTER), agency: "bank-001" }));
  const [last, first] = accessEntries.edges.map(({ node }: { node: object }) => node);
  expect([first, last]).toMatchObject([
    { outcome: "ANSWERED", grant: grant.id, logIndex: looked.receipt!.logIndex },
    { outcome: "REFUSED", grant: grant.id, code: "ACCESS_DENIED", detail: expect.stringMatching(/REVOKED/i), returned: [] },
  ]);
  const taken = { keys: join(folder, "keys.json"), answer: join(folder, "answer.json"), edited: join(folder, "edited.json") };
  writeFileSync(taken.keys, JSON.stringify({ keys }));
  writeFileSync(taken.answer, looked.text);
  writeFileSync(taken.edited, looked.text.replace("刘**", "王**"));
  await until(async () => witnessed() > last.logIndex);
  await graph.close();

  const receipt = (file: string) => offline("verifyReceipt", [file, "--keys", taken.keys]);
  expect(await receipt(taken.answer)).toEqual([0, expect.stringContaining(`Good: entry ${looked.receipt!.logIndex} of`)]);
  expect(await receipt(taken.edited)).toEqual([1, expect.stringContaining("NOT good")]);
  const { logIndex, entry, hashes, checkpoint } = own.proof;
  const verifiers = publicKeysOf({ keys: keys as never }).map((key) => noteVerifier(ORIGIN, key));
  const { size, root } = readCheckpoint(openNote(checkpoint, verifiers)!);
  const audit = hashes.map((hash: string) => Buffer.from(hash, "base64"));
  expect(isIncluded({ index: logIndex, size, leaf: sha256Tree.leaf(entry), root, hashes: audit })).toBe(true);
  const whole = () => offline("verifyEvidence", ["--keys", taken.keys, "--witness", witness]);
  expect(await whole()).toEqual([0, expect.stringMatching(new RegExp(`^Whole: ${ORIGIN}, \\d+ entries`))]);

  // Whoever has the database hides the refusal: found, by its place.
  const log = await openDatabase(readLocation(graph.evidence, "audit", graph.evidence["CREDIT_DATA_DIR"]!), []);
  const hiding = "UPDATE entry SET body = REPLACE(body, 'REFUSED', 'ANSWERED') WHERE position = ?";
  await log.write(async (manager) => void (await manager.query(hiding, [last.logIndex])));
  await log.close();
  expect(await whole()).toEqual([1, expect.stringMatching(new RegExp(`^NOT whole: entry ${last.logIndex}, `))]);
}, 120_000);
