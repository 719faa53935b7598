/**
 * A person whose number changed, and one who was registered twice: by either number and by either id one person, with
 * everything that any department holds; and apart again when the case is decided otherwise. On the run's database.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { citizenIdCheckCharacter } from "../../schema/contract/citizenId";
import { collectFile } from "../../scripts/collect";
import { cellsOf, columnsOf, type RowContent } from "../../subgraphs/kit/intake/columns";
import { csvLine } from "../../subgraphs/kit/intake/csvLine";
import type { IntakeSummary } from "../../subgraphs/kit/intake/takeIn";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import { lookupOf, openDistrict, type District } from "../support/district";

const OLD = lookupOf(1);
/** The number that the register gave him later, with the division code of before 2001. */
const NEW = { idNumber: numberOf("12022419780202991"), name: OLD.name };
const QUERY = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  id idNumber identity { personIdentities { citizenIdNumber } } tax { taxArrearsNotices { noticeNo } } courts { enforcementCases { caseNo } } } }`;
const reason = "执行案件需核对被执行人情况";
const ACCESS = {
  purpose: "COURT_ENFORCEMENT",
  caseNumber: "（2026）津0115执8号",
  justifications: ["ABNORMAL", "JUDICIAL"].map((category) => ({ category, reason })),
};

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 40 });
}, 60_000);
afterAll(() => district?.close());

function numberOf(first: string): string {
  return first + citizenIdCheckCharacter(first);
}
const hash = (idNumber: string) => createHash("sha256").update(idNumber).digest("hex");

let files = 0;
async function send(sector: string, type: string, ...contents: RowContent[]): Promise<IntakeSummary> {
  const [own, identity] = [sector, "identity"].map((name) => district.local.find(({ definition }) => definition.name === name)!);
  const definition = own!.definition as SectorSubgraph;
  const spec = definition.sector.types.find(({ name }) => name === type)!;
  const file = join(district.databases.folder, `sent-${files++}.csv`);
  const lines = [columnsOf(spec).map(({ title }) => title), ...contents.map((content) => cellsOf(spec, content))];
  writeFileSync(file, lines.map((cells) => csvLine(cells)).join(""));
  return collectFile({
    definition,
    running: own!.running,
    identity: identity!.running,
    file,
    submitter: "steward",
    reviewer: "reviewer",
  });
}

const identityOf = (person: typeof OLD): RowContent => ({
  ...{ ...person, decidedOn: "2026-01-05" },
  detail: { citizenIdNumber: person.idNumber, fullName: person.name, realNameLevel: "VERIFIED" },
});
const noticeOf = (person: typeof OLD, noticeNo: string): RowContent => ({
  ...{ ...person, determiningOrgan: "税务局", basisDocNo: noticeNo, decidedOn: "2026-01-12" },
  detail: { noticeNo, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: "2025-12-10" },
});
const changeOf = (detail: object = {}): RowContent => ({
  ...{ ...NEW, sourceNo: "HMBG-1", decidedOn: "2026-01-06" },
  detail: {
    oldNumberHash: hash(OLD.idNumber),
    newNumberHash: hash(NEW.idNumber),
    reason: "CORRECTION",
    changedOn: "2026-01-06",
    ...detail,
  },
});
const caseOf = (finding: string, ids: string[], decidedOn: string): RowContent => ({
  ...{ ...NEW, sourceNo: "CHHC-1", decidedOn },
  detail: { candidatePersonIds: ids, finding, resolvedOn: decidedOn },
});

async function lookUp(lookup: typeof OLD) {
  const { body } = await district.ask("judge", QUERY, { lookup, access: ACCESS });
  if (!body.data?.person) throw new Error(JSON.stringify(body));
  const { id, idNumber, identity, tax, courts } = body.data.person;
  const notices = (tax.taxArrearsNotices as { noticeNo: string }[]).map(({ noticeNo }) => noticeNo);
  return { id, idNumber, notices, entries: identity.personIdentities.length, enforced: courts.enforcementCases.length };
}

const ids = new Map<typeof OLD, string>();

it("two entries of the register are two persons, each with his own records", async () => {
  expect(await send("identity", "PersonIdentity", identityOf(NEW))).toMatchObject({ created: 1 });
  expect(await send("tax", "TaxArrearsNotice", noticeOf(NEW, "新号1号"))).toMatchObject({ created: 1 });
  const [before, now] = await Promise.all([lookUp(OLD), lookUp(NEW)]);
  ids.set(OLD, before.id).set(NEW, now.id);
  expect(before.id).not.toBe(now.id);
  expect(before.enforced).toBe(1);
  expect([now.enforced, now.notices]).toEqual([0, ["新号1号"]]);
});

it("a change of number makes them one: by either number the new entry, with the records of both", async () => {
  expect(await send("identity", "IdNumberChange", changeOf())).toMatchObject({ created: 1, refused: 0 });
  const [before, now] = await Promise.all([lookUp(OLD), lookUp(NEW)]);
  expect(before).toEqual(now);
  expect(now).toMatchObject({ id: ids.get(NEW), idNumber: NEW.idNumber, entries: 1, enforced: 1 });
  expect(now.notices).toHaveLength(2);
  expect(now.notices).toContain("新号1号");
});

it("the warrant names the old entry, and only to departments that are asked about the person", async () => {
  district.seen.length = 0;
  await lookUp(OLD);
  const warrants = district.seen.map(({ warrant }) => warrant);
  expect(warrants.length).toBeGreaterThan(1);
  for (const warrant of warrants) {
    expect(warrant.subjects).toEqual([ids.get(NEW)]);
    expect(warrant.merged).toEqual({ [ids.get(NEW)!]: [ids.get(OLD)] });
  }
});

it("a citizen whose token names the old entry sees himself whole", async () => {
  const { body } = await district.ask("citizen:1", "{ me { id tax { taxArrearsNotices { noticeNo } } } }");
  expect(body.data.me.id).toBe(ids.get(NEW));
  expect(body.data.me.tax.taxArrearsNotices).toHaveLength(2);
});

it("departments may send either number; each row stays with the entry of its number", async () => {
  const sent = await send("tax", "TaxArrearsNotice", noticeOf(OLD, "旧号2号"), noticeOf(NEW, "新号2号"));
  expect(sent).toMatchObject({ created: 2, refused: 0 });
  expect((await lookUp(OLD)).notices).toHaveLength(4);
});

it("a finding that they are different persons parts them, and every record is where it belongs", async () => {
  const sent = await send("identity", "UniquenessCase", caseOf("DIFFERENT_PERSONS", [ids.get(OLD)!], "2026-02-01"));
  expect(sent).toMatchObject({ created: 1, refused: 0 });
  const [before, now] = await Promise.all([lookUp(OLD), lookUp(NEW)]);
  expect([before.id, now.id]).toEqual([ids.get(OLD), ids.get(NEW)]);
  expect(now.notices.toSorted()).toEqual(["新号1号", "新号2号"]);
  expect(before.notices).toContain("旧号2号");
  expect(before.notices).toHaveLength(2);
});

it("the case, decided otherwise, joins them again", async () => {
  const sent = await send("identity", "UniquenessCase", caseOf("SAME_PERSON", [ids.get(OLD)!], "2026-02-02"));
  expect(sent).toMatchObject({ corrected: 1 });
  expect((await lookUp(OLD)).id).toBe(ids.get(NEW));
});

it("a number that two people shared joins nobody, and each is found by the number with his own name", async () => {
  const second = { idNumber: numberOf("12011519780202997"), name: "王示例" };
  const shared = lookupOf(2);
  await send("identity", "PersonIdentity", identityOf(second));
  const detail = { oldNumberHash: hash(shared.idNumber), newNumberHash: hash(second.idNumber), reason: "SHARED_NUMBER" };
  const change = { ...changeOf(detail), ...second, sourceNo: "HMBG-2" };
  expect(await send("identity", "IdNumberChange", change)).toMatchObject({ created: 1, refused: 0 });
  const [keeper, changed] = [await lookUp(shared), await lookUp(second)];
  expect(keeper.id).not.toBe(changed.id);
  expect((await lookUp({ idNumber: shared.idNumber, name: second.name })).id).toBe(changed.id);
});

it("a file with a number of 15 digits finds the person, also where a case says what became of it", async () => {
  const old = lookupOf(1).idNumber;
  const fifteen = old.slice(0, 6) + old.slice(8, 17);
  const sent = await send("tax", "TaxArrearsNotice", noticeOf({ idNumber: fifteen, name: OLD.name }, "旧号3号"));
  expect(sent).toMatchObject({ created: 1, notes: [{ column: "公民身份号码", problem: expect.stringContaining("18 位") }] });

  const upgraded = { idNumber: numberOf("12011519500101990"), name: "赵示例" };
  await send("identity", "PersonIdentity", identityOf(upgraded));
  const wrong = "120224500101991";
  const detail = { oldNumberHash: hash(wrong), newNumberHash: hash(upgraded.idNumber), reason: "UPGRADE_TO_18" };
  await send("identity", "IdNumberChange", { ...changeOf(detail), ...upgraded, sourceNo: "HMBG-3" });
  expect(await send("tax", "TaxArrearsNotice", noticeOf({ idNumber: wrong, name: "赵示例" }, "旧号4号"))).toMatchObject({
    created: 1,
  });
  expect((await lookUp(upgraded)).notices).toEqual(["旧号4号"]);
});

it("a case that names nobody, himself alone, or another number is refused with what to mend", async () => {
  const nobody = await send("identity", "UniquenessCase", {
    ...caseOf("SAME_PERSON", ["P-NOBODY"], "2026-02-03"),
    sourceNo: "X1",
  });
  expect(nobody.refusals).toMatchObject([{ column: "涉及人员标识", problem: expect.stringContaining("不在人口登记") }]);
  const alone = await send("identity", "UniquenessCase", {
    ...caseOf("SAME_PERSON", [ids.get(NEW)!], "2026-02-03"),
    sourceNo: "X2",
  });
  expect(alone.refusals).toMatchObject([{ column: "涉及人员标识", problem: expect.stringContaining("本人以外") }]);
  const other = await send("identity", "IdNumberChange", { ...changeOf({ newNumberHash: hash("1") }), sourceNo: "X3" });
  expect(other.refusals).toMatchObject([{ column: "变更后号码杂凑值" }]);
});
