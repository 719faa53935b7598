/**
 * `npm run synthesise`: the files that departments of a made-up district would send.
 *
 * Promise: the same bytes for the same number of people, seed and day; nobody in it exists. Refuses fewer people than
 * the cast has.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isCalendarDate } from "../schema/contract/citizenId";
import type { LegalDay } from "../schema/contract/legalDay";
import { cast } from "./synthesise/cast";
import { DistrictFiles, type WrittenFile } from "./synthesise/districtFiles";
import { districtReadme } from "./synthesise/districtReadme";
import { population } from "./synthesise/population";
import { SerialNumbers } from "./synthesise/scene";
import { tellRecords } from "./synthesise/tellRecords";

/** A constant, so that a district does not change overnight; `npm start` gives the day it runs on. */
export const DEFAULT_DAY: LegalDay = "2026-06-30";
/** Before it the student of the cast is no adult at his decisions. */
const FIRST_DAY: LegalDay = "2025-01-01";

export interface District {
  people: number;
  seed: number;
  /** Folder; files of the same names are replaced. */
  out: string;
  /** Everything in the district was decided before this day. */
  day?: LegalDay;
}

/** Writes the district; the files in it. */
export async function synthesise({ people, seed, out, day = DEFAULT_DAY }: District): Promise<WrittenFile[]> {
  if (people < cast.length) throw new Error(`a district has at least ${cast.length} people, the cast`);
  mkdirSync(out, { recursive: true });
  const files = new DistrictFiles(out);
  const numbers = new SerialNumbers();
  for (const { person, random } of population(people, seed, day)) {
    for (const entry of tellRecords({ person, random, day, numbers })) files.add(entry);
  }
  const written = files.close();
  writeFileSync(join(out, "cast.json"), `${JSON.stringify(cast, null, 2)}\n`);
  writeFileSync(join(out, "README.md"), districtReadme({ people, seed, day }, written));
  return written;
}

const USAGE = `npm run synthesise -- --people N --seed S --out DIR [--day YYYY-MM-DD] [--json]

  --people   how many people, at least ${cast.length} (the first ${cast.length} are the cast of scripts/synthesise/cast.ts)
  --seed     a whole number; the same seed gives the same bytes
  --out      folder for <sector>/<ItemType>.csv, cast.json and README.md; files of these names are replaced
  --day      everything was decided before this day (default ${DEFAULT_DAY}, not before ${FIRST_DAY})
  --json     prints what was written as JSON`;

export async function main(argv: string[]): Promise<number> {
  const given = readArguments(argv);
  if (given === "help") {
    console.log(USAGE);
    return 0;
  }
  if (typeof given === "string") {
    console.error(`${given}\n\n${USAGE}`);
    return 2;
  }
  const { json, ...district } = given;
  const files = await synthesise(district);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (json)
    console.log(
      JSON.stringify({ people: district.people, seed: district.seed, day: district.day, out: district.out, rows, files }),
    );
  else
    console.log(
      `${district.people} people, ${rows} rows in ${files.length} files in ${district.out}; README.md there says what they are.`,
    );
  return 0;
}

type Given = Required<District> & { json: boolean };

/** What was asked for, or a sentence about what is wrong with it. */
function readArguments(argv: string[]): Given | string {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options: { people: text, seed: text, out: text, day: text, json: flag, help: flag } }));
  } catch (error) {
    return (error as Error).message;
  }
  if (values.help) return "help";
  const { out, day = DEFAULT_DAY, json } = values;
  const people = wholeNumber(values.people);
  const seed = wholeNumber(values.seed);
  if (people === undefined || people < cast.length || people > 1_000_000)
    return `--people is a number from ${cast.length} to 1,000,000`;
  if (seed === undefined) return "--seed is a whole number from 0 to 9007199254740991";
  if (!out) return "--out says the folder to write to";
  if (!isCalendarDate(day) || day < FIRST_DAY) return `--day is a day like 2026-06-30, not before ${FIRST_DAY}`;
  return { people, seed, out, day, json };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}
