/** Adding a sector touches its folder, its catalogue file, one line in the register, and what `compose` generates. */
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { childEnvironment } from "../support/config";

const root = projectRoot();
let copy: string;

/** All sectors of the plan are there; one more is run by an owner outside its list. */
const DEPARTMENT = `
  - code: agriculture
    zh: 区农业农村委
    en: District Agriculture Commission
    sectors: [agriculture]
    role: RECORD_OWNER
`;

const git = (...args: string[]) => execFileSync("git", args, { cwd: copy, encoding: "utf8" });
const npmRun = (...args: string[]) =>
  execFileSync(process.execPath, [join(copy, "scripts", "run.js"), ...args], {
    cwd: copy,
    encoding: "utf8",
    env: childEnvironment({ CREDIT_SKIP_INSTALL: "1" }),
  });

/** The tree as it stands, committed or not, as a repository of its own. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "credit-new-sector-"));
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  for (const file of files.filter((one) => one !== "")) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { force: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  appendFileSync(join(copy, "schema", "catalogue", "departments.yaml"), DEPARTMENT);
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-qm", "as it stands");
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it("a new sector composes, and touches its own places alone", () => {
  npmRun("new-sector", "agriculture");
  npmRun("compose");
  const touched = git("status", "--porcelain", "-uall")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice(3))
    .sort();
  expect(touched).toEqual(
    [
      "schema/api.graphql",
      "schema/catalogue/items/agriculture.yaml",
      "schema/subgraphs/agriculture.graphql",
      "schema/supergraph.graphql",
      "subgraphs/register.ts",
      "subgraphs/sectors/agriculture/README.md",
      "subgraphs/sectors/agriculture/index.ts",
      "subgraphs/sectors/agriculture/lists.ts",
      "subgraphs/sectors/agriculture/records.ts",
    ].sort(),
  );
  expect(git("diff", "--numstat", "subgraphs/register.ts").split("\t").slice(0, 2)).toEqual(["1", "0"]);
  expect(npmRun("compose", "--check")).toBe("");
}, 180_000);
