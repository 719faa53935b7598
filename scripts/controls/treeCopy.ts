/** A copy of the tree as it stands, committed or not, with the packages of the original: what is changed in it harms nobody. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../schema/contract/projectRoot";
import { childEnvironment } from "../../test/support/config";

export interface TreeCopy {
  read(file: string): string;
  write(file: string, text: string): void;
  hasSyntaxError(file: string): boolean;
  /** Runs the tests of one file whose titles begin so. */
  runTest(file: string, title: string, environment: Record<string, string>): { failed: number; passed: number };
  remove(): void;
}

/** A control whose absence hangs its test is missed as well; so long it has. */
const TEST_MS = 300_000;

export function copyTree(): TreeCopy {
  const root = projectRoot();
  const copy = mkdtempSync(join(tmpdir(), "credit-controls-"));
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
  for (const file of listed.split("\0").filter((one) => one !== "" && existsSync(join(root, one)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // The built pages, which a gateway serves.
  const pages = join("dist", "pages");
  if (existsSync(join(root, pages))) cpSync(join(root, pages), join(copy, pages), { recursive: true });
  return {
    read: (file) => readFileSync(join(copy, file), "utf8"),
    write: (file, text) => writeFileSync(join(copy, file), text),
    hasSyntaxError: (file) => file.endsWith(".ts") && isBroken(readFileSync(join(copy, file), "utf8")),
    runTest(file, title, environment) {
      // What a table of cases fills in is not part of the beginning.
      const pattern = title.replace(/%\w.*|\$\{.*/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const jest = join("node_modules", "jest", "bin", "jest.js");
      const options = ["--runInBand", "--forceExit", "--runTestsByPath", file, "-t", pattern];
      const done = spawnSync(process.execPath, [jest, ...options], {
        cwd: copy,
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
        env: childEnvironment({ CREDIT_TEST_ONE_ENGINE: "1", ...environment }),
        timeout: TEST_MS,
      });
      if (done.signal === "SIGTERM") return { failed: 1, passed: 0 };
      // Not its report as JSON: what a test holds up may not be written so.
      const [summary = ""] = /^Tests: .*$/m.exec(done.stderr) ?? [];
      const count = (outcome: string) => Number(new RegExp(`(\\d+) ${outcome}`).exec(summary)?.[1] ?? 0);
      return { failed: count("failed"), passed: count("passed") };
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

function isBroken(text: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, experimentalDecorators: true },
  });
  return diagnostics.length > 0;
}
