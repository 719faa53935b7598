/** Purposes against the lists that they name: categories, agencies, kinds of agency. */
import type { Sheet } from "../reading/sheet";
import type { Purpose } from "../catalogue";
import { checkCount, checkIds, checkKnown, checkUnique, codesOf, numbered, type Sheets } from "./sheets";

/** Requesters that are no agency: see `Purpose.requesters`. */
const WORDS = ["*", "self", "own-sector"];
const KIND = "kind:";

export function checkPurposes(sheets: Sheets): void {
  const { purposes, categories, refusedPurposes } = sheets;
  checkCount(categories, 16);
  checkUnique(categories, "code");
  checkUnique(refusedPurposes, "code");
  checkIds(purposes, numbered("P", 27));
  checkUnique(purposes, "code");
  purposes?.entries.forEach((purpose, at) => {
    checkRequesters(purposes, at, purpose, sheets);
    checkCategories(purposes, at, purpose, codesOf(categories));
  });
}

function checkRequesters(sheet: Sheet<Purpose>, at: number, purpose: Purpose, { agencies, agencyKinds }: Sheets): void {
  const places = (["requesters", "grantRequesters"] as const).flatMap((key) =>
    (purpose[key] ?? []).map((requester, place) => ({
      requester,
      path: [at, key, place],
      words: key === "requesters" ? WORDS : [],
    })),
  );
  places.forEach(({ requester, path, words }) => {
    if (words.includes(requester)) return;
    if (requester.startsWith(KIND)) {
      const known = codesOf(agencyKinds)?.map((kind) => KIND + kind);
      checkKnown(sheet, path, requester, known);
    } else {
      const known = codesOf(agencies);
      if (known !== undefined && !known.includes(requester)) {
        sheet.mistake(
          path,
          `the code of an agency in agencies.yaml, ${KIND}… ${words.length > 0 ? `or ${words.join(", ")}` : ""}`.trim(),
        );
      }
    }
  });
}

function checkCategories(sheet: Sheet<Purpose>, at: number, purpose: Purpose, known: string[] | undefined): void {
  for (const key of ["required", "conditional", "verdictInputs"] as const) {
    purpose[key].forEach((one, place) => {
      if (one !== "*") checkKnown(sheet, [at, key, place], one, known);
    });
  }
  purpose.openness.forEach(({ category }, place) => checkKnown(sheet, [at, "openness", place, "category"], category, known));
  purpose.grantCeiling?.categories.forEach((one, place) => {
    checkKnown(sheet, [at, "grantCeiling", "categories", place], one, known);
  });
}
