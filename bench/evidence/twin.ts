/**
 * The gateway with all subgraphs in one process, as `npm start`, and its twin that leaves no evidence: the one program in
 * which an answer leaves without any, and it serves nobody but the benchmark. BENCH_EVIDENCE is on or off.
 */
import type { Answer } from "../../gateway/completeAnswer";
import * as evidence from "../../gateway/evidence/evidence";
import type { Trail } from "../../gateway/evidence/trail";
import { main } from "../../scripts/start";
import { benchEnvironment } from "../config";

if (benchEnvironment()["BENCH_EVIDENCE"] === "off") {
  const none = { recordAnswer: async (_: Trail, answer: Answer) => answer, recordFailure: async () => undefined };
  Object.assign(evidence, none);
}

void main([]);
