/** Builds the Playground for its tests, if its sources are newer than what was built last. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const SOURCES = join(ROOT, "gateway/pages/playground");
const PAGES = join(ROOT, "dist/pages");

/** The folder of the built pages. */
export function builtPlayground(): string {
  const page = join(PAGES, "playground/index.html");
  if (!existsSync(page) || statSync(page).mtimeMs < newest(SOURCES)) {
    const vite = join(ROOT, "node_modules/vite/bin/vite.js");
    execFileSync(process.execPath, [vite, "build", "--config", join(SOURCES, "vite.config.mjs")], {
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
