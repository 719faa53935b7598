/**
 * With whose leave. Where an authorisation is named, it is read before anybody is looked up, and then held against who asks,
 * why, and about whom.
 *
 * Threat (ATTACKS E01–E11, F01, F02): a refusal that comes sooner or reads otherwise tells whether an authorisation exists, or a
 * person. So one is read and one look-up is resolved in every case: where the authorisation is none, a look-up that
 * nobody answers to, so that nobody is looked up without leave and the time is the same; and every refusal leaves through
 * the one ruling, in one text.
 */
import type { Agency } from "../../schema/catalogue/catalogue";
import type { Warrant } from "../../schema/contract/warrant";
import type { Leave } from "../authorize/ruleRequest";
import type { AskedField } from "../operation/askedFields";
import type { Intent } from "../operation/intent";
import type { Lookup } from "../operation/personLookups";
import { resolvePersons, subjectsFound, type Found as Resolved, type Subjects } from "../subjects";
import type { Reach } from "../subgraph/reach";
import { previewAnswer, readAnswer, termsOf } from "./grantView";
import { grantProblem } from "./judgeGrant";
import type { RequestMark } from "./requestMark";

export interface LeaveInput {
  intent: Intent;
  caller: { agency?: string; officer: string; person?: string; scopes: ReadonlySet<string> };
  /** The root fields that ask for a person, in the order of the intent's look-ups. */
  roots: readonly AskedField[];
  mark: RequestMark;
  /** What a call says that touches these persons. */
  warrant(subjects: string[]): Warrant;
  reach(subgraph: string): Reach;
  agencyOf(code: string): Agency | undefined;
  deadlineAt: number;
}

/** Leave, the id of the authorisation that gives it, and whom the warrants may then name. */
export type Found = Leave & { grant?: string; subjects?: Subjects };

/** A well-formed look-up that no register answers to. */
const NOBODY: Lookup = { idNumber: "000000000000000000", name: "〇" };

export async function findLeave(input: LeaveInput): Promise<Found> {
  const { intent, caller } = input;
  if (intent.asSeenBy !== undefined) return previewed(intent.asSeenBy, input);
  // `people` is refused by the ruling; who may look nobody up is denied there.
  if (intent.access?.grant === undefined || intent.many || !caller.scopes.has("person:read")) return {};
  return granted(intent.access.grant, intent.access.purpose, input);
}

async function granted(id: string, purpose: string, input: LeaveInput): Promise<Found> {
  const { intent, caller, roots, mark, warrant, reach, deadlineAt } = input;
  const payload = { grant: id, ...mark };
  const { grant } = readAnswer.parse(await reach("consent").internal("read", payload, warrant([]), deadlineAt));
  const problem = grantProblem(grant, { agency: caller.agency ?? "", officer: caller.officer, purpose });
  const lookups = problem === undefined ? intent.lookups : intent.lookups.map(() => NOBODY);
  const found = await resolvePersons(lookups, reach("identity"), warrant([]), deadlineAt);
  // An authorisation names the entry of the register that the person had when he gave it.
  const isPerson = (one: Resolved | null | undefined) => one != null && [one.id, ...(one.merged ?? [])].includes(grant.person);
  const others = new Set(roots.filter((_, at) => !isPerson(found[at])));
  if (problem !== undefined) return { refused: problem };
  if (others.size === roots.length) return { refused: "an authorisation of another person" };
  return { grant: grant.id, terms: termsOf(grant.terms), others, subjects: subjectsFound([found.find(isPerson)!]) };
}

async function previewed(id: string, { caller, warrant, reach, agencyOf, deadlineAt }: LeaveInput): Promise<Found> {
  if (caller.person === undefined || !caller.scopes.has("self")) return { refused: "not the person" };
  const answer = await reach("consent").internal("preview", { request: id }, warrant([caller.person]), deadlineAt);
  const { request } = previewAnswer.parse(answer);
  const agency = request === null ? undefined : agencyOf(request.agency);
  if (request === null || agency === undefined) return { refused: "no open request to this person" };
  const { purpose, caseNumber, unmasks, terms } = request;
  const scopes = new Set(["person:read", ...(unmasks ? ["person:unmask"] : [])]);
  return { asSeenBy: { agency, scopes, purpose, caseNumber, terms: termsOf(terms) } };
}
