/**
 * THE MAIN PATH. One request, its stages in order; each is a folder beside this file.
 *
 *   head → caller → bytes → admitted → body → operation → intent → (dry run?) → grant → ruling → filter → subjects → plan within the ruling?
 *   → spend → run → grant still in force? → answer → evidence
 *
 * Whatever a stage refuses is thrown as a Refusal and leaves as a code of the closed list; nothing is fetched before the
 * ruling, and nothing is fetched that the ruling did not open.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { legalDayOf } from "../schema/contract/legalDay";
import { publicError, Refusal } from "../schema/contract/publicCode";
import { filterOnce } from "./authorize/filterCache";
import type { FilteredOperation } from "./authorize/filterOperation";
import { ruleRequest, type RequestRuling } from "./authorize/ruleRequest";
import type { Caller } from "./authenticate/caller";
import { completeAnswer, type Answer, type AnswerParts } from "./completeAnswer";
import { asksDryRun, dryRun } from "./dryRun/dryRun";
import { recordAnswer, recordFailure } from "./evidence/evidence";
import type { Trail } from "./evidence/trail";
import type { Gateway } from "./gateway";
import { findLeave } from "./grant/findLeave";
import { requestMark } from "./grant/requestMark";
import { grantHolds, spendGrant } from "./grant/spendGrant";
import type { Looks } from "./limits/queryLimits";
import { shareOf } from "./http/admission";
import { checkHead } from "./http/checkHead";
import { longestBody } from "./http/longestBody";
import { readBody } from "./http/readBody";
import { receiveBytes } from "./http/receiveBytes";
import { Laps } from "./observe/laps";
import { isReached } from "./operation/askedFields";
import { readIntent, type Intent } from "./operation/intent";
import { introspect } from "./operation/introspection";
import { isMutation, type Operation } from "./operation/readOperation";
import { readVariables, type Variables } from "./operation/readVariables";
import { checkPlanWithin } from "./plan/planCoordinates";
import { findSubjects, subjectsOf } from "./subjects";
import { warrantsOf } from "./warrants";

const BODY_DEADLINE_MS = 10_000;
/** The whole answer comes so much later than the last of a department may (ATTACKS G22). */
const ANSWER_ALLOWANCE_MS = 800;
/** What changes something is not cut off half-way for being long: a steward's batch of 5,000 rows is checked row by row. */
const MUTATION_DEADLINE_MS = 20_000;

/** The answer, once what it shows is on record (ATTACKS J01, J13): refusals and failures as well. */
export async function answerRequest(request: IncomingMessage, gateway: Gateway, laps = new Laps()): Promise<Answer> {
  checkHead(request);
  const caller = await gateway.authenticator.authenticate(request.headersDistinct["authorization"] ?? []);
  gateway.admission.greet(caller);
  laps.end("caller");
  const bytes = await receiveBytes(request, { maxBytes: longestBody(caller), deadlineMs: BODY_DEADLINE_MS });
  const idempotencyKeys = request.headersDistinct["idempotency-key"] ?? [];
  laps.end("bytes");
  return gateway.admission.admit(caller, async () => {
    laps.end("admission");
    const trail: Trail = { requestId: randomUUID(), laps };
    const answer = await findAnswer({ caller, bytes, idempotencyKeys }, gateway, trail).catch(async (error: unknown) => {
      await recordFailure(trail, error, gateway);
      throw error;
    });
    laps.end("answer");
    const recorded = await recordAnswer(trail, answer, gateway);
    laps.end("evidence");
    return recorded;
  });
}

interface Admitted {
  caller: Caller;
  bytes: Buffer;
  idempotencyKeys: readonly string[];
}

async function findAnswer({ caller, bytes, idempotencyKeys }: Admitted, gateway: Gateway, trail: Trail): Promise<Answer> {
  const { graph, rules, judge } = gateway;
  const { requestId, laps } = trail;
  const body = readBody(bytes);
  const isDryRun = asksDryRun(body.extensions);
  const operation = gateway.readOperation(gateway.operations.textOf(body, caller), body.operationName);
  const variables = readVariables(graph.apiSchema, operation, body.variables);
  if (operation.isIntrospection && !isDryRun) {
    return {
      status: 200,
      payload: { data: (await introspect(graph.apiSchema, operation, variables, gateway.introspection)) ?? null },
    };
  }

  const today = legalDayOf(new Date(gateway.now()));
  const intent = readIntent(operation, variables);
  const agency = caller.agency === undefined ? undefined : gateway.agencies.agency(caller.agency);
  if (isDryRun) return dryRun({ operation, variables, intent, caller, agency, today }, gateway);
  const { roots } = operation;
  const began = gateway.now();
  trail.asked = { caller, intent, roots, variables, at: began };
  await gateway.limits.spend(looksOf(caller, intent));
  const sectorBy = began + gateway.sectorDeadlineMs;
  laps.end("operation");
  const mark = requestMark(idempotencyKeys, body.text, senderOf(caller));
  const personRoots = roots.filter((root) => root.field.name === "person" && isReached(root, variables));
  const bare = warrantsOf({ caller, intent, judge, requestId, today });
  const leave = await findLeave({
    ...{ intent, caller, roots: personRoots, mark, reach: gateway.reach, deadlineAt: sectorBy },
    warrant: (ids) => bare("consent", { ids }),
    agencyOf: (code) => gateway.agencies.agency(code),
  });
  laps.end("grant");
  const { scopes, person } = caller;
  const ruling = ruleRequest({ roots, intent, scopes, person, agency, leave, today }, rules);
  const rule = (coordinate: string) => judge.rule(coordinate, ruling.decision, scopes);
  const filtered = filterOnce(operation, rule, ruling.denied, ruling.decision);
  laps.end("ruling");
  gateway.note({ requestId, caller, intent, ruling });
  trail.ruled = { ruling, filtered };
  const mutation = isMutation(operation);
  const even = leave.refused !== undefined || (mutation && intent.named.length > 0);
  const parts = { roots, variables, ruling, filtered, requestId, even };
  if (filtered.document === undefined || (mutation && refusesAny(ruling, filtered, variables)))
    return completeAnswer({ ...parts, result: undefined }, gateway);

  const warrant = warrantsOf({ caller, intent, asSeenBy: leave.asSeenBy, decision: ruling.decision, judge, requestId, today });
  const planned = gateway.engine.prepare(operation, filtered, variables, shareOf(caller));
  // Awaited below: a failure must not be unhandled while the subjects are still being found.
  planned.catch(() => undefined);
  const asked = subjectsOf(intent, caller, { decided: ruling.decision !== undefined, mutation });
  const subjects =
    leave.subjects ??
    (await findSubjects(asked, gateway.reach("identity"), bare("identity", { ids: [] }), sectorBy, { capacity: mutation }));
  laps.end("subjects");
  const prepared = await planned;
  trail.found = leave.subjects && intent.lookups.length > 1 ? undefined : (subjects.each ?? subjects.ids);
  const outside = checkPlanWithin(
    prepared.plan,
    graph.subgraphSchemas,
    (_, coordinate) => coordinate === "Person.id" || rule(coordinate).open,
    // Under a recipient's eyes the decision is made of his scopes, and root fields are ruled by the person's own.
    leave.asSeenBy === undefined ? ruling.decision : undefined,
  );
  if (outside.length > 0) throw new Error(`the plan leaves the decision at ${outside.join(", ")}`);

  laps.end("plan");
  const deadlineAt = mutation
    ? began + MUTATION_DEADLINE_MS
    : Math.min(gateway.now() + gateway.sectorDeadlineMs, sectorBy + ANSWER_ALLOWANCE_MS);
  const grant = leave.grant !== undefined &&
    personRoots.some((root) => !filtered.removed.has(root)) && {
      ...{ consent: gateway.reach("consent"), grant: leave.grant, warrant: warrant("consent", subjects), deadlineAt },
    };
  if (grant && !(await spendGrant(grant, mark))) return refusedLate(operation, parts, gateway, trail);
  laps.end("spend");
  const result = await gateway.engine.run({
    operation,
    filtered,
    prepared,
    variables,
    call: (subgraph, call) =>
      gateway.reach(subgraph).call({ subgraph, body: call, warrant: warrant(subgraph, subjects), deadlineAt }),
  });
  laps.end("run");
  if (grant && !(await grantHolds(grant))) return refusedLate(operation, parts, gateway, trail);
  return completeAnswer({ ...parts, result }, gateway);
}

/** As if the authorisation had not been there from the beginning: one text, one shape, no data (ATTACKS E06–E08). */
function refusedLate(operation: Operation, parts: Omit<AnswerParts, "result">, gateway: Gateway, trail: Trail): Answer {
  const denied = new Set(operation.roots);
  const ruling = { decision: undefined, denied, detail: "the authorisation ended, or was used up, meanwhile" };
  const filtered = filterOnce(operation, () => ({ open: true }), denied);
  trail.ruled = { ruling, filtered };
  return completeAnswer({ ...parts, ruling, filtered, result: undefined, even: true }, gateway);
}

/** What counts towards the limits of an agency and its desks. */
function looksOf({ agency, officer }: Caller, { access, lookups, named }: Intent): Looks {
  return { agency, officer, purpose: access?.purpose ?? "NONE", persons: lookups.length + named.length };
}

function senderOf({ agency = "", officer }: Caller): string {
  return `${agency} ${officer}`;
}

/** A mutation of which anything is refused has no effect at all (ATTACKS A25): half of it done would be nobody's wish. */
function refusesAny({ denied }: RequestRuling, { closed }: FilteredOperation, variables: Variables): boolean {
  return [...denied, ...closed.map(({ asked }) => asked)].some((asked) => isReached(asked, variables));
}

/** What a client gets for a request that failed as a whole. */
export function refusedAnswer(refusal: Refusal): Answer {
  return { status: refusal.status, payload: { errors: [publicError(refusal)], data: null } };
}
