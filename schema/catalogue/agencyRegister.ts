/**
 * The agencies as they stand now: a suspension, or an officer who left, takes effect within a second, without a restart.
 *
 * Threat: a token outlives the right of its bearer. So the file is looked at again on use (never by a timer), at most
 * once in `everyMs`, and read again when it changed. A broken file never empties the register and never lets a stranger
 * in: the last good one stays, and `onError` is told.
 */
import { statSync } from "node:fs";
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
export function openAgencyRegister({ file, now, everyMs = 1000, onError }: AgencyRegisterOptions): AgencyRegister {
  let lookedAt = now();
  let mark = markOf(file);
  let agencies = readAgencies(file);

  function lookAgain(): void {
    const elapsed = now() - lookedAt;
    // A clock that was set back must not freeze the register.
    if (elapsed >= 0 && elapsed < everyMs) return;
    lookedAt = now();
    // The mark is taken before the text: a change in between shows as another mark at the next look.
    const current = markOf(file);
    if (current === mark) return;
    mark = current;
    try {
      agencies = readAgencies(file);
    } catch (error) {
      onError?.(error as Error);
    }
  }

  let open = true;
  return {
    agency(code) {
      if (!open) return undefined;
      lookAgain();
      return agencies.get(code);
    },
    close() {
      open = false;
    },
  };
}

/** Tells one state of the file from another: time, size and number; the empty text when there is no file. */
function markOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.mtimeMs} ${stat.ctimeMs} ${stat.size} ${stat.ino}`;
}

function readAgencies(file: string): Map<string, Agency> {
  const mistakes: Mistake[] = [];
  const sheet = readSheet({ path: file, label: file }, { key: "agencies", entry: agencyShape }, (one) => mistakes.push(one));
  checkUnique(sheet, "code");
  if (sheet === undefined || mistakes.length > 0) throw new CatalogueMistake(mistakes);
  return new Map(sheet.entries.map((agency) => [agency.code, agency]));
}
