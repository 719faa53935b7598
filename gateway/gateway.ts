/** What a running gateway holds. It keeps no state of any request: run as many as you like. */
import type { Catalogue } from "../schema/catalogue/catalogue";
import type { AgencyRegister } from "./authenticate/agencyStanding";
import type { Agency } from "../schema/catalogue/catalogue";
import type { Authenticator } from "./authenticate/authenticator";
import type { Caller } from "./authenticate/caller";
import type { Sources } from "./authorize/explain";
import type { RequestRuling } from "./authorize/ruleRequest";
import type { FieldRules, Judge } from "./authorize/ruleField";
import type { Engine } from "./engine/engine";
import type { Graph } from "./graph";
import type { Admission } from "./http/admission";
import type { QueryLimits } from "./limits/queryLimits";
import type { Intent } from "./operation/intent";
import type { ReadOperation } from "./operation/readOperation";
import type { OperationRegistry } from "./operation/registry/operationRegistry";
import type { BreakingReach } from "./subgraph/withBreaker";

export interface Gateway {
  graph: Graph;
  catalogue: Catalogue;
  rules: FieldRules;
  judge: Judge;
  /** Where the rules stand, for dry runs. */
  sources: Sources;
  authenticator: Authenticator;
  admission: Admission;
  /** How long a department has for its part of an answer, ms. */
  sectorDeadlineMs: number;
  agencies: { agency(code: string): Agency | undefined } & AgencyRegister;
  operations: OperationRegistry;
  readOperation: ReadOperation;
  engine: Engine;
  limits: QueryLimits;
  /** @throws Error for a subgraph that is not of the graph. */
  reach(subgraph: string): BreakingReach;
  /** Is introspection served? */
  introspection: boolean;
  now: () => number;
  /** What the log says of a request: who, why, how it was ruled; never about whom. */
  note(entry: { requestId: string; caller: Caller; intent: Intent; ruling: RequestRuling }): void;
}
