/** The words that a person is told before agreeing to a purpose: on a day, the newest version in force. */
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

/** The words of a version. @throws Error where the catalogue lacks them: a version that was told is never taken out. */
export function noticeOfVersion(
  version: string,
  purpose: string,
  { grantNotices }: Pick<Catalogue, "grantNotices">,
): GrantNotice {
  const notice = grantNotices.find((one) => one.purpose === purpose && one.version === version);
  if (notice === undefined) throw new Error(`grant-notices.yaml lacks version ${version} of ${purpose}`);
  return notice;
}
