/** A server of a benchmark: a process of its own on a free port, ready when its probe answers. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import { freePort } from "../test/support/mariadb";
import { benchEnvironment } from "./config";

export interface Server {
  url: string;
  process: ChildProcess;
  /** From the start of the process to its first good answer. */
  readyMs: number;
}

/** `node` with `args`; `probe` is a path that answers below 500 when the server is ready. */
export async function startServer(args: string[], env: Record<string, string>, probe: string): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: projectRoot(),
    env: { ...benchEnvironment(), ...env, PORT: String(port) } as NodeJS.ProcessEnv,
    // With a channel, for what is preloaded to be asked.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 3000; attempt++) {
    if (child.exitCode !== null) throw new Error(`a server of the benchmark ended with code ${child.exitCode}`);
    const up = await fetch(url + probe, probe === "/" ? { method: "POST" } : {}).then(
      (response) => response.status < 500,
      () => false,
    );
    if (up) return { url, process: child, readyMs: performance.now() - began };
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  child.kill();
  throw new Error("a server of the benchmark did not become ready");
}

/** What `npm start` gives to Node, as package.json says it. */
export function optionsOfNode(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as { scripts: { start: string } };
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

/** The whole district in one process as `npm start` runs it, or `program`, which is to be held against it. */
export function startDistrict(env: Record<string, string>, program?: string, preload: readonly string[] = []): Promise<Server> {
  const main = program === undefined ? ["-e", "require('./dist/scripts/start.js').main([])"] : [program];
  return startServer([...optionsOfNode(), "-r", "reflect-metadata", ...preload, ...main], env, "/health/ready");
}

/** Ends it and waits until it has ended. */
export function stopServer({ process: child }: Server): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
