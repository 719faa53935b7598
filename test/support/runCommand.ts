/** Commands of the project as processes of their own, with no CREDIT_ variable but those that the test gives. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { childEnvironment } from "./config";

export interface Command {
  process: ChildProcess;
  /** What it has written so far, both streams. */
  said(): string;
  /** What it has written to stdout alone. */
  printed(): string;
  /** Exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Reads TypeScript as the tests do, each file compiled once for all processes; then runs a command's `main` as `scripts/run.js` does. */
const FROM_SOURCES = `
  const { createHash } = require("node:crypto");
  const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
  const { join } = require("node:path");
  const settings = { ...require("./swc.config.js"), sourceMaps: false };
  const cache = join(process.cwd(), "node_modules", ".cache", "sources");
  mkdirSync(cache, { recursive: true });
  const versions = JSON.stringify([settings, require("@swc/core/package.json").version]);
  function compiled(filename) {
    const text = readFileSync(filename, "utf8");
    const known = join(cache, createHash("sha256").update(versions).update(filename).update(text).digest("hex") + ".js");
    try {
      return readFileSync(known, "utf8");
    } catch {
      const { code } = require("@swc/core").transformSync(text, { ...settings, filename });
      // Another process may write the same: whole, or not at all.
      writeFileSync(known + process.pid, code);
      renameSync(known + process.pid, known);
      return code;
    }
  }
  require.extensions[".ts"] = (module, filename) => module._compile(compiled(filename), filename);
  require("reflect-metadata");
  const [file, ...argv] = process.argv.slice(1);
  require(file).main(argv).then(
    (code) => { process.exitCode = code; },
    (error) => { process.stderr.write(error.message + "\\n"); process.exitCode = 1; },
  );
`;

/** Runs `scripts/<name>.ts` from the sources under test: nothing is compiled first, so many may start at once. */
export function runCommand(name: string, argv: readonly string[], environment: Record<string, string>): Command {
  const file = join(projectRoot(), "scripts", `${name}.ts`);
  return started(["-e", FROM_SOURCES, file, ...argv], { APOLLO_TELEMETRY_DISABLED: "true", ...environment });
}

/** Runs an npm command as a user does, compiling what is newer than its output. */
export function runNpm(argv: readonly string[], environment: Record<string, string>): Command {
  return started([join(projectRoot(), "scripts", "run.js"), ...argv], environment);
}

function started(argv: readonly string[], environment: Record<string, string>): Command {
  const child = spawn(process.execPath, [...argv], {
    cwd: projectRoot(),
    env: childEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [said, printed] = ["", ""];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (more: string) => (said += more));
  child.stdout.on("data", (more: string) => (printed += more));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { process: child, said: () => said, printed: () => printed, ended };
}

/** What `pattern` first matches in what the command says. @throws Error when it ends first, or says it too late. */
export async function saying(command: Command, pattern: RegExp, withinMs: number): Promise<RegExpExecArray> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = pattern.exec(command.said());
    if (found !== null) return found;
    const over = command.process.exitCode !== null || command.process.signalCode !== null;
    if (over || Date.now() > until)
      throw new Error(`${over ? "ended" : "not said in time"}: ${pattern}, but:\n${command.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
