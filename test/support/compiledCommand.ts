/**
 * A command of the project as a process of its own, from the compiled `dist/` that `npm test` has just made. Refuses to
 * run what was compiled before the sources were last changed, for such a test would speak of another program.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { childEnvironment } from "./config";

export interface Command {
  process: ChildProcess;
  /** What it has written so far, both streams. */
  said(): string;
  /** Exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** As `scripts/run.js` does it, without installing and compiling: those are not for many processes at once. */
const RUNNER = `
  require(process.argv[1]).main(process.argv.slice(2)).then(
    (code) => { process.exitCode = code; },
    (error) => { process.stderr.write(error.message + "\\n"); process.exitCode = 1; },
  );
`;

/** Runs `scripts/<command>.ts` as compiled, with no CREDIT_ variable but those given. */
export function compiledCommand(command: string, argv: readonly string[], environment: Record<string, string>): Command {
  refuseStale();
  const file = join(projectRoot(), "dist", "scripts", `${command}.js`);
  return started(["-r", "reflect-metadata", "-e", RUNNER, file, ...argv], { APOLLO_TELEMETRY_DISABLED: "true", ...environment });
}

/** Runs an npm command as a user does. */
export function npmCommand(argv: readonly string[], environment: Record<string, string>): Command {
  refuseStale();
  return started([join(projectRoot(), "scripts", "run.js"), ...argv], environment);
}

function started(argv: readonly string[], environment: Record<string, string>): Command {
  const child = spawn(process.execPath, [...argv], {
    cwd: projectRoot(),
    env: childEnvironment(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (more: string) => (text += more));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { process: child, said: () => text, ended };
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

function refuseStale(): void {
  const root = projectRoot();
  const stamp = join(root, "dist", ".compiled");
  if (!existsSync(stamp)) throw new Error("dist/ is not there: run npm test, or npm run build before single tests");
  const compiledAt = statSync(stamp).mtimeMs;
  for (const folder of ["gateway", "subgraphs", "schema", "scripts"]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!/(?<!\.test|\.fixture)\.ts$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      if (statSync(file).mtimeMs > compiledAt)
        throw new Error(`dist/ is older than ${file}: run npm test, or npm run build before single tests`);
    }
  }
}
