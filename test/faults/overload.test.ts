/**
 * More than the door admits, from one agency, while others ask as always (ATTACKS G20, FAULTS F16): what does not fit is
 * told so at once, nobody else notices, and the probes stay green.
 */
import { lookupOf, openDistrict, type Answered, type District, PROMPT } from "../support/district";

const QUERY = `query ($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) {
  maskedName courts { records { edges { node { id } } } } } }`;
const variables = (purpose: string) => ({ lookup: lookupOf(1), access: { purpose, caseNumber: "1" } });

let district: District;
/** While it is set, the courts do not answer. */
let held: Promise<void> | undefined;

beforeAll(async () => {
  district = await openDistrict({
    people: 14,
    environment: { ...PROMPT, CREDIT_RUNNING: "8", CREDIT_WAITING: "16" },
    wrap: ({ definition, running }) => ({
      definition,
      running:
        definition.name !== "courts"
          ? running
          : { ...running, execute: async (...call) => (await held, running.execute(...call)) },
    }),
  });
}, 120_000);
afterAll(() => district?.close());

const clerk = () => district.ask("licensing-clerk", QUERY, variables("LICENSING_REVIEW"));
const code = ({ status, body }: Answered) => `${status} ${body.errors?.[0]?.extensions.code ?? "answered"}`;
const count = (answers: readonly Answered[], kind: string) => answers.filter((one) => code(one) === kind).length;

it("G20 admits so many, lets so many wait, refuses the rest with a time to come back, and stays green meanwhile", async () => {
  let release = (): void => undefined;
  held = new Promise((resolve) => (release = resolve));
  const flood = Array.from({ length: 100 }, clerk);
  const refused = await Promise.race(flood);
  expect([code(refused), refused.headers.get("retry-after")]).toEqual(["503 OVERLOADED", "1"]);
  for (const probe of ["/health/live", "/health/ready", "/metrics"])
    expect([probe, (await fetch(district.url + probe)).status]).toEqual([probe, 200]);
  release();
  held = undefined;
  const answers = await Promise.all(flood);
  expect(count(answers, "200 answered") + count(answers, "503 OVERLOADED")).toBe(100);
  // Six places of eight, and at most the whole line behind them.
  expect(count(answers, "200 answered")).toBeGreaterThanOrEqual(6);
  expect(count(answers, "200 answered")).toBeLessThanOrEqual(22);
  expect(code(await clerk())).toBe("200 answered");
}, 30_000);

it("G20 another agency is answered while one fills every place that it may have", async () => {
  let release = (): void => undefined;
  held = new Promise((resolve) => (release = resolve));
  const flood = Array.from({ length: 60 }, clerk);
  await Promise.race(flood);
  const school = await district.ask("school", "{ purposes { code } }");
  const citizen = await district.ask("citizen", "{ me { maskedName } }");
  expect([school, citizen].map(code)).toEqual(["200 answered", "200 answered"]);
  release();
  held = undefined;
  await Promise.all(flood);
}, 30_000);
