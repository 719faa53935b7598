/** Rules and limits of looking, against the purposes that they name. */
import type { Sheet } from "../reading/sheet";
import { checkKnown, checkUnique, codesOf, type Sheets } from "./sheets";

export function checkEvidenceRules({ anomalyRules, queryLimits, purposes }: Sheets): void {
  checkUnique(anomalyRules, "code");
  checkUnique(queryLimits, "code");
  const known = codesOf(purposes);
  const check = (sheet: Sheet<{ purposes?: string[] }> | undefined) =>
    sheet?.entries.forEach((entry, at) =>
      entry.purposes?.forEach((purpose, place) => checkKnown(sheet, [at, "purposes", place], purpose, known)),
    );
  anomalyRules?.entries.forEach((rule, at) => {
    if (rule.kind === "purpose") checkKnown(anomalyRules, [at, "purpose"], rule.purpose, known);
  });
  check(anomalyRules as Sheet<{ purposes?: string[] }> | undefined);
  check(queryLimits as Sheet<{ purposes?: string[] }> | undefined);
}
