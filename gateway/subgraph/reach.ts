/**
 * How the gateway reaches one department's subgraph. Two ways, one promise: an answer by the deadline, or a
 * {@link Refusal} that says SECTOR_UNAVAILABLE or SECTOR_INTEGRITY and nothing about hosts; never a half answer.
 */
import type { Warrant } from "../../schema/contract/warrant";
import { Refusal } from "../../schema/contract/publicCode";

export interface SubgraphBody {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

export interface SubgraphCall {
  subgraph: string;
  body: SubgraphBody;
  warrant: Warrant;
  /** Milliseconds of the epoch. */
  deadlineAt: number;
}

export interface SubgraphError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; problem?: string };
}

export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly SubgraphError[];
}

export interface Reach {
  readonly subgraph: string;
  call(call: SubgraphCall): Promise<SubgraphAnswer>;
  /** An operation that is no part of the graph, e.g. identity's `resolve`. */
  internal(operation: string, payload: unknown, warrant: Warrant, deadlineAt: number): Promise<unknown>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** Something the log and the counters should know. `detail` never holds a person's data. */
export interface ReachEvent {
  kind:
    | "WARRANT_REFUSED"
    | "REDIRECT"
    | "DEADLINE"
    | "TOO_LARGE"
    | "MALFORMED"
    | "FAILED"
    | "INTEGRITY"
    | "BREAKER_OPEN"
    | "BREAKER_CLOSED";
  subgraph: string;
  detail: string;
}

export type SectorCode = "SECTOR_UNAVAILABLE" | "SECTOR_INTEGRITY";

/** What a client reads for each way a department can fail. */
export const SECTOR_SENTENCE: Record<SectorCode, string> = {
  SECTOR_UNAVAILABLE: "a department did not answer in time; its part of the answer is missing",
  SECTOR_INTEGRITY: "a department answered what it was not asked; its part of the answer was discarded",
};

/** The department did not answer, or not in a form that can be used. */
export function sectorUnavailable(subgraph: string, detail: string): Refusal {
  return new Refusal("SECTOR_UNAVAILABLE", SECTOR_SENTENCE.SECTOR_UNAVAILABLE, { detail: `${subgraph}: ${detail}` });
}

/** The department answered, but not what it was asked. */
export function sectorIntegrity(subgraph: string, detail: string): Refusal {
  return new Refusal("SECTOR_INTEGRITY", SECTOR_SENTENCE.SECTOR_INTEGRITY, { detail: `${subgraph}: ${detail}` });
}

/** The call never left the gateway, so the department is not to blame and its breaker does not count it. */
export class NotSent extends Refusal {
  constructor(code: SectorCode, subgraph: string, detail: string) {
    super(code, SECTOR_SENTENCE[code], { detail: `${subgraph}: not sent, ${detail}` });
  }
}
