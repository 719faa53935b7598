/** Production answers what was registered and nothing else: from the command to the answer, and what the project's own pages send. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOfText, readOperationsFile } from "../../gateway/operation/registry/operationsFile";
import * as dashboard from "../../gateway/pages/dashboard/src/operations";
import { projectRoot } from "../../schema/contract/projectRoot";
import { ask, lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { runCommand } from "../support/runCommand";

const LOOK = "query Look($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName } }\n";
const ME = "query Me { me { maskedName } }\n";
const VARIABLES = { l: lookupOf(1), a: { purpose: "LICENSING_REVIEW", caseNumber: "c" } };

const work = mkdtempSync(join(tmpdir(), "registered-"));
const folder = join(work, "operations");
const code = ({ status, body }: Answered) => `${status} ${body.errors?.[0]?.extensions.code ?? "answered"}`;

async function operations(...args: string[]): Promise<{ code: number | null; said: string }> {
  const command = runCommand("operations", args, { CREDIT_OPERATIONS: folder, CREDIT_DATA_DIR: work });
  return { code: await command.ended, said: command.said() };
}
function written(name: string, text: string): string {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
}

let district: District;
beforeAll(async () => {
  expect(await operations("register", "citizen", written("me.graphql", ME))).toMatchObject({ code: 0 });
  district = await openDistrict({ people: 14, environment: { CREDIT_MODE: "production", CREDIT_OPERATIONS: folder } });
}, 120_000);
afterAll(async () => {
  await district?.close();
  rmSync(work, { recursive: true });
});

it("G01 an operation is answered once its agency has registered it, by text and by hash, without a restart; not to others, and not after its removal", async () => {
  const look = (persona = "licensing-clerk") => district.ask(persona, LOOK, VARIABLES);
  expect(code(await look())).toBe("400 OPERATION_UNKNOWN");
  const registered = await operations("register", "licensing", written("look.graphql", LOOK), "--json");
  expect(JSON.parse(registered.said)).toEqual([{ agency: "licensing", name: "Look", sha256: hashOfText(LOOK) }]);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect((await look()).body).toMatchObject({ data: { person: { maskedName: "刘**" } } });
  const extensions = { persistedQuery: { version: 1, sha256Hash: hashOfText(LOOK) } };
  const authorization = `Bearer ${await district.token("licensing-clerk")}`;
  const byHash = await ask(district.url, { extensions, variables: VARIABLES }, { authorization });
  expect(byHash.body).toMatchObject({ data: { person: { maskedName: "刘**" } } });
  expect(code(await look("judge"))).toBe("400 OPERATION_UNKNOWN");
  expect(code(await district.ask("licensing-clerk", `${LOOK} `, VARIABLES))).toBe("400 OPERATION_UNKNOWN");
  expect(await operations("remove", "licensing", hashOfText(LOOK))).toMatchObject({ code: 0 });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(code(await look())).toBe("400 OPERATION_UNKNOWN");
}, 60_000);

it("G01 a citizen is answered what is registered for citizens", async () => {
  expect((await district.ask("citizen", ME)).body).toMatchObject({ data: { me: { maskedName: "陈**" } } });
  expect(code(await district.ask("judge", ME))).toBe("400 OPERATION_UNKNOWN");
});

it.each([
  ["licensing", "query Q { nothing }", "Cannot query field"],
  ["licensing", "query Q { __schema { types { name } } }", "introspection is not registered"],
  ["licensing", "{ purposes { code } }", "has no name"],
  ["licensing", "query A { purposes { code } } query B { purposes { code } }", "several operations"],
  ["nobody-knows", "query Q { purposes { code } }", 'no agency "nobody-knows"'],
])("refuses to register for %s: %s", async (agency, text, why) => {
  const done = await operations("register", agency, written("bad.graphql", text));
  expect([done.code, done.said]).toEqual([1, expect.stringContaining(why)]);
});

it("check says which registered operations no longer hold against the graph, and exits with 1", async () => {
  const text = "query Old { purposes { gone } }";
  writeFileSync(
    join(folder, "courts.json"),
    JSON.stringify({ agency: "courts", operations: [{ name: "Old", text, sha256: hashOfText(text) }] }),
  );
  const done = await operations("check");
  expect([done.code, done.said]).toEqual([1, expect.stringMatching(/courts +Old .* Cannot query field/)]);
  rmSync(join(folder, "courts.json"));
  expect(await operations("check")).toMatchObject({ code: 0 });
});

it("what the dashboard sends is registered for everybody: scripts/operations register all, into schema/operations", () => {
  const shipped = readOperationsFile(join(projectRoot(), "schema", "operations"), "all").operations.map(({ text }) => text);
  const sent: string[] = Object.values(dashboard);
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.filter((text) => !shipped.includes(text))).toEqual([]);
  expect(readFileSync(join(projectRoot(), "package.json"), "utf8")).toContain('"operations"');
});
