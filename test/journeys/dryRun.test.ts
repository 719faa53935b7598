/** A dry run touches nobody, spends nothing, and says what the request itself would meet. */
import { randomSeed } from "../support/config";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { granted, look } from "../support/grants";
import { randomOperation } from "./randomOperation";

const DRY = { extensions: { dryRun: true } };
const RUNS = 150;

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 30 });
}, 120_000);
afterAll(() => district?.close());
beforeEach(() => {
  district.seen.length = district.internals.length = 0;
});

interface Explained {
  path: string[];
  open: boolean;
  rule: string;
  source: string;
}

/** The topmost closed places, with their rule. */
function closedIn({ body }: Answered): string[] {
  const closed = (body.extensions.explanation as Explained[]).filter(({ open }) => !open);
  const paths = new Set(closed.map(({ path }) => path.join(".")));
  const isTopmost = (path: string[]) => !path.some((_, at) => at > 0 && paths.has(path.slice(0, at).join(".")));
  return [...new Set(closed.filter(({ path }) => isTopmost(path)).map(({ path, rule }) => `${path.join(".")} ${rule}`))].sort();
}

/** The same of a real answer. A root that is refused as a whole gives no rule away. */
function refusedIn({ body }: Answered): { closed: string[]; denied: string[] } {
  const errors = (body.errors ?? []).map(({ path, extensions }) => ({ place: path!.join("."), ...extensions }));
  return {
    closed: errors.filter(({ reason }) => reason !== undefined).map(({ place, reason }) => `${place} ${reason}`),
    denied: errors.filter(({ code }) => code === "ACCESS_DENIED").map(({ place }) => place),
  };
}

const seed = randomSeed();

it(`says of ${RUNS} random operations exactly what they then meet, and asks no department (seed ${seed})`, async () => {
  let closedPlaces = 0;
  for (let number = 0; number < RUNS; number++) {
    const { persona, query, variables } = randomOperation(seed, number);
    const dry = await district.ask(persona, query, variables, DRY);
    expect([district.seen, district.internals]).toEqual([[], []]);
    const real = await district.ask(persona, query, variables);
    district.seen.length = district.internals.length = 0;
    if (real.status === 400) {
      expect([number, dry.status, dry.text]).toEqual([number, 400, real.text]);
      continue;
    }
    const { closed, denied } = refusedIn(real);
    const told = closedIn(dry);
    expect([number, dry.status, dry.body.data]).toEqual([number, 200, null]);
    expect([number, told.filter((one) => !denied.includes(one.split(" ")[0]!))]).toEqual([number, [...new Set(closed)].sort()]);
    expect([number, told.map((one) => one.split(" ")[0])]).toEqual([number, expect.arrayContaining(denied)]);
    closedPlaces += told.length;
  }
  expect(closedPlaces).toBeGreaterThan(RUNS / 2);
}, 120_000);

it("spends no use of an authorisation and does not read it: it supposes the most that one may hold", async () => {
  const grant = await granted(district, 1, { uses: 1, agreed: ["BASIC"] });
  district.seen.length = district.internals.length = 0;
  const access = { purpose: "BANK_CREDIT", caseNumber: "c", grant };
  const query =
    "query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { realNameLevel courts { judgmentDefaulters { caseNo } enforcementCases { caseNo } } } }";
  const { body } = await district.ask("bank", query, { l: lookupOf(1), a: access }, DRY);
  expect([district.seen, district.internals]).toEqual([[], []]);
  const said = Object.fromEntries(
    (body.extensions.explanation as Explained[]).map(({ path, open, rule }) => [path.join("."), `${open} ${rule}`]),
  );
  expect(said).toMatchObject({
    ...{ "person.realNameLevel": "true GRANT", "person.courts.judgmentDefaulters": "true GRANT" },
    "person.courts.enforcementCases": "false JUSTIFICATION",
  });
  expect((await look(district, 1, grant)).status).toBe(200);
  const { body: without } = await district.ask("bank", query, { l: lookupOf(1), a: { ...access, grant: null } }, DRY);
  expect(closedIn({ body: without } as Answered)).toEqual(["person GRANT"]);
});

it("does nothing of a mutation", async () => {
  const grant = await granted(district, 1);
  const text = "mutation ($g: ID!) { revokeGrant(grant: $g) { id status } }";
  const { body } = await district.ask("citizen:1", text, { g: grant }, DRY);
  expect(body).toMatchObject({
    data: null,
    extensions: { explanation: [{ path: ["revokeGrant"], open: true, rule: "SCOPE" }, {}, {}] },
  });
  expect((await look(district, 1, grant)).status).toBe(200);
});

it("is asked for by true and nothing else, and knows no request", async () => {
  for (const dryRun of ["true", 1, null, {}]) {
    const { status, body } = await district.ask("citizen:1", "{ me { id } }", {}, { extensions: { dryRun } });
    expect([dryRun, status, body.errors![0]!.extensions.code]).toEqual([dryRun, 400, "BAD_USER_INPUT"]);
  }
  expect((await district.ask("citizen:1", "{ me { id } }", {}, { extensions: { dryRun: false } })).body.data.me.id).toEqual(
    expect.any(String),
  );
  const asSeenBy = await district.ask("citizen:1", '{ me(asSeenBy: "R") { id } }', {}, DRY);
  expect([asSeenBy.status, asSeenBy.body.errors![0]!.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  const introspection = await district.ask("citizen:1", "{ __schema { queryType { name } } }", {}, DRY);
  expect(introspection.body).toEqual({ data: null, extensions: { explanation: [] } });
});
