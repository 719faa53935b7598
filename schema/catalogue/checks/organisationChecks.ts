/** Who takes part: departments, owners of fields and populations, agencies, and the tasks and indicators put on them. */
import type { Sheet } from "../reading/sheet";
import type { KeyEntry } from "../catalogue";
import { checkCount, checkIds, checkKnown, checkUnique, codesOf, numbered, sectorsOf, type Sheets } from "./sheets";

const MEMBERS = 27;
const TASK_IDS = [...Array.from({ length: 15 }, (_, at) => `T${at + 1}`), "G1", "G2", "G3", "G4"];

export function checkOrganisation(sheets: Sheets): void {
  checkDepartments(sheets);
  checkOwners(sheets.fields, sectorsOf(sheets));
  checkOwners(sheets.populations, sectorsOf(sheets));
  checkAgencies(sheets);
  checkTasks(sheets);
  checkIds(sheets.indicators, numbered("K", 40));
  checkCampaigns(sheets);
}

/** Members 1 to 27, each once; a sector is run by one department. */
function checkDepartments({ departments }: Sheets): void {
  if (departments === undefined) return;
  checkUnique(departments, "code");
  const members = new Set<number>();
  const sectors = new Set<string>();
  departments.entries.forEach((department, at) => {
    if (department.member !== undefined) {
      if (members.has(department.member)) departments.mistake([at, "member"], "a place in the plan that no other member has");
      members.add(department.member);
    }
    department.sectors.forEach((sector, place) => {
      if (sectors.has(sector)) departments.mistake([at, "sectors", place], "a sector that no other department runs");
      sectors.add(sector);
    });
  });
  const missing = Array.from({ length: MEMBERS }, (_, at) => at + 1).filter((member) => !members.has(member));
  if (missing.length > 0) departments.mistake([], `the ${MEMBERS} members of the plan (missing: ${missing.join(", ")})`);
}

function checkOwners(sheet: Sheet<KeyEntry> | undefined, sectors: string[] | undefined): void {
  checkCount(sheet, 16);
  checkUnique(sheet, "code");
  sheet?.entries.forEach(({ primary, contributors }, at) => {
    checkKnown(sheet, [at, "primary"], primary, sectors);
    contributors.forEach((one, place) => {
      checkKnown(sheet, [at, "contributors", place], one, sectors);
      if (one === primary) sheet.mistake([at, "contributors", place], "a sector that is not the primary one");
    });
  });
}

function checkAgencies(sheets: Sheets): void {
  const { agencies, agencyKinds } = sheets;
  checkUnique(agencyKinds, "code");
  checkUnique(agencies, "code");
  agencies?.entries.forEach(({ kinds, sectors }, at) => {
    kinds.forEach((kind, place) => checkKnown(agencies, [at, "kinds", place], kind, codesOf(agencyKinds)));
    sectors.forEach((sector, place) => checkKnown(agencies, [at, "sectors", place], sector, sectorsOf(sheets)));
  });
}

function checkTasks({ tasks, departments }: Sheets): void {
  checkIds(tasks, TASK_IDS);
  tasks?.entries.forEach(({ units, lead }, at) => {
    units.forEach((unit, place) => checkKnown(tasks, [at, "units", place], unit, codesOf(departments)));
    if (lead !== undefined && !units.includes(lead)) tasks.mistake([at, "lead"], "one of the task's own units");
  });
}

/** The eleven of the plan; a day of a year lies in that year. */
function checkCampaigns({ campaigns }: Sheets): void {
  checkIds(campaigns, numbered("C", 11));
  campaigns?.entries.forEach(({ days = {} }, at) => {
    for (const [year, day] of Object.entries(days)) {
      if (!day.startsWith(year)) campaigns.mistake([at, "days", year], `a day of ${year}`);
    }
  });
}
