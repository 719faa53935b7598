/** For tests of the catalogue's mistakes: a copy of the real one for each test, one thing broken in it, and what is reported. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../contract/projectRoot";
import { CatalogueMistake, loadCatalogue } from "./load";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "catalogue-"));
  cpSync(join(projectRoot(), "schema", "catalogue"), folder, { recursive: true, filter: (path) => !path.endsWith(".ts") });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Replaces the first `from` after `after`; returns the line on which the replacement ends. */
export function edit(file: string, after: string, from: string, to: string): number {
  const text = readFileSync(join(folder, file), "utf8");
  const start = text.indexOf(after);
  const at = text.indexOf(from, start);
  if (start < 0 || at < 0) throw new Error(`${file} has no "${from}" after "${after}"`);
  const head = text.slice(0, at) + to;
  writeFileSync(join(folder, file), head + text.slice(at + from.length));
  return head.trimEnd().split("\n").length;
}

export function mistakesNow(): string[] {
  try {
    loadCatalogue(folder);
  } catch (error) {
    if (!(error instanceof CatalogueMistake)) throw error;
    expect(error.mistakes).toHaveLength(error.message.split("\n").length);
    return error.message.split("\n").map((line) => line.replace(`${folder}/`, ""));
  }
  return [];
}

export interface Break {
  title: string;
  file: string;
  after: string;
  edit: [from: string, to: string];
  /** What follows `file:line`. */
  says: string;
  /** What stands on the line that is named, where it is not the line on which the edit ends. */
  line?: string;
}

/** The folder of the present test's copy. */
export function catalogueCopy(): string {
  return folder;
}

export function describeBreaks(breaks: Break[]): void {
  test.each(breaks)("$title is reported with file, line, key, what was expected and what stands there", (one) => {
    const at = edit(one.file, one.after, ...one.edit);
    const lines = readFileSync(join(folder, one.file), "utf8").split("\n");
    const [found, ...others] = mistakesNow().filter((line) => !line.includes(".x: expected no key"));
    const [, file, line, says] = /^([^:]+):(\d+)(.*)$/.exec(found ?? "") ?? [];
    expect({ file, says, others }).toEqual({ file: one.file, says: one.says, others: [] });
    if (one.line === undefined) expect(Number(line)).toBe(at);
    else expect(lines[Number(line) - 1]).toContain(one.line);
  });
}
