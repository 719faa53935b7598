/**
 * Real Chromium for the tests of pages, with everything off that would make the browser itself ask foreign hosts.
 *
 * Where there is none the tests are skipped with a printed reason; with CI=true they fail instead.
 */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { inCI } from "./config";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = PATHS.find((path) => existsSync(path));

/** `describe`, or `describe.skip` with a printed reason where there is no Chromium. */
export function describeInChromium(title: string, body: () => void): void {
  if (executablePath !== undefined || inCI) return describe(title, body);
  process.stdout.write(`skipped: ${title}: there is no Chromium at ${PATHS.join(", ")}\n`);
  describe.skip(title, body);
}

/** @throws Error where there is no Chromium. */
export function launchChromium(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(`there is no Chromium at ${PATHS.join(", ")}: install the package chromium`);
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
