/** The environment, for commands: the one place in scripts/ that reads it. */
import { resolve } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

export function environment(): Environment {
  return process.env;
}

export function dataDirOf(env: Environment): string {
  return resolve(env["CREDIT_DATA_DIR"] || ".data");
}

/** Size of the district that `npm start` makes when the data folder is empty. */
export function peopleOf(env: Environment): number {
  const text = env["CREDIT_PEOPLE"] || "2000";
  const people = Number(text);
  if (!Number.isInteger(people) || people < 12 || people > 1_000_000)
    throw new Error("CREDIT_PEOPLE is a number from 12 to 1,000,000");
  return people;
}
