/**
 * I15: three people send the same file at once, each from a process of his own. It is taken once; whoever was not the
 * one is told so in a sentence, and nothing is there twice. On the run's database.
 */
import { join } from "node:path";
import { DEFAULT_DAY, synthesise } from "../../scripts/synthesise";
import { subgraphNamed } from "../../subgraphs/register";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { testDatabases, type TestDatabases } from "../support/databases";
import { runCommand } from "../support/runCommand";

let databases: TestDatabases;
beforeAll(async () => {
  databases = await testDatabases();
  for (const name of ["identity"]) await databases.location(name);
  await synthesise({ people: 3000, seed: 15, out: databases.folder, day: DEFAULT_DAY });
  // The tables are made beforehand: what is tried here is the batch.
  const location = await databases.location("identity");
  await (await openSubgraph(subgraphNamed("identity"), { location, cursorKey: Buffer.alloc(32) })).close();
});
afterAll(() => databases.drop());

async function collect(submitter: string) {
  const file = join(databases.folder, "identity", "PersonIdentity.csv");
  const argv = ["identity", file, "--json", "--submitter", submitter, "--reviewer", "审核员"];
  const command = runCommand("collect", argv, databases.environment());
  const code = await command.ended;
  if (command.printed() === "") throw new Error(`exit code ${code}: ${command.said()}`);
  return { code, said: command.said(), summary: JSON.parse(command.printed()) as Record<string, unknown> };
}

it("I15 the same file by three people at once is taken once, and nobody is left without an answer", async () => {
  const outcomes = await Promise.all(["甲", "乙", "丙"].map(collect));
  const taken = outcomes.filter(({ summary }) => summary["created"] === 3000);
  const told = outcomes.filter(({ summary }) => typeof summary["alreadyTaken"] === "string");
  const busy = outcomes.filter(
    ({ code, summary }) => code === 1 && (summary["refused"] as { code: string }).code === "STORE_BUSY",
  );
  expect([taken.length, told.length + busy.length, outcomes.map(({ said }) => said)]).toEqual([1, 2, expect.anything()]);
  const after = await collect("丁");
  expect([after.code, after.summary["alreadyTaken"]]).toEqual([0, taken[0]!.summary["batch"]]);
}, 120_000);
