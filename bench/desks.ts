/** Tokens of several desks of one agency: one alone would come to its limit of looking (query-limits.yaml) within a run. */
import { personaNamed, type DevelopmentIssuer } from "../scripts/developmentIssuer";

const DESKS = 12;

export function tokensOf(issuer: DevelopmentIssuer, persona: string): Promise<string[]> {
  const one = personaNamed(persona)!;
  return Promise.all(Array.from({ length: DESKS }, (_, desk) => issuer.token({ ...one, officer: `${persona}-bench-${desk}` })));
}
