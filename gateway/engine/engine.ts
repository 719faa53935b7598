/**
 * Runs a plan. What every engine promises: a department that fails costs its slice and nothing else, and each thing that
 * is missing has an error with a path and a code of the closed list; where the owner of the persons fails, there is no
 * answer at all. No text of a department reaches a client.
 */
import type { QueryPlan } from "@apollo/query-planner";
import type { FilteredOperation } from "../authorize/filterOperation";
import type { Operation } from "../operation/readOperation";
import type { Variables } from "../operation/readVariables";
import type { PassedCode } from "../subgraph/publicErrors";
import type { SectorCode, SubgraphAnswer, SubgraphBody } from "../subgraph/reach";

/** What an engine makes once of an operation under one ruling; it knows no caller, and of variables no more than conditions. */
export interface Prepared {
  /** What will be fetched: compared with the ruling before it is. */
  readonly plan: QueryPlan;
}

export interface EngineInput {
  operation: Operation;
  /** What is left of it; its document is there. */
  filtered: FilteredOperation;
  prepared: Prepared;
  variables: Variables;
  /** One call to a subgraph: an answer whose errors are ours to show as they are, or a thrown Refusal. */
  call(subgraph: string, body: SubgraphBody): Promise<SubgraphAnswer>;
}

export interface EngineError {
  message: string;
  /** Response keys; without indices where a whole list is concerned. */
  path?: (string | number)[];
  subgraph?: string;
  code: PassedCode;
}

export interface EngineResult {
  /** In the client's names, with null where a place was closed. */
  data: Record<string, unknown> | null;
  errors: EngineError[];
  /** Departments of which something is missing. */
  unavailable: { subgraph: string; code: SectorCode }[];
  /** Departments that were asked and answered everything. */
  answered: string[];
}

export interface Engine {
  /** Plans what is left of an operation, once for all requests that are ruled alike, in the turn of `sender`. @throws {Refusal} as the planner does. */
  prepare(operation: Operation, filtered: FilteredOperation, variables: Variables, sender?: string): Promise<Prepared>;
  /** @throws {Refusal} SECTOR_UNAVAILABLE or SECTOR_INTEGRITY when nothing can be answered; and whatever `call` refuses otherwise. */
  run(input: EngineInput): Promise<EngineResult>;
  close(): Promise<void>;
}
