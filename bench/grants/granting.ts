/** Authorisations for a benchmark, asked for and given as everybody does it. */
import { personaNamed, type DevelopmentIssuer } from "../../scripts/developmentIssuer";

export type Ask = (token: string, query: string, variables: object) => Promise<{ status: number; body: Answer }>;

// A benchmark looks into answers of its own making.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = any;

export interface Granted {
  lookup: object;
  grant: string;
  citizen: string;
}

export function askAt(url: string): Ask {
  return async (token, query, variables) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    return { status: response.status, body: await response.json() };
  };
}

/** What each authorisation opens. */
export const CATEGORIES = ["BASIC", "SEVERE_LIST", "JUDICIAL", "PENALTY"];

const ID = `query ($l: PersonLookup!) { person(lookup: $l, access: { purpose: LICENSING_REVIEW, caseNumber: "BENCH" }) { id } }`;
const REQUEST = "mutation ($input: GrantRequestInput!) { requestGrant(input: $input) { id } }";
const APPROVE = `mutation ($r: ID!) { approveGrant(request: $r, categories: [${CATEGORIES.join(", ")}]) { id } }`;

/** A day for each person, fifty uses. */
export async function grantAll(lookups: readonly object[], issuer: DevelopmentIssuer, ask: Ask): Promise<Granted[]> {
  const [clerk, bank] = await Promise.all(["licensing-clerk", "bank"].map((name) => issuer.token(personaNamed(name)!)));
  const granted: Granted[] = [];
  for (const person of lookups) {
    const found = await ask(clerk!, ID, { l: person });
    const citizen = await issuer.token(personaNamed("citizen")!, found.body.data.person.id as string);
    const terms = { purpose: "BANK_CREDIT", caseNumber: "BENCH", categories: CATEGORIES, validDays: 1, uses: 50 };
    const asked = await ask(bank!, REQUEST, { input: { person, ...terms } });
    const approved = await ask(citizen, APPROVE, { r: asked.body.data.requestGrant.id });
    granted.push({ lookup: person, grant: approved.body.data.approveGrant.id as string, citizen });
  }
  return granted;
}
