/** Builds the pages for their tests, those whose sources are newer than what was built last. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const PAGES = join(ROOT, "dist/pages");

/** The folder of the built pages. */
export function builtPages(): string {
  for (const name of ["playground", "dashboard"]) {
    const sources = join(ROOT, "gateway/pages", name);
    const page = join(PAGES, name, "index.html");
    if (existsSync(page) && statSync(page).mtimeMs >= newest(sources)) continue;
    const vite = join(ROOT, "node_modules/vite/bin/vite.js");
    execFileSync(process.execPath, [vite, "build", "--config", join(sources, "vite.config.mjs")], {
      cwd: ROOT,
      stdio: "inherit",
    });
  }
  return PAGES;
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(...times);
}
