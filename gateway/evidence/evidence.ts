/**
 * No evidence, no answer: when the answer is complete and before its first byte leaves, what it shows is on record, durably.
 *
 * Threat (ATTACKS O4, J01, J10, J13, J14): a look that leaves no trace. So refusals and failures are recorded like
 * answers, and when the log cannot be written within two seconds nothing leaves but EVIDENCE_UNAVAILABLE. A record of a
 * look that did not reach anybody may come to be; a look without a record may not.
 */
import { hashOfAnswer, spliceReceipt, type Receipt } from "../../schema/contract/evidence/receipt";
import { legalDayOf } from "../../schema/contract/legalDay";
import { Refusal } from "../../schema/contract/publicCode";
import type { Warrant } from "../../schema/contract/warrant";
import type { Answer } from "../completeAnswer";
import type { Gateway } from "../gateway";
import { RateLimited } from "../limits/queryLimits";
import { isReached } from "../operation/askedFields";
import { asksPersons } from "../operation/intent";
import { resolvePersons } from "../subjects";
import { warrantsOf } from "../warrants";
import { failedOutcome, personOutcomes, type PersonOutcome } from "./personOutcomes";
import { shownFields } from "./shownFields";
import type { Trail } from "./trail";

const APPEND_WITHIN_MS = 1_900;
/** To learn whom a refused request was about. */
const RESOLVE_WITHIN_MS = 500;

type Asked = NonNullable<Trail["asked"]>;

/** `answer`, with a receipt where it shows anything, once its evidence is durable; as it is, where it concerns nobody. @throws Refusal EVIDENCE_UNAVAILABLE */
export async function recordAnswer(trail: Trail, answer: Answer, gateway: Gateway): Promise<Answer> {
  const { asked } = trail;
  if (asked === undefined || !leavesEvidence(asked, gateway)) return answer;
  const { payload } = answer;
  const persons = personOutcomes(asked, trail.found ?? (await soughtFor(asked, trail, gateway)), answer);
  // A receipt is for who was shown a person. Refusals are the same to the byte, and so is what a request about nobody
  // gets (F01).
  if (payload.data === null || !asked.roots.some(asksPersons)) {
    await append(trail, asked, { persons, payload }, gateway);
    return answer;
  }
  const text = JSON.stringify({ ...payload, extensions: payload.extensions ?? {} });
  const receipt = (await append(trail, asked, { persons, answer: hashOfAnswer(text), payload }, gateway)) as Receipt;
  return { ...answer, text: spliceReceipt(text, receipt) };
}

/** Records that the request ended in `error`. @throws Refusal EVIDENCE_UNAVAILABLE */
export async function recordFailure(trail: Trail, error: unknown, gateway: Gateway): Promise<void> {
  const { asked } = trail;
  if (asked === undefined || !leavesEvidence(asked, gateway)) return;
  if (error instanceof Refusal && error.code === "EVIDENCE_UNAVAILABLE") return;
  // A flood that is refused would fill the log: the first refusal stands for those after it (J16).
  if (error instanceof RateLimited && !error.isFirst) return;
  const code = error instanceof Refusal ? error.code : "INTERNAL_SERVER_ERROR";
  const answer: Answer = { status: 500, payload: { data: null } };
  const persons = personOutcomes(asked, trail.found, answer).map((one) => ({ ...one, ...failedOutcome(code) }));
  await append(trail, asked, { persons, payload: answer.payload }, gateway);
}

/** Public knowledge leaves none; everything that needs a scope does. */
function leavesEvidence({ roots, variables }: Asked, { rules }: Gateway): boolean {
  return roots.some((root) => isReached(root, variables) && (rules.requirements.get(root.coordinate)?.scopes.length ?? 0) > 0);
}

/** Whom a refused request was about: known to the log alone, and the same effort for one who exists and one who does not. */
async function soughtFor(asked: Asked, trail: Trail, gateway: Gateway): Promise<Trail["found"]> {
  const lookups = [...asked.intent.lookups, ...asked.intent.named];
  if (lookups.length === 0) return undefined;
  const by = gateway.now() + RESOLVE_WITHIN_MS;
  const found = await resolvePersons(lookups, gateway.reach("identity"), nobodysWarrant(asked, trail, gateway), by).catch(
    () => undefined,
  );
  return found?.map((one) => one?.id ?? null);
}

interface Matter {
  persons: PersonOutcome[];
  answer?: string;
  payload: Answer["payload"];
}

async function append(trail: Trail, asked: Asked, { persons, answer, payload }: Matter, gateway: Gateway): Promise<unknown> {
  const { caller, intent, roots, variables, at } = asked;
  const shown = trail.ruled && shownFields({ roots, variables, ...trail.ruled }, gateway);
  const unavailable = payload.extensions?.completeness?.unavailable.map(({ sector }) => sector) ?? [];
  const isShown = persons.some(({ outcome }) => outcome === "ANSWERED");
  const look = {
    request: trail.requestId,
    askedAt: at,
    ...(caller.agency !== undefined && { agency: caller.agency, officer: caller.officer }),
    roots: [...new Set(roots.filter((root) => isReached(root, variables)).map(({ field }) => field.name))],
    purpose: intent.access?.purpose ?? (intent.self ? "SELF_QUERY" : "NONE"),
    ...(intent.access?.grant !== undefined && { grant: intent.access.grant }),
    ...(intent.access && { statement: statementOf(intent.access) }),
    ...(shown && { fields: shown.fields }),
    categories: isShown ? categoriesOf(shown?.categories, unavailable) : [],
    withheld: withheldOf(shown?.withheld ?? [], payload),
    unavailable,
    ...(trail.ruled?.ruling.detail !== undefined && { detail: trail.ruled.ruling.detail }),
    ...(answer !== undefined && { answer }),
    persons: persons.map((one) => withOwnName(one, asked, gateway)),
  };
  try {
    return await gateway
      .reach("audit")
      .internal("append", look, nobodysWarrant(asked, trail, gateway), gateway.now() + APPEND_WITHIN_MS);
  } catch (error) {
    const detail = error instanceof Refusal ? (error.detail ?? error.code) : "append failed";
    throw new Refusal(
      "EVIDENCE_UNAVAILABLE",
      "The answer could not be put on record, so there is none; nothing was shown. Ask again.",
      { detail, headers: { "retry-after": "5" } },
    );
  }
}

const allOf = new WeakMap<ReadonlyMap<string, readonly string[]>, string[]>();

/** Categories of the departments that answered; where all did, found once for all requests that are ruled alike. */
function categoriesOf(bySector: ReadonlyMap<string, readonly string[]> | undefined, unavailable: readonly string[]): string[] {
  const known = bySector && unavailable.length === 0 ? allOf.get(bySector) : undefined;
  if (known !== undefined) return known;
  const shown = [...(bySector ?? [])].filter(([sector]) => !unavailable.includes(sector)).flatMap(([, categories]) => categories);
  const categories = [...new Set(shown)].sort();
  if (bySector && unavailable.length === 0) allOf.set(bySector, categories);
  return categories;
}

function withheldOf(closed: readonly string[], { extensions }: Answer["payload"]): string[] {
  const lists = (extensions?.completeness?.withheld ?? []).map(({ category, reason }) => `${category} ${reason}`);
  return [...new Set([...closed, ...lists])];
}

/** Case number and reasons as they were stated, in one text. */
function statementOf({ caseNumber, justifications }: NonNullable<Asked["intent"]["access"]>): string {
  return JSON.stringify({ caseNumber, justifications: justifications.map(({ category, reason }) => ({ category, reason })) });
}

/** An officer who looks for somebody of his own name is marked; the rules of the lead unit say what follows. */
function withOwnName(one: PersonOutcome, { caller, intent }: Asked, { agencies }: Gateway): PersonOutcome {
  if (caller.agency === undefined) return one;
  const own = agencies.agency(caller.agency)?.officerNames?.[caller.officer];
  const isOwn = own !== undefined && [...intent.lookups, ...intent.named].some(({ name }) => name === own);
  return isOwn ? { ...one, flags: ["OWN_NAME"] } : one;
}

function nobodysWarrant({ caller, intent }: Asked, { requestId }: Trail, { judge, now }: Gateway): Warrant {
  return warrantsOf({ caller, intent, judge, requestId, today: legalDayOf(new Date(now())) })("audit", { ids: [] });
}
