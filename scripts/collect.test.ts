/** The command: what it says, with which exit code, and who answers for the persons. On the run's database. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDatabases, type TestDatabases } from "../test/support/databases";
import { openDoor } from "../subgraphs/kit/door/httpDoor";
import { receiveUpload } from "../subgraphs/kit/intake/read/upload";
import { openSubgraph } from "../subgraphs/kit/subgraph";
import { subgraphNamed } from "../subgraphs/register";
import { main } from "./collect";
import { resolveAt } from "./collect/resolvePersons";
import { synthesise } from "./synthesise";
import { cast } from "./synthesise/cast";

let databases: TestDatabases;
let district: string;
const before = { ...process.env };
const spoken: { out: string[]; error: string[] } = { out: [], error: [] };

beforeAll(async () => {
  databases = await testDatabases();
  for (const name of ["identity", "tax", "market"]) await databases.location(name);
  Object.assign(process.env, databases.environment());
  district = join(databases.folder, "district");
  await synthesise({ people: 60, seed: 4, out: district });
});
afterAll(async () => {
  process.env = before;
  await databases.drop();
});
beforeEach(() => {
  spoken.out = [];
  spoken.error = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void spoken.out.push(line));
  jest.spyOn(console, "error").mockImplementation((line: string) => void spoken.error.push(line));
});
afterEach(() => jest.restoreAllMocks());

const fileOf = (name: string) => join(district, name);

test("takes the persons in first, then a department's file, and says how many rows", async () => {
  expect(await main(["identity", fileOf("identity/PersonIdentity.csv"), "--json", "--reviewer", "审核员"])).toBe(0);
  expect(JSON.parse(spoken.out[0]!)).toMatchObject({ sector: "identity", rows: 60, taken: 60, refused: 0, state: "PUBLISHED" });
  expect(await main(["tax", fileOf("tax/TaxArrearsNotice.csv"), "--submitter", "税务专员"])).toBe(0);
  expect(spoken.out[1]).toMatch(/退回 0 .*0 refused/);
});

test("I15 the same file again is exit code 0, and says that nothing changed", async () => {
  expect(await main(["tax", fileOf("tax/TaxArrearsNotice.csv")])).toBe(0);
  expect(spoken.out[0]).toContain("没有改动 / the same content was taken before, nothing changed");
});

test("refused rows are exit code 3, told by line and column, and said where they are", async () => {
  const file = join(databases.folder, "broken.csv");
  const [titles, row] = readFileSync(fileOf("tax/TaxArrearsNotice.csv"), "utf8").split("\r\n");
  writeFileSync(file, `${titles}\r\n${row!.replaceAll("〕1号", "〕999号")}\r\n${row!.replace(/\d{4}-\d{2}-\d{2}/, "去年")}\r\n`);
  expect(await main(["tax", file])).toBe(3);
  expect(spoken.out[0]).toContain("第 3 行 税款限缴日期：应为日期");
  expect(spoken.out[0]).toContain(`${file}.refused.csv`);
});

test("a batch for another sector is exit code 1, with a code and the command to use", async () => {
  expect(await main(["tax", fileOf("market/EnterpriseRole.csv")])).toBe(1);
  expect(spoken.error[0]).toMatch(/^ITEM_OF_ANOTHER_SECTOR: .*npm run collect -- market FILE/);
  expect(await main(["tax", fileOf("market/EnterpriseRole.csv"), "--json"])).toBe(1);
  expect(JSON.parse(spoken.out[0]!)).toMatchObject({ refused: { code: "ITEM_OF_ANOTHER_SECTOR" } });
});

test("a truncated file, and one that is not there, are exit code 1 with a code", async () => {
  const file = join(databases.folder, "cut.csv");
  writeFileSync(file, readFileSync(fileOf("market/EnterpriseRole.csv")).subarray(0, -20));
  expect(await main(["market", file])).toBe(1);
  expect(await main(["market", join(databases.folder, "none.csv")])).toBe(1);
  expect(spoken.error.map((line) => line.split(":")[0])).toEqual(["FILE_TRUNCATED", "FILE_UNREADABLE"]);
});

test("M02 neither summary nor refusal repeats anything of a person", async () => {
  await main(["tax", fileOf("tax/TaxMajorViolation.csv"), "--json"]);
  await main(["market", fileOf("tax/TaxMajorViolation.csv")]);
  for (const { idNumber, name } of cast) {
    expect(spoken.out.concat(spoken.error).join("\n")).not.toContain(idNumber);
    expect(spoken.out.concat(spoken.error).join("\n")).not.toContain(name);
  }
});

test("a data folder that cannot be used is said in a sentence that names it and the variable", async () => {
  const folder = join(databases.folder, "a-file");
  writeFileSync(folder, "");
  const environment = { ...process.env };
  process.env = { ...environment, CREDIT_DATA_DIR: folder, CREDIT_DATABASE_URL: "" };
  await expect(main(["tax", fileOf("tax/TaxAdviser.csv")])).rejects.toThrow(/a-file writable, or set CREDIT_DATA_DIR/);
  process.env = environment;
});

test("a database server that is down is exit code 1, with a code and the promise that nothing was taken", async () => {
  const environment = { ...process.env };
  process.env = { ...environment, CREDIT_DATABASE_URL: "mysql://nobody@127.0.0.1:1/credit_{subgraph}" };
  expect(await main(["tax", fileOf("tax/TaxAdviser.csv")])).toBe(1);
  expect(spoken.error[0]).toMatch(/^SECTOR_UNAVAILABLE: .*nothing was taken/);
  process.env = environment;
});

test.each([
  [[], /the first argument is a sector: identity, education, tax/],
  [["catalogue", "x.csv"], /the first argument is a sector/],
  [["tax"], /one FILE/],
  [["tax", "a.csv", "b.csv"], /one FILE/],
  [["tax", "a.csv", "--submitter", " "], /--submitter/],
  [["tax", "a.csv", "--force"], /--force/],
])("wrong usage (%j) is exit code 2 and says what is wrong", async (argv, said) => {
  expect(await main(argv)).toBe(2);
  expect(spoken.error[0]).toMatch(said);
});

test("--help names the sectors and the exit codes; --template prints a header to begin with", async () => {
  const written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect(await main(["--help"])).toBe(0);
  expect(await main(["tax", "--template", "TAX-04"])).toBe(0);
  expect(await main(["tax", "--template", "MKT-01"])).toBe(2);
  expect(spoken.out[0]).toContain("3 some rows refused");
  expect(String(written.mock.calls[0]![0])).toMatch(/^目录事项,公民身份号码,姓名,证书编号/);
  expect(spoken.error[0]).toContain("TAX-04 (TaxAdviser)");
});

test("--template writes a workbook or a CSV to begin with, whose example reads, and never over a file that is there", async () => {
  for (const name of ["template.xlsx", "template.csv"]) {
    const file = join(databases.folder, name);
    expect(await main(["tax", "--template", "TAX-04", file])).toBe(0);
    const rows: unknown[][] = [];
    for await (const block of (await receiveUpload(file)).rows()) rows.push(...block.map(({ cells }) => cells));
    expect(rows.map((cells) => cells[0])).toEqual(["目录事项", "TAX-04"]);
    expect(await main(["tax", "--template", "TAX-04", file])).toBe(1);
    expect(spoken.error.at(-1)).toContain("EEXIST");
  }
});

describe("a register of persons that runs elsewhere", () => {
  const key = Buffer.alloc(32, 7);
  const [{ idNumber, name }] = cast as [(typeof cast)[0]];

  async function withDoor<T>(work: (url: string) => Promise<T>): Promise<T> {
    const definition = subgraphNamed("identity");
    const running = await openSubgraph(definition, { location: await databases.location("identity"), cursorKey: key });
    const door = await openDoor(running, () => ({}), { host: "127.0.0.1", port: 0, warrantKeys: () => [key] });
    try {
      return await work(`http://127.0.0.1:${door.port}/graphql`);
    } finally {
      await door.close();
      await running.close();
    }
  }

  test("answers under a warrant, undefined where number and name do not agree", async () => {
    const asked = [
      { idNumber, name },
      { idNumber, name: "别人" },
    ];
    const found = await withDoor((url) => resolveAt(url, () => [key], "tax", Date.now)(asked));
    expect(found).toEqual([expect.stringMatching(/^[0-9A-Z]{26}$/), undefined]);
  });

  test("that refuses the key, or is down, is unavailable, never an unknown person", async () => {
    const refused = withDoor((url) => resolveAt(url, () => [Buffer.alloc(32, 8)], "tax", Date.now)([{ idNumber, name }]));
    await expect(refused).rejects.toMatchObject({ name: "StoreUnavailable" });
    const down = resolveAt("http://127.0.0.1:1/graphql", () => [key], "tax", Date.now)([{ idNumber, name }]);
    await expect(down).rejects.toMatchObject({ name: "StoreUnavailable" });
  });
});
