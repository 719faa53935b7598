/**
 * A department sends its files: a whole synthetic district goes through intake into 26 real databases, and what is in
 * them afterwards is what the files said and what the notes on the cast promise. On the run's database.
 */
import { join } from "node:path";
import { loadCatalogue } from "../../schema/catalogue/load";
import { OPENNESS } from "../../schema/contract/vocabulary";
import type { Warrant } from "../../schema/contract/warrant";
import { collectFile } from "../../scripts/collect";
import { nameCandidates } from "../../scripts/start/nameCandidates";
import { DEFAULT_DAY, synthesise } from "../../scripts/synthesise";
import { cast } from "../../scripts/synthesise/cast";
import type { WrittenFile } from "../../scripts/synthesise/districtFiles";
import { isVisible } from "../../subgraphs/kit/door/visible";
import type { IntakeSummary } from "../../subgraphs/kit/intake/takeIn";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import type { Database } from "../../subgraphs/kit/store/database";
import { findPersons } from "../../subgraphs/kit/store/personRegister";
import type { RecordRow } from "../../subgraphs/kit/store/recordRow";
import { recordsOf } from "../../subgraphs/kit/store/recordStore";
import { openSubgraph, type RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { testDatabases, type TestDatabases } from "../support/databases";

const PEOPLE = 200;
const SECTORS = subgraphNames.filter((name) => isSector(subgraphNamed(name)));
const NOW = Date.parse(`${DEFAULT_DAY}T04:00:00Z`);

let databases: TestDatabases;
let files: WrittenFile[];
let summaries: IntakeSummary[];
const running = new Map<string, RunningSubgraph>();
const databaseOf = (sector: string): Database => running.get(sector)!.environment.database!;

beforeAll(async () => {
  databases = await testDatabases();
  for (const name of SECTORS) {
    const options = { location: await databases.location(name), cursorKey: Buffer.alloc(32) };
    running.set(name, await openSubgraph(subgraphNamed(name), options));
  }
  const written = await synthesise({ people: PEOPLE, seed: 2026, out: databases.folder });
  files = written.sort((a, b) => Number(b.type === "PersonIdentity") - Number(a.type === "PersonIdentity"));
  summaries = [];
  for (const file of files) {
    if (file.type === "UniquenessCase") await nameCandidates(join(databases.folder, file.file), databaseOf("identity"));
    summaries.push(await collect(file));
  }
}, 120_000);
afterAll(async () => {
  for (const one of running.values()) await one.close();
  await databases.drop();
});

function collect({ sector, file }: WrittenFile): Promise<IntakeSummary> {
  return collectFile({
    definition: subgraphNamed(sector) as SectorSubgraph,
    running: running.get(sector)!,
    identity: running.get("identity")!,
    file: join(databases.folder, file),
    submitter: "steward",
    reviewer: "reviewer",
    now: () => NOW,
  });
}

async function idsOf(members: readonly { idNumber: string; name: string }[]): Promise<string[]> {
  const keys = members.map(({ idNumber, name }) => ({ idNumber, name }));
  return (await findPersons(databaseOf("identity"), keys)).map((person) => person!.personId);
}

/** The credit records on member `place` (from 1) that departments hold, and of these what a warrant that opens `levels` may see. */
async function fileOn(place: number, levels: readonly (typeof OPENNESS)[number][], more: Partial<Warrant> = {}) {
  const [id] = await idsOf([cast[place - 1]!]);
  const open = Object.fromEntries(loadCatalogue().categories.map(({ code }) => [code, [...levels]]));
  const warrant = { open, today: DEFAULT_DAY, ...more } as Warrant;
  const held: RecordRow[] = [];
  for (const sector of SECTORS) held.push(...(await recordsOf(databaseOf(sector), [id!]))[0]!);
  const records = held.filter(({ type }) => type !== "PersonIdentity");
  const typesOf = (rows: RecordRow[]) => rows.map(({ type }) => type).sort();
  return { held: typesOf(records), visible: typesOf(records.filter((row) => isVisible(row, warrant))), records };
}

const OPEN = OPENNESS.filter((level) => level !== "SEALED");

describe("a district of 200 people", () => {
  it("is taken in to the last row, with nothing refused", () => {
    expect(summaries.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(summaries.map(({ type, taken, created }) => [type, taken, created])).toEqual(
      files.map(({ type, rows }) => [type, rows, rows]),
    );
  });

  it("says something of every sector, and knows every person by number and name", async () => {
    expect(new Set(summaries.map(({ sector }) => sector))).toEqual(new Set(SECTORS));
    expect(new Set(await idsOf(cast)).size).toBe(cast.length);
  });

  it("that is sent again changes nothing in any department", async () => {
    const again: IntakeSummary[] = [];
    for (const file of files) again.push(await collect(file));
    expect(again.map(({ alreadyTaken }) => alreadyTaken)).toEqual(summaries.map(({ batch }) => batch));
  });
});

describe("what the notes on the cast promise", () => {
  it("1: a teacher with a clean file", async () => {
    const { visible, records } = await fileOn(1, OPEN);
    expect(visible).toEqual([
      ...["RealNameCheck", "TeacherQualification", "VocationalCredential"],
      ...["VolunteerProfile", "VolunteerServiceRecord", "YouthVolunteerHonour"],
    ]);
    expect(records.some(({ polarity }) => polarity === "ADVERSE")).toBe(false);
  });

  it("2: a defaulter with arrears and a fine, all of it visible", async () => {
    const { visible } = await fileOn(2, OPEN);
    expect(visible).toEqual([
      ...["ConsumptionRestriction", "EnforcementCase", "FinancialMisconduct", "JudgmentDefaulter", "MarketPenalty"],
      ...["SafetyViolation", "TaxArrearsNotice", "WageArrearsEntry"],
    ]);
  });

  it("3: a disputed penalty is visible and marked as disputed", async () => {
    const { visible, records } = await fileOn(3, OPEN);
    expect(visible).toEqual([
      ...["AdministrativeLicence", "EnterpriseRole", "LicensingCommitment", "MarketPenalty", "SiteConduct", "SocialOrgLeader"],
    ]);
    expect(records.filter(({ polarity }) => polarity === "ADVERSE").map(({ state }) => state)).toEqual(["DISPUTED"]);
  });

  it("4, 8, 9: a pharmacist, a certification auditor, a tax adviser", async () => {
    expect((await fileOn(4, ["PUBLIC"])).visible).toEqual(["LicensedPharmacist"]);
    expect((await fileOn(8, ["PUBLIC"])).visible).toEqual(["CertificationStaff", "MoralModelHonour"]);
    expect((await fileOn(9, ["PUBLIC"])).visible).toEqual(["AppraiserRegistration", "TaxAdviser"]);
  });

  it("5: the student's file is open with authorisation only", async () => {
    expect((await fileOn(5, ["PUBLIC", "GOV_SHARED"])).visible).toEqual([]);
    expect((await fileOn(5, ["AUTHORISED"])).visible).toEqual(["StudentIntegrityRecord", "StudentIntegrityRecord"]);
  });

  it("6: every record has expired", async () => {
    const { held, visible } = await fileOn(6, OPENNESS);
    expect(held).toEqual(["IitIntegrity", "MarketPenalty", "TaxMajorViolation", "TransportPenalty"]);
    expect(visible).toEqual([]);
  });

  it("7: the one penalty is sealed and shows to nobody without that level", async () => {
    expect((await fileOn(7, OPEN)).visible).toEqual([]);
    expect((await fileOn(7, OPENNESS)).visible).toEqual(["MarketPenalty"]);
  });

  it("10: a repaired penalty is held and no longer shown", async () => {
    const { held, visible } = await fileOn(10, OPENNESS);
    const posts = ["EnterpriseRole", "RoadTransportPractitioner"];
    expect([held, visible]).toEqual([["EnterpriseRole", "MarketPenalty", "RoadTransportPractitioner"], posts]);
  });

  it("11: no department holds anything", async () => {
    expect((await fileOn(11, OPENNESS)).held).toEqual([]);
  });

  it("12: a look-back of 36 months reaches the violation, not the older arrears", async () => {
    const all = (await fileOn(12, OPEN)).visible;
    expect(all).toEqual(expect.arrayContaining(["TaxArrearsNotice", "TaxMajorViolation"]));
    const lookedBack = (await fileOn(12, OPEN, { lookBackFrom: "2023-06-30" })).visible;
    expect(lookedBack).toEqual(all.filter((type) => type !== "TaxArrearsNotice"));
  });
});
