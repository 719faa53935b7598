/**
 * Where the project's data files stand, for code that runs from the source tree and from the compiled `dist/` alike
 * (`dist/` mirrors the sources but holds no data).
 *
 * Promise: the nearest folder above this file whose package.json is this project's. Refuses to guess: no such folder
 * is an Error.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PROJECT = "credit-graph";

let found: string | undefined;

/** Absolute path of the project's root folder. */
export function projectRoot(): string {
  return (found ??= rootAbove(__dirname));
}

/** The nearest folder at or above `folder` that holds the package.json of this project. */
export function rootAbove(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (nameIn(join(at, "package.json")) === PROJECT) return at;
    if (dirname(at) === at) throw new Error(`no folder above ${folder} has a package.json with the name "${PROJECT}"`);
  }
}

function nameIn(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { name?: unknown }).name : undefined;
}
