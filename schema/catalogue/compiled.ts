/**
 * The catalogue as the last build read and checked it: a process that starts need not read and check it again.
 *
 * Promise: it stands for the very bytes that it was made of and for no other; whoever edits a file of the catalogue is
 * answered by the file. It lies beside the compiled loader, so what runs from the sources never meets it.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalogue } from "./catalogue";

const FILE = join(__dirname, "catalogue.json");

/** What the build made of the files of `folder`, if they still are as they were. */
export function compiledCatalogue(folder: string, file = FILE): Catalogue | undefined {
  if (!existsSync(file)) return undefined;
  const { of, catalogue } = JSON.parse(readFileSync(file, "utf8")) as { of: string; catalogue: Catalogue };
  return of === hashOf(folder) ? catalogue : undefined;
}

/** Writes it down; without one, there is none. */
export function writeCompiled(folder: string, catalogue: Catalogue | undefined, file = FILE): void {
  if (catalogue === undefined) return rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify({ of: hashOf(folder), catalogue }));
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.ya?ml$/i.test(name));
  for (const name of names.sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}
