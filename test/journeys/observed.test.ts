/** What an operator sees of a running gateway, and that no person is in it. */
import { lookupOf, openDistrict, type District } from "../support/district";
import { readGatewayConfig } from "../../gateway/config";
import { startGateway, type RunningGateway } from "../../gateway/main";
import { cast } from "../../scripts/synthesise/cast";
import { ask as post } from "../support/district";

const QUERY = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { id name maskedName
  tax { taxArrearsNotices { noticeNo } } courts { records { edges { node { id basisDocNo } } } } } }`;

let district: District;
let gateway: RunningGateway;
const lines: string[] = [];
/** While it is set, the clock of the gateway fails as no one foresaw, with these words. */
let breaking: string | undefined;

beforeAll(async () => {
  district = await openDistrict({ people: 14 });
  const env = { CREDIT_DATA_DIR: district.databases.folder, PORT: "0", CREDIT_LOG_LEVEL: "trace" };
  gateway = await startGateway(readGatewayConfig(env), {
    local: district.local.map(({ running }) => running),
    logTo: { write: (line) => lines.push(line) },
    now: () => {
      if (breaking !== undefined) throw new Error(breaking);
      return Date.now();
    },
  });
}, 120_000);
afterAll(async () => {
  await gateway?.close();
  await district?.close();
});

async function ask(persona: string, member = 1, purpose = "LICENSING_REVIEW") {
  const authorization = `Bearer ${await district.token(persona)}`;
  const variables = { l: lookupOf(member), a: { purpose, caseNumber: "津宝审批〔2026〕7号" } };
  return post(gateway.url, { query: QUERY, variables }, { authorization });
}

it("counts what is asked by stage, subgraph and reason", async () => {
  expect((await ask("licensing-clerk")).status).toBe(200);
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  for (const stage of [
    "caller",
    "bytes",
    "admission",
    "operation",
    "grant",
    "ruling",
    "subjects",
    "plan",
    "run",
    "answer",
    "evidence",
  ])
    expect(text).toMatch(new RegExp(`^credit_stage_seconds_count\\{stage="${stage}"\\} [1-9]`, "m"));
  expect(text).toMatch(/^credit_subgraph_seconds_count\{subgraph="courts",kind="graph",outcome="ANSWERED"\} [1-9]/m);
  expect(text).toMatch(/^credit_subgraph_seconds_count\{subgraph="audit",kind="internal",outcome="ANSWERED"\} [1-9]/m);
  expect(text).toMatch(/^credit_errors_total\{code="UNAUTHORIZED_FIELD_OR_TYPE",reason="PURPOSE"\} [1-9]/m);
  expect(text).toMatch(/^credit_admission\{state="running"\} 0$/m);
});

it("M01 B14 an unforeseen failure has a reference that the log explains, and neither tells of a person", async () => {
  breaking = `SELECT of ${cast[1]!.idNumber} failed`;
  const { status, body, text } = await ask("licensing-clerk");
  breaking = undefined;
  expect([status, body.errors![0]!.extensions.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
  const reference = (body.errors![0]!.extensions as { reference?: string }).reference!;
  expect(reference).toMatch(/^[\w-]{10,}$/);
  expect(text).not.toMatch(/SELECT|\.ts/);
  const line = lines.find((one) => one.includes(reference))!;
  expect(line).toContain("SELECT of [number] failed");
});

it("M01 H10 neither log nor metrics hold a person, a case or a token after everybody was asked about", async () => {
  for (const persona of ["licensing-clerk", "judge", "bank", "citizen", "nobody"])
    for (const member of [0, 1, 5, 9]) await ask(persona, member);
  await post(
    gateway.url,
    { query: `{ person(lookup: {idNumber: "${cast[1]!.idNumber}", name: "${cast[1]!.name}"}) { id } }` },
    {},
  );
  const text = lines.join("") + (await (await fetch(`${gateway.url}/metrics`)).text());
  expect(lines.length).toBeGreaterThan(10);
  for (const { name, idNumber } of cast) for (const told of [name, idNumber]) expect(text).not.toContain(told);
  expect(text).not.toMatch(/eyJ|津宝审批/);
  for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
});
