/** Notices against the purposes: each purpose that takes authorisations has words for them, and each version stands once. */
import { checkKnown, codesOf, type Sheets } from "./sheets";

export function checkGrantNotices({ grantNotices, purposes }: Sheets): void {
  if (grantNotices === undefined) return;
  const seen = new Set<string>();
  grantNotices.entries.forEach(({ purpose, version, inForceFrom }, at) => {
    checkKnown(grantNotices, [at, "purpose"], purpose, codesOf(purposes));
    for (const [key, value] of Object.entries({ version, inForceFrom })) {
      if (seen.has(`${purpose} ${value}`)) grantNotices.mistake([at, key], "one that no other notice of the purpose has");
      seen.add(`${purpose} ${value}`);
    }
  });
  purposes?.entries.forEach(({ code, grantCeiling }, at) => {
    const isTold = grantNotices.entries.some(({ purpose }) => purpose === code);
    if (grantCeiling !== undefined && !isTold) purposes.mistake([at, "grantCeiling"], "a notice in grant-notices.yaml beside it");
  });
}
