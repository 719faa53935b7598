/**
 * Evidence that cannot be written (ATTACKS J01, J02, O1, FAULTS F03, F16, F28): nothing leaves but the refusal, within two
 * seconds, whatever the log's trouble; and all is well again when the log is.
 */
import type { LocalOne } from "../../scripts/start";
import { lookupOf, openDistrict, type District, PROMPT } from "../support/district";

const LOOKUP = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { id maskedName market { records { edges { node { id basisDocNo } } } } } }`;
const ACCESS = {
  purpose: "LICENSING_REVIEW",
  caseNumber: "1",
  justifications: [{ category: "PENALTY", reason: "许可条件要求核对近三年处罚" }],
};

let trouble: (() => Promise<never>) | undefined;
let district: District;
beforeAll(async () => {
  district = await openDistrict({ wrap: troubled, environment: PROMPT });
}, 60_000);
afterAll(() => district?.close());
afterEach(() => (trouble = undefined));

/** The log's own append, or the trouble in its place. */
function troubled(one: LocalOne): LocalOne {
  if (one.definition.name !== "audit") return one;
  const { running } = one;
  const internal: typeof running.internal = (operation, payload, warrant) =>
    operation === "append" && trouble ? trouble() : running.internal(operation, payload, warrant);
  return { ...one, running: { ...running, internal } };
}

/** As many as one agency has places at the door. */
const IN_FLIGHT = 24;

const ask = () => district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(1), access: ACCESS });

it.each([
  ["refuses", async () => Promise.reject(new Error("disk full"))],
  ["never answers", () => new Promise<never>(() => undefined)],
])(
  "J01 a log that %s: every answer in flight is EVIDENCE_UNAVAILABLE within two seconds, and holds nothing of anybody",
  async (_, how) => {
    const { body } = await ask();
    const canaries = [
      body.data.person.id,
      body.data.person.maskedName,
      ...body.data.person.market.records.edges.map(({ node }: { node: { id: string } }) => node.id),
    ];
    expect(canaries.length).toBeGreaterThan(2);
    trouble = how as () => Promise<never>;
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: IN_FLIGHT }, ask));
    // Two seconds are the log's; the rest is a busy machine's.
    expect(performance.now() - began).toBeLessThan(4_000);
    for (const { status, body: refused, text, headers } of answers) {
      expect([status, refused.data, refused.errors![0]!.extensions.code]).toEqual([503, null, "EVIDENCE_UNAVAILABLE"]);
      expect(headers.get("retry-after")).toBe("5");
      for (const canary of canaries) expect(text).not.toContain(canary);
    }
    trouble = undefined;
    const until = Date.now() + 10_000;
    while ((await ask()).status !== 200 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await ask()).body).toEqual(body);
  },
  40_000,
);

it("J13 neither is a refusal given that is not on record; what concerns nobody is answered all the same", async () => {
  trouble = async () => Promise.reject(new Error("read-only"));
  const refused = await district.ask("licensing-clerk", LOOKUP, {
    lookup: lookupOf(1),
    access: { ...ACCESS, purpose: "BANK_CREDIT" },
  });
  expect([refused.status, refused.body.errors![0]!.extensions.code]).toEqual([503, "EVIDENCE_UNAVAILABLE"]);
  expect((await district.ask("integrator", "{ purposes { code } }")).status).toBe(200);
});

it("the probe of readiness is red while the log cannot be written", async () => {
  const audit = district.local.find(({ definition }) => definition.name === "audit")!.running.environment;
  const { service } = audit;
  audit.service = { ...service!, healthy: () => false };
  expect((await fetch(`${district.url}/health/ready`)).status).toBe(503);
  audit.service = service!;
  expect((await fetch(`${district.url}/health/ready`)).status).toBe(200);
});
