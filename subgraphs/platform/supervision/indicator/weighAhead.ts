/**
 * Weighs what may be published of each year before somebody asks: what is new is weighed within seconds of being counted, a
 * little at a time. Nothing depends on it but how long the first look takes; a look that comes sooner weighs for itself.
 */
import { setImmediate } from "node:timers/promises";
import type { Years } from "../frozen/years";
import { protectedMeasurements } from "./book";
import { FIRST_YEAR, readPeriod, type Period } from "./period";
import { protectedParts } from "./protectedParts";

export async function weighAhead(years: Years, lastYear: number, signal: AbortSignal): Promise<void> {
  // The year that goes on first: it is looked at most.
  for (let year = lastYear; year >= FIRST_YEAR; year--) {
    const period = readPeriod(String(year), `${year}-12-31`) as Period;
    for (const measurement of protectedMeasurements()) {
      if (signal.aborted) return;
      const ground = years.of(period.code);
      protectedParts(measurement, ground, ground.board, period, undefined);
      // Requests have their turn between two of them.
      await setImmediate();
    }
  }
}
