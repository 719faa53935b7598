/**
 * The agencies as they stand now: a suspension, or an officer who left, takes effect within a second, without a restart.
 *
 * Threat: a token outlives the right of its bearer. So the file is looked at again on use (never by a timer), at most
 * once in `everyMs`, and read again when it changed. A broken file never empties the register and never lets a stranger
 * in: the last good one stays, and `onError` is told.
 */
import { markOf, reread } from "../contract/reread";
import type { Agency } from "./catalogue";
import { CatalogueMistake, type Mistake } from "./reading/catalogueMistake";
import { readSheet } from "./reading/sheet";
import { checkUnique } from "./checks/sheets";
import { agencyShape } from "./shapes/listShapes";

export interface AgencyRegister {
  /** The agency of this code as the file has it; `undefined` for a stranger. */
  agency(code: string): Agency | undefined;
  close(): void;
}

export interface AgencyRegisterOptions {
  /** Path of `agencies.yaml`. */
  file: string;
  /** Milliseconds. */
  now: () => number;
  /** Longest time between two looks at the file, under use. */
  everyMs?: number;
  /** Told once for each state of the file that could not be read. */
  onError?: (error: Error) => void;
}

/**
 * Opens the register.
 * @throws {CatalogueMistake} when the file is broken now: there is no last good one to fall back on.
 */
export function openAgencyRegister({ file, now, everyMs, onError }: AgencyRegisterOptions): AgencyRegister {
  const agencies = reread(
    () => markOf(file),
    () => readAgencies(file),
    { now, onError, ...(everyMs !== undefined && { everyMs }) },
  );
  let open = true;
  return {
    agency(code) {
      return open ? agencies().get(code) : undefined;
    },
    close() {
      open = false;
    },
  };
}

function readAgencies(file: string): Map<string, Agency> {
  const mistakes: Mistake[] = [];
  const sheet = readSheet({ path: file, label: file }, { key: "agencies", entry: agencyShape }, (one) => mistakes.push(one));
  checkUnique(sheet, "code");
  if (sheet === undefined || mistakes.length > 0) throw new CatalogueMistake(mistakes);
  return new Map(sheet.entries.map((agency) => [agency.code, agency]));
}
