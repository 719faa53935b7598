/**
 * May an agency state a purpose: by law, with the person's authorisation alone, or not at all? One answer for the gateway,
 * which decides look-ups by it, and for the authorisations, which are asked for by it.
 */
import type { Agency, Purpose } from "./catalogue";

export type Standing = "BY_LAW" | "WITH_GRANT" | "NONE";

export function standingOf(agency: Pick<Agency, "code" | "kinds" | "sectors">, purpose: Purpose): Standing {
  if (isAmong(agency, purpose.requesters)) return purpose.kind === "WRITTEN" ? "WITH_GRANT" : "BY_LAW";
  return isAmong(agency, purpose.grantRequesters ?? []) ? "WITH_GRANT" : "NONE";
}

function isAmong({ code, kinds, sectors }: Pick<Agency, "code" | "kinds" | "sectors">, requesters: readonly string[]): boolean {
  return requesters.some(
    (requester) =>
      requester === "*" ||
      requester === code ||
      (requester === "own-sector" && sectors.length > 0) ||
      (requester.startsWith("kind:") && kinds.includes(requester.slice("kind:".length))),
  );
}
