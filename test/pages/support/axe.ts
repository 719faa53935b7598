/** The checker axe in a page: its rules of WCAG 2.1, levels A and AA. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { projectRoot } from "../../../schema/contract/projectRoot";

const AXE = readFileSync(join(projectRoot(), "node_modules/axe-core/axe.min.js"), "utf8");
const RUN = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + " " + nodes.map(({ target }) => target.join(" ")).slice(0, 5).join(", ")))`;

/** A page that takes the checker: it is a script of the test's, which the page's own policy would refuse. */
export function checkedPage(browser: Browser): Promise<Page> {
  return browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
}

/** Which rules what is open breaks, and where. */
export async function breaches(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(RUN);
}
