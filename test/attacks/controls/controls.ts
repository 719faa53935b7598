/**
 * The controls of the house: what withstands which case of the attack catalogue, in which file, and the test that fails when
 * it is taken out. `docs/controls.md` is written from this; `npm run controls -- --take-out` proves it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../schema/contract/projectRoot";

export interface Proof {
  /** Numbers of the attack catalogue, separated by spaces. */
  cases: string;
  /** File of the test. */
  test: string;
  /** Beginning of its title. */
  title: string;
}

export interface Control extends Proof {
  /** What it does, in a sentence. */
  control: string;
  /** Where it is. */
  file: string;
  /** Its text, once in the file… */
  take: string;
  /** …and what stands there when it is out. */
  leave: string;
  /** Only on MariaDB is it missed. */
  mariadb?: true;
}

/** A case that cannot be made here, with the test that holds the reason. */
export interface Absence extends Proof {
  reason: string;
}

export interface Controls {
  controls: Control[];
  absent: Absence[];
}

/** Sections of the catalogue that are kept here, with their last numbers. D18 was never given; D20 and E, J, L stand elsewhere. */
const SECTIONS = { A: 37, B: 15, C: 19, D: 19, F: 8, G: 22, H: 17, I: 17, K: 9, M: 7 };

export const CASES: readonly string[] = Object.entries(SECTIONS)
  .flatMap(([section, last]) => Array.from({ length: last }, (_, at) => `${section}${String(at + 1).padStart(2, "0")}`))
  .filter((number) => number !== "D18");

export function loadControls(): Controls {
  const folder = join(projectRoot(), "test", "attacks", "controls");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const sheets = files.sort().map((file) => parse(readFileSync(join(folder, file), "utf8")) as Partial<Controls>);
  return {
    controls: sheets.flatMap(({ controls = [] }) => controls),
    absent: sheets.flatMap(({ absent = [] }) => absent),
  };
}

export function casesOf({ cases }: Proof): string[] {
  return cases.split(" ");
}

/** Does the test file hold a test whose title begins so? The numbers of a case in the lab stand apart from its promise. */
export function holdsTitle(text: string, title: string): boolean {
  const joined = text.replace(/attack\(\s*"([A-M0-9 ]+)",\s*["`]/g, 'attack("$1 ');
  return [`"${title}`, `\`${title}`].some((begun) => joined.includes(begun));
}

const TITLES = /(?:\b(?:it|test|attack|notApplicable|describe)(?:\.each\([^)]*\))?\(\s*|\[)["`]((?:[A-M]\d\d[ "`])+)/g;

/** The cases that titles of a test file begin with, in its tables of cases too: `npm test -- A06` runs them. */
export function titledCases(text: string): string[] {
  return [...text.matchAll(TITLES)].flatMap(([, numbers]) => numbers!.match(/\w+/g)!);
}
