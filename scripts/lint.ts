/** `npm run lint`: eslint over the whole tree, no warnings allowed. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";

export async function main(argv: string[]): Promise<number> {
  const bin = join(projectRoot(), "node_modules", "eslint", "bin", "eslint.js");
  const done = spawnSync(process.execPath, [bin, "--max-warnings=0", ".", ...argv], { cwd: projectRoot(), stdio: "inherit" });
  return done.status ?? 1;
}
