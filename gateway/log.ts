/** JSON lines on stderr. No stage hands the log a person, a look-up or a token; what slips in under these names is cut. */
import pino, { type DestinationStream } from "pino";

export type Log = pino.Logger;

export function openLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: false })): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ["idNumber", "name", "token", "authorization", "*.idNumber", "*.name", "*.token"], remove: true },
    },
    to,
  );
}
