/**
 * Runs a plan. What every engine promises: a department that fails costs its slice and nothing else, and each thing that
 * is missing has an error with a path and a code of the closed list; where the owner of the persons fails, there is no
 * answer at all. No text of a department reaches a client.
 */
import type { QueryPlan } from "@apollo/query-planner";
import type { DocumentNode } from "graphql";
import type { PassedCode } from "../subgraph/publicErrors";
import type { SectorCode, SubgraphAnswer, SubgraphBody } from "../subgraph/reach";

export interface EngineInput {
  /** The operation after filtering. */
  document: DocumentNode;
  operationText: string;
  operationName?: string;
  variables: Record<string, unknown>;
  plan: QueryPlan;
  planKey: string;
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
  data: Record<string, unknown> | null;
  errors: EngineError[];
  /** Departments of which something is missing. */
  unavailable: { subgraph: string; code: SectorCode }[];
  /** Departments that were asked and answered everything. */
  answered: string[];
}

export interface Engine {
  /** @throws {Refusal} SECTOR_UNAVAILABLE or SECTOR_INTEGRITY when nothing can be answered; and whatever `call` refuses otherwise. */
  run(input: EngineInput): Promise<EngineResult>;
  close(): Promise<void>;
}
