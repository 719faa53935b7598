/**
 * Supply and the process itself (catalogue M04, M06, M07): nothing opens a debugger, no known hole is locked in, no package runs
 * anything when it is installed.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { childEnvironment } from "../support/config";
import { runCommand, saying } from "../support/runCommand";

const read = (file: string) => readFileSync(join(projectRoot(), file), "utf8");
const packages = (JSON.parse(read("package-lock.json")) as { packages: Record<string, { version?: string; integrity?: string }> })
  .packages;

/** Lowest versions without the advisories of the catalogue (section N). */
const LOWEST: Record<string, string> = {
  "@apollo/gateway": "2.13.2",
  "@apollo/query-planner": "2.13.2",
  "@apollo/server": "5.5.0",
  graphql: "16.15.0",
  mysql2: "3.24.0",
  typeorm: "1.1.1",
  jose: "6.2.17",
};

const isBelow = (version: string, lowest: string) => version.localeCompare(lowest, "en", { numeric: true }) < 0;

it("M06 locks no version in that has a known hole, anywhere in the tree", () => {
  for (const [name, lowest] of Object.entries(LOWEST)) {
    const found = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    expect(found.length).toBeGreaterThan(0);
    expect([name, found.filter(([, { version }]) => isBelow(version!, lowest)).map(([path]) => path)]).toEqual([name, []]);
  }
});

it("M06 names every package of its own by one exact version, and by its hash", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+[\w.-]*$/.test(version),
  );
  expect(ranges).toEqual([]);
  const unhashed = Object.entries(packages).filter(([path, { integrity }]) => path !== "" && integrity === undefined);
  expect(unhashed.map(([path]) => path)).toEqual([]);
});

it("M07 installs without running anybody's script", () => {
  const installs = [read("scripts/run.js"), read(".ci/run"), read("README.md")].flatMap(
    (text) => text.match(/.*\bnpm"?,? \[?"?(ci|install)\b.*/g) ?? [],
  );
  expect(installs.length).toBeGreaterThan(0);
  expect(installs.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
});

it("M04 opens no debugger when it is signalled to, and no command of the house starts with one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "supply-"));
  const command = runCommand("serve", ["catalogue"], {
    CREDIT_DATA_DIR: folder,
    PORT: "0",
    CREDIT_LOG_LEVEL: "silent",
  });
  try {
    const [, url] = await saying(command, / listens on (\S+)\/graphql\n/, 60_000);
    command.process.kill("SIGUSR1");
    for (let turn = 0; turn < 5; turn++) expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(command.said()).not.toMatch(/debugger/i);
  } finally {
    command.process.kill("SIGKILL");
    await command.ended;
    rmSync(folder, { recursive: true });
  }
  expect(JSON.stringify(childEnvironment({}))).not.toContain("--inspect");
  expect([read("scripts/run.js"), read("package.json")].filter((text) => /--inspect|heapsnapshot|--report/.test(text))).toEqual(
    [],
  );
}, 90_000);
