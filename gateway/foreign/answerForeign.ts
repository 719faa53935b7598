/**
 * The path of a request on a foreign graph: bytes → body → operation → variables → plan → run → answer. Nobody is asked who
 * he is and nothing is closed, which is why it is refused in production.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../schema/contract/publicCode";
import type { Warrant } from "../../schema/contract/warrant";
import { filterOnce } from "../authorize/filterCache";
import type { Answer } from "../completeAnswer";
import { checkHead } from "../http/checkHead";
import { readBody } from "../http/readBody";
import { receiveBytes } from "../http/receiveBytes";
import { introspect } from "../operation/introspection";
import { readVariables } from "../operation/readVariables";
import type { ForeignGraph } from "./foreignGraph";

const BODY = { maxBytes: 1_000_000, deadlineMs: 10_000 };
const DEADLINE_MS = 5_000;
const OPEN = { open: true } as const;
const NOTHING: ReadonlySet<never> = new Set<never>();
/** A foreign subgraph knows no warrants and is sent none. */
const NO_WARRANT = {} as Warrant;

export async function answerForeign(request: IncomingMessage, graph: ForeignGraph): Promise<Answer> {
  checkHead(request);
  const body = readBody(await receiveBytes(request, BODY));
  if (body.query === undefined) throw new Refusal("OPERATION_UNKNOWN", "No operation is registered here: send its text.");
  const operation = graph.readOperation(body.query, body.operationName);
  const variables = readVariables(graph.apiSchema, operation, body.variables);
  if (operation.isIntrospection) {
    return { status: 200, payload: { data: (await introspect(graph.apiSchema, operation, variables, true)) ?? null } };
  }
  const filtered = filterOnce(operation, () => OPEN, NOTHING, OPEN);
  const prepared = await graph.engine.prepare(operation, filtered, variables);
  const deadlineAt = Date.now() + DEADLINE_MS;
  const { data, errors } = await graph.engine.run({
    operation,
    filtered,
    prepared,
    variables,
    call: (subgraph, call) => graph.reach(subgraph).call({ subgraph, body: call, warrant: NO_WARRANT, deadlineAt }),
  });
  const shown = errors.map(({ message, path, code }) => ({ message, ...(path && { path }), extensions: { code } }));
  return { status: 200, payload: { ...(shown.length > 0 && { errors: shown }), data } };
}
