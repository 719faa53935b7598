/** What readers of a board have of it that everything is counted anew: by the command of the operator, beside a server that goes on. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { benchEnvironment } from "../config";

const READS_BEFORE = 20;

/** How long `read` takes, each time that it is called: before all is counted anew, and on and on while it is. */
export async function measureReaders(
  env: Readonly<Record<string, string>>,
  read: () => Promise<number>,
): Promise<{ before: number[]; meanwhile: number[] }> {
  const [before, meanwhile]: [number[], number[]] = [[], []];
  // The first reads what was counted while nobody looked.
  await read();
  for (let reads = 0; reads < READS_BEFORE; reads++) before.push(await read());
  let counting = true;
  const counted = countAnew(env).finally(() => (counting = false));
  while (counting) meanwhile.push(await read());
  await counted;
  return { before, meanwhile };
}

function countAnew(env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [join("scripts", "run.js"), "rebuild-rollups"], {
    cwd: projectRoot(),
    env: { ...benchEnvironment(), ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`rebuild-rollups ended with code ${code}`))));
  });
}
