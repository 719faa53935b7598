/**
 * `npm start` as a newcomer types it: a fresh data folder, one process, and what he is told when something is not as it should be. Small
 * districts, for their size is measured elsewhere.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { subgraphNames } from "../../subgraphs/register";
import { testDatabases, type TestDatabases } from "../support/databases";
import { ask, lookupOf, type Answered } from "../support/district";
import { freePort } from "../support/mariadb";
import { runCommand, runNpm, saying, type Command } from "../support/runCommand";

const READY_WITHIN_MS = 120_000;
const QUERY =
  "query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { id maskedName courts { judgmentDefaulters { caseNo } } } }";

let folder: string;
let databases: TestDatabases;
let own: Record<string, string>;
const running = new Set<Command>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "credit-start-"));
  databases = await testDatabases();
  for (const name of subgraphNames) await databases.location(name);
  const dataDir = join(folder, "data", "of", "a", "newcomer");
  own = { ...databases.environment(), CREDIT_DATA_DIR: dataDir, CREDIT_PEOPLE: "60", CREDIT_LOG_LEVEL: "warn" };
});
afterAll(async () => {
  for (const command of running) command.process.kill("SIGKILL");
  await Promise.all([...running].map(({ ended }) => ended));
  await databases.drop();
  rmSync(folder, { recursive: true, force: true });
});

function npm(argv: string[], more: Record<string, string> = {}, run = runNpm): Command {
  const command = run(argv, { ...own, ...more });
  running.add(command);
  void command.ended.then(() => running.delete(command));
  return command;
}

async function token(persona: string): Promise<string> {
  const command = npm(["token", persona]);
  expect(await command.ended).toBe(0);
  expect(command.printed()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  return command.printed().trim();
}

async function lookUp(url: string, authorization: string): Promise<Answered> {
  const variables = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "1" } };
  return ask(url, { query: QUERY, variables }, { authorization });
}

/** What a start that fails says last, and how it ends. */
async function refusal(argv: string[], more: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const command = npm(argv, more, ([name, ...rest], environment) => runCommand(name!, rest, environment));
  const code = await command.ended;
  return { code, said: command.said() };
}

describe("npm start", () => {
  let person: string;

  it("makes a district in a fresh folder, says where everything is, and answers a token of npm run token", async () => {
    const port = await freePort();
    const start = npm(["start"], { PORT: String(port) });
    const [, url] = await saying(start, /GraphQL +(http:\S+)\/graphql/, READY_WITHIN_MS);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(start.said()).toContain("Making a synthetic district of 60 people");
    expect(start.said()).toMatch(/Playground +http:\S+\/playground\n/);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const { status, body } = await lookUp(url!, `Bearer ${await token("licensing-clerk")}`);
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(body.data.person).toMatchObject({
      maskedName: "刘**",
      courts: { judgmentDefaulters: [{ caseNo: expect.any(String) }] },
    });
    person = body.data.person.id as string;
    start.process.kill("SIGTERM");
    expect(await start.ended).toBe(0);
  }, 180_000);

  it("finds the district again the second time, makes none, and gives a citizen his own page", async () => {
    const start = npm(["start"], { PORT: "0" });
    const [, url] = await saying(start, /GraphQL +(http:\S+)\/graphql/, READY_WITHIN_MS);
    expect(start.said()).not.toContain("synthetic district");
    const { body } = await lookUp(url!, `Bearer ${await token("licensing-clerk")}`);
    expect(body.data.person.id).toBe(person);
    const mine = await ask(
      url!,
      { query: "{ me { id name } }" },
      { authorization: `Bearer ${await token(`citizen:${lookupOf(1).idNumber}`)}` },
    );
    expect(mine.body.data.me).toEqual({ id: person, name: lookupOf(1).name });
    start.process.kill("SIGINT");
    expect(await start.ended).toBe(0);
  }, 150_000);

  it("goes on where it was when it had been ended while it made its district: nothing is there twice", async () => {
    rmSync(join(own["CREDIT_DATA_DIR"]!, "district.json"));
    const start = npm(["start"], { PORT: "0" });
    const [, url] = await saying(start, /GraphQL +(http:\S+)\/graphql/, READY_WITHIN_MS);
    expect(start.said()).toContain("\n0 records of 60 people taken in");
    const { body } = await lookUp(url!, `Bearer ${await token("licensing-clerk")}`);
    expect(body.data.person).toMatchObject({ id: person, courts: { judgmentDefaulters: [{ caseNo: expect.any(String) }] } });
    start.process.kill("SIGTERM");
    expect(await start.ended).toBe(0);
  }, 150_000);

  describe("ends with code 1 and a sentence", () => {
    let taken: Server;
    beforeAll(async () => {
      taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => taken.close());

    it("when its port is in use", async () => {
      const { port } = taken.address() as AddressInfo;
      const { code, said } = await refusal(["start"], { PORT: String(port) });
      expect(said).toContain(`port ${port} on 127.0.0.1 is already in use`);
      expect(said).toContain("set PORT");
      expect(code).toBe(1);
    }, 60_000);

    it("when a subgraph's port is in use", async () => {
      const { port } = taken.address() as AddressInfo;
      const { code, said } = await refusal(["serve", "tax"], { PORT: String(port) });
      expect(said).toContain(`port ${port} is in use`);
      expect(code).toBe(1);
    }, 60_000);

    it("when its data folder cannot be written, before anything is made", async () => {
      const inTheWay = join(folder, "file");
      writeFileSync(inTheWay, "");
      for (const argv of [["start"], ["serve", "tax"]]) {
        const { code, said } = await refusal(argv, { CREDIT_DATA_DIR: join(inTheWay, "data") });
        expect(said).toContain(`the data folder ${inTheWay}`);
        expect(said).toContain("cannot be written");
        expect(code).toBe(1);
      }
    }, 60_000);

    it("when it is told of a subgraph that the graph does not have, before a district is made", async () => {
      const fresh = join(folder, "unknown");
      const { code, said } = await refusal(["start"], {
        CREDIT_DATA_DIR: fresh,
        CREDIT_SUBGRAPHS: "police=http://127.0.0.1:1/graphql",
      });
      expect(said).toContain('CREDIT_SUBGRAPHS names "police", which the graph does not have');
      expect(code).toBe(1);
      expect(existsSync(fresh)).toBe(false);
    }, 60_000);

    it("when the gateway alone is not told where a subgraph is", async () => {
      const { code, said } = await refusal(["serve", "gateway"], { CREDIT_SUBGRAPHS: "tax=http://127.0.0.1:1/graphql" });
      expect(said).toContain("CREDIT_SUBGRAPHS lacks identity");
      expect(code).toBe(1);
    }, 60_000);

    it.each([
      ["CREDIT_PEOPLE", "3"],
      ["CREDIT_SUBGRAPHS", "tax"],
      ["CREDIT_DATABASE_URL", "mysql://u:p@127.0.0.1:3306/credit"],
    ])(
      "when %s is not what it should be, and names it",
      async (variable, value) => {
        const fresh = join(folder, `bad-${variable}`);
        const { code, said } = await refusal(["start"], { CREDIT_DATA_DIR: fresh, [variable]: value });
        expect(said).toContain(variable);
        expect(said.trim().split("\n").at(-1)).not.toMatch(/^\s+at /);
        expect(code).toBe(1);
      },
      60_000,
    );
  });
});
