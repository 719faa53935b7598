/**
 * Citizen numbers that are valid and belong to nobody. Sequences 900–989 only, 990–999 being the cast's: high sequences
 * are what no registration office reaches on one day, and whoever sees one knows where it comes from.
 */
import { citizenIdCheckCharacter } from "../../schema/contract/citizenId";
import { addDays, type LegalDay } from "../../schema/contract/legalDay";
import type { Random } from "./random";

const FIRST = 900;
const PER_SEX = 45;

export class CitizenNumbers {
  private readonly given = new Set<string>();

  /** A number for a birth on `birth`, or on the nearest day before it that has one left. */
  give(division: string, birth: LegalDay, sex: "MALE" | "FEMALE", random: Random): string {
    const start = random.whole(PER_SEX);
    for (let day = birth; ; day = addDays(day, -1)) {
      for (let step = 0; step < PER_SEX; step++) {
        const sequence = FIRST + 2 * ((start + step) % PER_SEX) + (sex === "MALE" ? 1 : 0);
        const body = `${division}${day.replaceAll("-", "")}${sequence}`;
        if (this.given.has(body)) continue;
        this.given.add(body);
        return body + citizenIdCheckCharacter(body);
      }
    }
  }
}
