/** Tokens of several desks of one agency: one alone would come to its limit of looking (query-limits.yaml) within a run. */
import { personaNamed, type DevelopmentIssuer } from "../scripts/developmentIssuer";

const DESKS = 12;

export function tokensOf(issuer: DevelopmentIssuer, persona: string): Promise<string[]> {
  const one = personaNamed(persona)!;
  return Promise.all(Array.from({ length: DESKS }, (_, desk) => issuer.token({ ...one, officer: `${persona}-bench-${desk}` })));
}

/** Fifty desks of one agency have a place each; and a machine that is busy with something else makes answers late, not fail. */
export const ROOM_FOR_DESKS = { CREDIT_RUNNING: "80", CREDIT_SECTOR_DEADLINE_MS: "10000" };
