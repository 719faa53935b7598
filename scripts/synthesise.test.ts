/** The synthetic district: the same bytes, valid people, a cast that stands still, files that departments would send. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalogue } from "../schema/catalogue/load";
import { checkCitizenId } from "../schema/contract/citizenId";
import { ageOn } from "../schema/contract/legalDay";
import { checkPersonName } from "../schema/contract/personName";
import { DEFAULT_DAY, main, synthesise } from "./synthesise";
import { cast } from "./synthesise/cast";
import { population } from "./synthesise/population";
import { recordTypes } from "./synthesise/recordTypes";
import { rollCall } from "./synthesise/sketches";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-synthesise-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

function filesIn(out: string): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1))
    .sort();
}

async function bytesOf(district: { people: number; seed: number; day?: string }): Promise<Record<string, string>> {
  const out = mkdtempSync(join(folder, "district-"));
  await synthesise({ ...district, out });
  const hash = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(out, file)))
      .digest("hex");
  return Object.fromEntries(filesIn(out).map((file) => [file, hash(file)]));
}

const linesOfCast = (out: string) => {
  const numbers = cast.map(({ idNumber }) => idNumber);
  const lines = filesIn(out)
    .filter((file) => file.endsWith(".csv"))
    .flatMap((file) => readFileSync(join(out, file), "utf8").split("\r\n"));
  return lines.filter((line) => numbers.some((number) => line.includes(number)));
};

test("the same people, seed and day give the same bytes in every file", async () => {
  const first = await bytesOf({ people: 300, seed: 7 });
  expect(await bytesOf({ people: 300, seed: 7 })).toEqual(first);
  expect(await bytesOf({ people: 300, seed: 7, day: DEFAULT_DAY })).toEqual(first);
  const other = await bytesOf({ people: 300, seed: 8 });
  expect(other["identity/PersonIdentity.csv"]).not.toBe(first["identity/PersonIdentity.csv"]);
});

test("every record type of every sector has a file, in UTF-8 with Chinese titles, beside the cast and a README", async () => {
  const written = await synthesise({ people: cast.length + rollCall.length, seed: 7, out: folder });
  expect(filesIn(folder)).toEqual([...written.map(({ file }) => file), "README.md", "cast.json"].sort());
  expect(written.map(({ type }) => type).sort()).toEqual([...recordTypes().keys()].sort());
  for (const { file, rows } of written) {
    const lines = readFileSync(join(folder, file), "utf8").trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^目录事项,/);
    expect(lines).toHaveLength(rows + 1);
  }
  expect(JSON.parse(readFileSync(join(folder, "cast.json"), "utf8"))).toEqual(cast);
});

test("the records of the cast are the same in a district of any size and under any seed", async () => {
  const [small, large] = [join(folder, "small"), join(folder, "large")];
  await synthesise({ people: 12, seed: 1, out: small });
  await synthesise({ people: 300, seed: 2, out: large });
  expect(linesOfCast(small).length).toBeGreaterThan(30);
  expect(linesOfCast(large)).toEqual(linesOfCast(small));
});

test("a larger district has the smaller one's people in it", () => {
  const people = (count: number) => [...population(count, 9, DEFAULT_DAY)].map(({ person }) => person);
  expect(people(500).slice(0, 200)).toEqual(people(200));
});

test("everybody has a valid number of his own, a sequence that no office gives out, a fitting name and 18 to 91 years", () => {
  const people = [...population(5000, 11, DEFAULT_DAY)].map(({ person }) => person);
  expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(5000);
  for (const { idNumber, name, birth, age } of people) {
    expect(checkCitizenId(idNumber)).toBeUndefined();
    expect(Number(idNumber.slice(14, 17))).toBeGreaterThanOrEqual(900);
    expect(checkPersonName(name)).toBeUndefined();
    expect(age).toBe(ageOn(birth, DEFAULT_DAY));
    expect(age).toBeGreaterThanOrEqual(18);
    expect(age).toBeLessThanOrEqual(91);
  }
});

test("the district looks like one: old and new division codes, two-character surnames, dots and rare characters, occupations", () => {
  const people = [...population(20_000, 3, DEFAULT_DAY)].map(({ person }) => person);
  const share = (holds: (one: (typeof people)[number]) => boolean) => people.filter(holds).length / people.length;
  expect(share(({ idNumber }) => idNumber.startsWith("120224"))).toBeGreaterThan(0.6);
  expect(share(({ idNumber }) => idNumber.startsWith("120115"))).toBeGreaterThan(0.05);
  expect(share(({ name }) => name.includes("·"))).toBeGreaterThan(0.0005);
  expect(share(({ name }) => name.length > [...name].length)).toBeGreaterThan(0.0001);
  expect(share(({ name }) => /^(欧阳|司马|上官|诸葛|尉迟|令狐)/.test(name))).toBeGreaterThan(0.003);
  for (const { code } of loadCatalogue().populations)
    expect([code, share((one) => one.occupation === code) > 0.0002]).toEqual([code, true]);
});

test("a district that is made again over a larger one leaves none of its files behind", async () => {
  await synthesise({ people: 300, seed: 7, out: folder });
  writeFileSync(join(folder, "mine.txt"), "kept");
  await synthesise({ people: 12, seed: 7, out: folder });
  expect(existsSync(join(folder, "mine.txt"))).toBe(true);
  expect(existsSync(join(folder, "identity", "IdNumberChange.csv"))).toBe(false);
});

describe("npm run synthesise", () => {
  test.each([
    [["--people", "11", "--seed", "1", "--out", "x"], "--people"],
    [["--people", "100", "--seed", "-1", "--out", "x"], "--seed"],
    [["--people", "100", "--seed", "1"], "--out"],
    [["--people", "100", "--seed", "1", "--out", "x", "--day", "2026-02-30"], "--day"],
    [["--persons", "100"], "--persons"],
  ])("refuses %j with exit code 2 and says what is wrong", async (argv, named) => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await main(argv)).toBe(2);
    expect(String(said.mock.calls[0]![0])).toContain(named);
  });

  test("prints nothing but one JSON object with --json", async () => {
    const said = jest.spyOn(console, "log").mockImplementation(() => undefined);
    expect(await main(["--people", "12", "--seed", "1", "--out", folder, "--json"])).toBe(0);
    expect(said).toHaveBeenCalledTimes(1);
    expect(JSON.parse(String(said.mock.calls[0]![0]))).toMatchObject({ people: 12, seed: 1, day: DEFAULT_DAY, out: folder });
  });
});
