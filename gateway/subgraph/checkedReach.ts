/**
 * A {@link Reach} whose answers have been looked at: keys echoed and compared (ATTACKS C08, C10), errors reduced to path
 * and code (C16), and an answer that holds nothing is no answer (K06: a department whose database is down is
 * unavailable, never empty).
 */
import { checkEntityKeys, entityKeysOf } from "./keyCheck";
import { withEchoedKeys } from "./echoedKeys";
import { meansMissing, passedCode, publicErrors } from "./publicErrors";
import { sectorUnavailable, type Reach, type SubgraphAnswer, type SubgraphCall } from "./reach";

/** Two hundred persons with a few errors each; beyond that it is noise that a client would have to carry. */
const MAX_ERRORS = 2000;

export function checkedReach(reach: Reach): Reach {
  return {
    subgraph: reach.subgraph,
    internal: (operation, payload, warrant, deadlineAt) => reach.internal(operation, payload, warrant, deadlineAt),
    healthy: () => reach.healthy(),
    close: () => reach.close(),
    call: (call) =>
      call.body.check === undefined ? callEchoed(reach, call) : reach.call(call).then((answer) => checked(call, answer)),
  };
}

/** By the look of whoever asks. */
function checked({ body, subgraph }: SubgraphCall, given: SubgraphAnswer): SubgraphAnswer {
  const answer = looked(subgraph, given);
  body.check!(answer);
  return answer;
}

/** By keys that the reach has echoed itself. */
async function callEchoed(reach: Reach, call: SubgraphCall): Promise<SubgraphAnswer> {
  const { query, echo } = withEchoedKeys(call.body.query);
  if (echo === undefined) return looked(reach.subgraph, await reach.call(call));
  const keys = entityKeysOf(call.body, reach.subgraph);
  const answer = looked(reach.subgraph, await reach.call({ ...call, body: { ...call.body, query } }));
  return checkEntityKeys(keys, answer, echo, reach.subgraph);
}

/** `answer` with public errors only. Without data, and with no word why it may not be given, it is no answer. */
function looked(subgraph: string, answer: SubgraphAnswer): SubgraphAnswer {
  if (!answer.errors && answer.data) return { data: answer.data };
  if ((answer.errors?.length ?? 0) > MAX_ERRORS) throw sectorUnavailable(subgraph, `more than ${MAX_ERRORS} errors`);
  const errors = publicErrors(answer.errors);
  const data = answer.data ?? null;
  if (data === null && (errors.length === 0 || errors.some((error) => meansMissing(passedCode(error.extensions?.code))))) {
    throw sectorUnavailable(subgraph, `no data, ${errors.length} errors`);
  }
  return { data, ...(errors.length > 0 && { errors }) };
}
