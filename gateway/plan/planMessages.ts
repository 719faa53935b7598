/** What the gateway and its planner thread say to each other. */
import type { QueryPlan } from "@apollo/query-planner";

/** Given to the thread when it starts. */
export interface PlannerData {
  supergraphSdl: string;
}

export interface PlanRequest {
  id: number;
  operationText: string;
  operationName?: string;
}

export type PlannerReply =
  | { kind: "READY" }
  | { kind: "BROKEN"; detail: string }
  | { kind: "PLAN"; id: number; plan: QueryPlan }
  /** The planner's own limits were met. */
  | { kind: "TOO_COSTLY"; id: number; detail: string }
  | { kind: "FAILED"; id: number; detail: string };
