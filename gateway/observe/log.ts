/**
 * JSON lines on stderr.
 *
 * Threat (ATTACKS M01, H10): a log is copied to places where no record may go. Promise: no stage hands the log a person, a
 * look-up or a token; what slips in under a name that holds one is left out, and whatever looks like a citizen number or a
 * token in any text, a stack included, is blotted out before the line is written. A line is one JSON object, whatever is in it.
 */
import pino from "pino";

export type Log = pino.Logger;

export interface LogDestination {
  write(line: string): void;
}

const NAMES = ["idNumber", "name", "phone", "token", "authorization", "variables", "lookup", "lookups"];
/** 17 digits and a check character, 15 digits of the old form, a mobile number. */
const NUMBERS = /(?<![0-9A-Za-z-])(?:[1-9]\d{16}[\dXx]|[1-9]\d{14}|1[3-9]\d{9})(?![0-9A-Za-z-])/g;
const TOKENS = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g;

export function openLog(level: string, destination: LogDestination = pino.destination({ fd: 2, sync: false })): Log {
  const paths = NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, remove: true } },
    { write: (line: string) => destination.write(blotted(line)) },
  );
}

/** The line without what looks like a citizen number, a telephone number or a token. */
export function blotted(line: string): string {
  return line.replace(TOKENS, "[token]").replace(NUMBERS, "[number]");
}
