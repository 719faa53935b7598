/**
 * Departments that die or hang while the graph is in use, as processes of their own (FAULTS F20, F21, F29; ATTACKS K01–K05): each costs
 * its slice and nothing else, says so, and is back without anybody's help.
 */
import { lookupOf, openDistrict, type Answered, type District, PROMPT } from "../support/district";
import { openSeparateProcesses, type SeparateProcesses } from "../support/separateProcesses";

const QUERY = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  id maskedName
  identity { asOf records { edges { node { id } } } }
  education { asOf teacherQualifications { certNo } }
  tax { asOf records { edges { node { id } } } taxMajorViolations { caseNo } }
  market { asOf records { edges { cursor node { id } } } }
  courts { asOf records { edges { node { id category } } } judgmentDefaulters { caseNo obligation } }
} }`;
const justifications = ["OCCUPATION", "PENALTY"].map((category) => ({ category, reason: "办理许可需要核实有关情况" }));
const VARIABLES = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "1", justifications } };
/** A department has two seconds, the whole answer three. */
const ANSWER_WITHIN_MS = 3_000;
const BACK_WITHIN_MS = 10_000;

let district: District;
let graph: SeparateProcesses;
let whole: Answered;

beforeAll(async () => {
  district = await openDistrict({ people: 40, environment: PROMPT });
  graph = await openSeparateProcesses(district);
  whole = await ask();
  expect(whole.body.errors).toBeUndefined();
  expect(whole.body.data.person.courts.judgmentDefaulters).toHaveLength(1);
}, 120_000);
afterAll(async () => {
  await graph?.close();
  await district?.close();
});

function ask(): Promise<Answered> {
  return graph.ask("licensing-clerk", QUERY, VARIABLES);
}

/** Is it the whole answer? If not, it lacks exactly the slice of `sector`, and says so at its place. */
function isWhole({ status, body }: Answered, sector: string): boolean {
  expect(status).toBe(200);
  const { person } = body.data;
  if (person[sector] !== null) {
    expect(body).toEqual(whole.body);
    return true;
  }
  expect(person).toEqual({ ...whole.body.data.person, [sector]: null });
  expect(body.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [["person", sector], "SECTOR_UNAVAILABLE"],
  ]);
  const { complete, answered, unavailable } = body.extensions.completeness;
  expect([complete, unavailable]).toEqual([false, [{ sector, code: "SECTOR_UNAVAILABLE" }]]);
  expect(answered).not.toContain(sector);
  return false;
}

/** Asks `count` times, `width` at once; `during` runs beside the request of that number. Gives how long each took. */
async function hammer(
  count: number,
  width: number,
  look: (answered: Answered, number: number) => void,
  during?: [number, () => void],
): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < count) {
      const number = next++;
      if (during?.[0] === number) during[1]();
      const began = performance.now();
      look(await ask(), number);
      took.push(performance.now() - began);
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  return took;
}

/** Asks until the answer is whole again. */
async function back(sector: string): Promise<number> {
  const began = Date.now();
  while (!isWhole(await ask(), sector)) {
    if (Date.now() - began > BACK_WITHIN_MS) throw new Error(`${sector} is not back after ${BACK_WITHIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Date.now() - began;
}

it("F20 a department that is killed during 500 requests costs its slice, and no other answer one bit", async () => {
  const lacking: number[] = [];
  const look = (answered: Answered, number: number) => void (isWhole(answered, "courts") || lacking.push(number));
  await hammer(500, 8, look, [150, () => graph.signal("courts", "SIGKILL")]);
  expect(lacking.length).toBeGreaterThan(300);
  expect(Math.min(...lacking)).toBeGreaterThan(140);
  await graph.restart("courts");
  expect(await back("courts")).toBeLessThanOrEqual(BACK_WITHIN_MS);
}, 120_000);

it("F21 a department that hangs costs its slice: every answer comes within three seconds, and it is back by itself", async () => {
  graph.signal("tax", "SIGSTOP");
  let lacking = 0;
  const took = await hammer(60, 4, (answered) => void (isWhole(answered, "tax") || lacking++));
  expect(lacking).toBe(60);
  expect(Math.max(...took)).toBeLessThan(ANSWER_WITHIN_MS);
  // Once it is known to hang nobody waits for it any more.
  expect(took.filter((ms) => ms > 1_500).length).toBeLessThan(30);
  expect((await fetch(`${graph.url}/health/ready`)).status).toBe(200);
  graph.signal("tax", "SIGCONT");
  expect(await back("tax")).toBeLessThanOrEqual(BACK_WITHIN_MS);
}, 90_000);

it("K02 the owner of the persons hanging or dead is no answer, never “no such person”, and the gateway says that it is not ready", async () => {
  const refused = async () => {
    const began = performance.now();
    const { status, body } = await ask();
    expect([status, body.data, body.errors!.map(({ extensions }) => extensions.code)]).toEqual([
      503,
      null,
      ["SECTOR_UNAVAILABLE"],
    ]);
    expect(performance.now() - began).toBeLessThan(ANSWER_WITHIN_MS);
  };
  graph.signal("identity", "SIGSTOP");
  await refused();
  expect((await fetch(`${graph.url}/health/ready`)).status).toBe(503);
  graph.signal("identity", "SIGKILL");
  await graph.ended("identity");
  for (let again = 0; again < 6; again++) await refused();
  await graph.restart("identity");
  const until = Date.now() + BACK_WITHIN_MS;
  while ((await ask()).status !== 200 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await ask()).body).toEqual(whole.body);
  // What asks for no person does without it.
  const { body } = await graph.ask("integrator", "{ purposes { id } }");
  expect(body.data.purposes).toHaveLength(27);
}, 60_000);

describe("F29 SIGTERM", () => {
  it("ends a department after what it was answering, though connections to it are kept open", async () => {
    const asked = hammer(40, 8, (answered) => void isWhole(answered, "market"), [20, () => graph.signal("market", "SIGTERM")]);
    const began = Date.now();
    await asked;
    expect(await graph.ended("market")).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    await graph.restart("market");
    await back("market");
  }, 60_000);

  it("ends the gateway after what it was answering: those are whole, a new one is not taken", async () => {
    graph.signal("education", "SIGSTOP");
    // Each of them waits for the department that hangs.
    const answers = [1, 2, 3].map(() => ask());
    await new Promise((resolve) => setTimeout(resolve, 500));
    graph.signal("gateway", "SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(ask()).rejects.toThrow();
    for (const answered of await Promise.all(answers)) expect(isWhole(answered, "education")).toBe(false);
    expect(await graph.ended("gateway")).toBe(0);
    expect(graph.said("gateway")).not.toMatch(/Error|\bat \//);
  }, 60_000);
});
