/** Every day from the first version of a family on has a rule: no gap between versions, and no end. */
import { addDays } from "../../contract/legalDay";
import { checkUnique, type Sheets } from "./sheets";

/** A version without an end outlasts every day that can be written. */
const FOREVER = "9999-12-31";

export function checkDisplayRules({ displayRules }: Sheets): void {
  if (displayRules === undefined) return;
  checkUnique(displayRules, "version");
  for (const family of new Set(displayRules.entries.map((rule) => rule.family))) {
    const versions = displayRules.entries
      .map((rule, at) => ({ at, from: rule.inForceFrom, until: rule.inForceUntil ?? FOREVER, family: rule.family }))
      .filter((rule) => rule.family === family)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    let covered = versions[0]!;
    for (const version of versions.slice(1)) {
      if (covered.until !== FOREVER && version.from > addDays(covered.until, 1)) {
        displayRules.mistake(
          [version.at, "inForceFrom"],
          `${addDays(covered.until, 1)} or earlier, so that family ${family} has no gap`,
        );
      }
      if (version.until > covered.until) covered = version;
    }
    if (covered.until !== FOREVER) {
      displayRules.mistake([covered.at, "inForceUntil"], `no end, because no later version of family ${family} follows`);
    }
  }
  if (!displayRules.entries.some(({ family }) => family === "R"))
    displayRules.mistake([], "at least one national rule (family R)");
}
