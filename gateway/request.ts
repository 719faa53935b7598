/**
 * THE MAIN PATH. One request, its stages in order; each is a folder beside this file.
 *
 *   bytes → body → caller → operation → intent → ruling → filter → subjects → plan within the ruling? → run → answer
 *
 * Whatever a stage refuses is thrown as a Refusal and leaves as a code of the closed list; nothing is fetched before the
 * ruling, and nothing is fetched that the ruling did not open.
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { legalDayOf } from "../schema/contract/legalDay";
import { publicError, Refusal } from "../schema/contract/publicCode";
import type { Warrant } from "../schema/contract/warrant";
import { filterOnce } from "./authorize/filterCache";
import type { FilteredOperation } from "./authorize/filterOperation";
import { ruleRequest, type RequestRuling } from "./authorize/ruleRequest";
import type { Caller } from "./authenticate/caller";
import { completeAnswer, type Answer } from "./completeAnswer";
import type { Gateway } from "./gateway";
import { longestBody } from "./http/longestBody";
import { readBody } from "./http/readBody";
import { isReached } from "./operation/askedFields";
import { readIntent, type Intent } from "./operation/intent";
import { introspect } from "./operation/introspection";
import { isMutation } from "./operation/readOperation";
import { badInput, readVariables, type Variables } from "./operation/readVariables";
import { planKey } from "./plan/planCache";
import { checkPlanWithin } from "./plan/planCoordinates";
import { findSubjects, subjectsOf, type Subjects } from "./subjects";

const BODY_DEADLINE_MS = 10_000;
/** A department has this long; the whole answer comes within a second more (ATTACKS G22). */
const SECTOR_DEADLINE_MS = 2_000;
const ANSWER_DEADLINE_MS = 2_800;

export async function answerRequest(request: IncomingMessage, gateway: Gateway): Promise<Answer> {
  const { graph, rules, judge } = gateway;
  const requestId = randomUUID();
  const authenticate = () => gateway.authenticator.authenticate(request.headersDistinct["authorization"] ?? []);
  const body = await readBody(request, { maxBytes: await longestBody(request, authenticate), deadlineMs: BODY_DEADLINE_MS });
  refuseDryRun(body.extensions);
  const caller = await authenticate();
  const operation = gateway.readOperation(body.query, body.operationName);
  const variables = readVariables(graph.apiSchema, operation, body.variables);
  if (operation.isIntrospection) {
    return {
      status: 200,
      payload: { data: (await introspect(graph.apiSchema, operation, variables, gateway.introspection)) ?? null },
    };
  }

  const today = legalDayOf(new Date(gateway.now()));
  const intent = readIntent(operation, variables);
  const agency = caller.agency === undefined ? undefined : gateway.agencies.agency(caller.agency);
  const ruling = ruleRequest(
    { roots: operation.roots, intent, scopes: caller.scopes, person: caller.person, agency, today },
    rules,
  );
  const rule = (coordinate: string) => judge.rule(coordinate, ruling.decision, caller.scopes);
  const filtered = filterOnce(operation, rule, ruling.denied);
  gateway.note({ requestId, caller, intent, ruling });
  const parts = { roots: operation.roots, variables, ruling, filtered, requestId };
  const mutation = isMutation(operation);
  if (filtered.document === undefined || (mutation && refusesAny(ruling, filtered, variables)))
    return completeAnswer({ ...parts, result: undefined }, gateway);

  const warrant = (sector: string, whom: Subjects): Warrant => ({
    ...bearerOf(caller, intent),
    requestId,
    ...whom,
    open: ruling.decision === undefined ? {} : judge.open(sector, ruling.decision),
    ...(ruling.decision?.lookBackFrom !== undefined && { lookBackFrom: ruling.decision.lookBackFrom }),
    today,
  });
  const began = gateway.now();
  const planned = gateway.planner.plan(filtered.text, operation.name);
  // Awaited below: a failure must not be unhandled while the subjects are still being found.
  planned.catch(() => undefined);
  const asked = subjectsOf(intent, caller, { decided: ruling.decision !== undefined, mutation });
  const identity = gateway.reach("identity");
  const subjects = await findSubjects(asked, identity, warrant("identity", { subjects: [] }), began + SECTOR_DEADLINE_MS);
  const plan = await planned;
  const outside = checkPlanWithin(
    plan,
    graph.subgraphSchemas,
    (_, coordinate) => coordinate === "Person.id" || rule(coordinate).open,
  );
  if (outside.length > 0) throw new Error(`the plan leaves the decision at ${outside.join(", ")}`);

  const deadlineAt = Math.min(gateway.now() + SECTOR_DEADLINE_MS, began + ANSWER_DEADLINE_MS);
  const result = await gateway.engine.run({
    document: filtered.document,
    operationText: filtered.text,
    ...(operation.name !== undefined && { operationName: operation.name }),
    variables,
    plan,
    planKey: planKey(filtered.text, operation.name),
    call: (subgraph, call) =>
      gateway.reach(subgraph).call({ subgraph, body: call, warrant: warrant(subgraph, subjects), deadlineAt }),
  });
  return completeAnswer({ ...parts, result }, gateway);
}

/** A request that means to read nothing must not read. */
function refuseDryRun({ dryRun }: Record<string, unknown>): void {
  if (dryRun !== undefined && dryRun !== false) throw badInput("Dry runs are not served yet; nothing was read.");
}

/** A mutation of which anything is refused has no effect at all (ATTACKS A25): half of it done would be nobody's wish. */
function refusesAny({ denied }: RequestRuling, { closed }: FilteredOperation, variables: Variables): boolean {
  return [...denied, ...closed.map(({ asked }) => asked)].some((asked) => isReached(asked, variables));
}

/** Who asks and why, for the warrants. */
function bearerOf(caller: Caller, intent: Intent): Pick<Warrant, "purpose" | "caseNumber" | "agency" | "officer" | "scopes"> {
  return {
    purpose: intent.access?.purpose ?? (intent.self ? "SELF_QUERY" : "NONE"),
    caseNumber: intent.access?.caseNumber ?? "",
    ...(caller.agency !== undefined && { agency: caller.agency }),
    officer: caller.officer,
    scopes: [...caller.scopes],
  };
}

/** What a client gets for a request that failed as a whole. */
export function refusedAnswer(refusal: Refusal): Answer {
  return { status: refusal.status, payload: { errors: [publicError(refusal)], data: null } };
}
