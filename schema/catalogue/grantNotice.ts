/** The words that a person is told on a day before agreeing to a purpose: the newest version in force. */
import type { LegalDay } from "../contract/legalDay";
import type { Catalogue, GrantNotice } from "./catalogue";

export function noticeOn(
  day: LegalDay,
  purpose: string,
  { grantNotices }: Pick<Catalogue, "grantNotices">,
): GrantNotice | undefined {
  return grantNotices
    .filter((notice) => notice.purpose === purpose && notice.inForceFrom <= day)
    .reduce<GrantNotice | undefined>(
      (newest, notice) => (newest === undefined || notice.inForceFrom > newest.inForceFrom ? notice : newest),
      undefined,
    );
}
