/** Authorisations as the tests need them: asked by an agency's persona, answered by a member of the cast. */
import type { Answered, District } from "./district";
import { lookupOf } from "./district";

export type Ask = Pick<District, "ask">;

export interface Asked {
  purpose?: string;
  categories?: string[];
  items?: string[];
  validDays?: number;
  uses?: number;
  lookBackMonths?: number;
  dataLifeDays?: number;
  officerOnly?: boolean;
  supersedes?: string;
  caseNumber?: string;
}

export const REQUEST = `mutation ($input: GrantRequestInput!) { requestGrant(input: $input) { id status purpose categories } }`;

/** What is asked unless a test says otherwise: a bank, ten uses in thirty days. */
export function inputOf(person: object, more: Asked = {}): Record<string, unknown> {
  const asked = { purpose: "BANK_CREDIT", categories: ["BASIC", "SEVERE_LIST", "JUDICIAL", "PENALTY"], validDays: 30, uses: 10 };
  return { person, caseNumber: "贷2026-118", ...asked, ...more };
}

/** Id of a request to member `n` of the cast. */
export async function requested(graph: Ask, n: number, more: Asked = {}, persona = "bank"): Promise<string> {
  const answered = await graph.ask(persona, REQUEST, { input: inputOf(lookupOf(n), more) });
  return data(answered).requestGrant.id as string;
}

/** Id of an authorisation of member `n`, for the persona. */
export async function granted(
  graph: Ask,
  n: number,
  { agreed, agreedItems, ...more }: Asked & { agreed?: string[]; agreedItems?: string[] } = {},
  persona = "bank",
): Promise<string> {
  const request = await requested(graph, n, more, persona);
  const categories = agreed ?? (inputOf({}, more)["categories"] as string[]);
  const text =
    "mutation ($r: ID!, $c: [RecordCategory!]!, $i: [ID!]) { approveGrant(request: $r, categories: $c, items: $i) { id } }";
  const answered = await graph.ask(`citizen:${n}`, text, { r: request, c: categories, ...(agreedItems && { i: agreedItems }) });
  return data(answered).approveGrant.id as string;
}

/** `revokeGrant`, `pauseGrant` or `resumeGrant` by member `n`. */
export function change(graph: Ask, n: number, what: string, grant: string): Promise<Answered> {
  return graph.ask(`citizen:${n}`, `mutation ($g: ID!) { ${what}(grant: $g) { id status } }`, { g: grant });
}

/** A look-up of member `n` under an authorisation. */
export function look(
  graph: Ask,
  n: number,
  grant: string | null | undefined,
  { fields = "id maskedName", purpose = "BANK_CREDIT", persona = "bank", justified = ["JUDICIAL", "PENALTY"], key }: Look = {},
): Promise<Answered> {
  const justifications = justified.map((category) => ({ category, reason: "授信审批需要核实还款能力与意愿" }));
  const access = { purpose, caseNumber: "贷2026-118", ...(grant !== undefined && { grant }), justifications };
  const text = `query ($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { ${fields} } }`;
  return graph.ask(persona, text, { lookup: lookupOf(n), access }, {}, key === undefined ? {} : { "idempotency-key": key });
}

export interface Look {
  fields?: string;
  purpose?: string;
  persona?: string;
  justified?: string[];
  /** Idempotency-Key. */
  key?: string;
}

/** The data of an answer that has no error. */
export function data({ status, body }: Answered): Answered["body"]["data"] {
  if (body.errors !== undefined || status !== 200) throw new Error(JSON.stringify({ status, errors: body.errors }));
  return body.data;
}

/** As the recipient sees it. */
export async function usesLeft(graph: Ask, grant: string, persona = "bank"): Promise<number> {
  return data(await graph.ask(persona, "query ($g: ID!) { grant(id: $g) { usesLeft } }", { g: grant })).grant.usesLeft as number;
}
