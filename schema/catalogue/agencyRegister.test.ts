import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../contract/projectRoot";
import { openAgencyRegister } from "./agencyRegister";
import { CatalogueMistake } from "./load";

const REAL = readFileSync(join(projectRoot(), "schema", "catalogue", "agencies.yaml"), "utf8");

let folder: string;
let file: string;
let time: number;
let errors: Error[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agencies-"));
  file = join(folder, "agencies.yaml");
  time = 1_000_000;
  errors = [];
  writeFileSync(file, REAL);
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openAgencyRegister({ file, now: () => time, onError: (error) => errors.push(error) });
const suspended = (code: string) => REAL.replace(new RegExp(`(code: ${code}\n[^]*?)status: ACTIVE`), "$1status: SUSPENDED");

test("an agency is found by its code, and a stranger is not", () => {
  const register = open();
  expect(register.agency("licensing")).toMatchObject({
    status: "ACTIVE",
    sectors: ["licensing"],
    officersLeft: ["officer-left"],
  });
  expect(register.agency("suspended-001")?.status).toBe("SUSPENDED");
  expect(register.agency("constructor")).toBeUndefined();
  register.close();
});

test("a suspension takes effect within a second, without a restart", () => {
  const register = open();
  expect(register.agency("bank-001")?.status).toBe("ACTIVE");
  writeFileSync(file, suspended("bank-001"));
  time += 999;
  expect(register.agency("bank-001")?.status).toBe("ACTIVE");
  time += 1;
  expect(register.agency("bank-001")?.status).toBe("SUSPENDED");
});

test("a suspension of the same length and age as the text before it is still seen", () => {
  const register = open();
  writeFileSync(file, REAL.replace("officersLeft: [officer-left]", "officersLeft: [officer-gone]"));
  utimesSync(file, new Date(1_000_000), new Date(1_000_000));
  time += 1000;
  expect(register.agency("licensing")?.officersLeft).toEqual(["officer-gone"]);
});

test("a file that did not change is not read again", () => {
  const register = open();
  const before = register.agency("bank-001");
  time += 5000;
  expect(register.agency("bank-001")).toBe(before);
});

test("a broken file leaves the last good one in force and is reported once, with line and key", () => {
  const register = open();
  writeFileSync(file, REAL.replace("status: ACTIVE", "status: ACTVE"));
  for (let second = 0; second < 3; second++) {
    time += 1000;
    expect(register.agency("identity")?.status).toBe("ACTIVE");
  }
  expect(errors.map((error) => error.message.replace(`${file}:`, ""))).toEqual([
    expect.stringMatching(/^\d+ agencies\[0\]\.status: expected one of ACTIVE, SUSPENDED, found "ACTVE"$/),
  ]);
  writeFileSync(file, suspended("identity"));
  time += 1000;
  expect(register.agency("identity")?.status).toBe("SUSPENDED");
});

test("an empty file, a lost file and a code that stands twice admit and dismiss nobody", () => {
  const register = open();
  const breakIt = [
    () => writeFileSync(file, ""),
    () => rmSync(file),
    () => writeFileSync(file, `${REAL}\n${/ {2}- code: bank-001[^]*?officersLeft: \[\]\n/.exec(REAL)![0]}`),
  ];
  for (const damage of breakIt) {
    damage();
    time += 1000;
    expect(register.agency("bank-001")?.status).toBe("ACTIVE");
  }
  expect(errors).toHaveLength(3);
});

test("a clock that is set back does not freeze the register", () => {
  const register = open();
  writeFileSync(file, suspended("bank-001"));
  time -= 3_600_000;
  expect(register.agency("bank-001")?.status).toBe("SUSPENDED");
});

test("a register does not open on a broken file, and a closed one knows nobody", () => {
  const register = open();
  register.close();
  expect(register.agency("licensing")).toBeUndefined();
  writeFileSync(file, "agencies: everybody\n");
  expect(open).toThrow(CatalogueMistake);
});
