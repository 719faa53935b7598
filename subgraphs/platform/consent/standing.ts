/** Where a request and an authorisation stand at a moment: what was set, and what time has made of it. Pure. */
import type { Artefact } from "./artefact/artefact";
import type { GrantRow } from "./store/grantStore";
import type { RequestRow } from "./store/requestStore";

export type GrantStatus = "REQUESTED" | "DECLINED" | "ACTIVE" | "PAUSED" | "REVOKED" | "EXPIRED" | "SUPERSEDED";

/** In force up to its last millisecond, and not at its end. `now` in ms. */
export function grantStatus(
  { status }: Pick<GrantRow, "status">,
  { validUntil }: Pick<Artefact, "validUntil">,
  now: number,
): GrantStatus {
  const isOver = now >= Date.parse(validUntil);
  return isOver && (status === "ACTIVE" || status === "PAUSED") ? "EXPIRED" : status;
}

/** Of a request that was approved, where its authorisation stands is asked of that. */
export function requestStatus(
  { status, answerBy }: Pick<RequestRow, "status" | "answerBy">,
  now: number,
): "REQUESTED" | "DECLINED" | "EXPIRED" | "APPROVED" {
  return status === "REQUESTED" && now >= Date.parse(answerBy) ? "EXPIRED" : status;
}
