/** What the resolvers and internal operations of the evidence log work with. */
import type { Warrant } from "../../../schema/contract/warrant";
import type { SubgraphEnvironment, SubgraphService } from "../../kit/subgraph";
import type { EvidenceLog } from "./evidenceLog";
import type { Receipts } from "./receipts";

/** The log, as it runs with the subgraph. */
export interface AuditService extends SubgraphService {
  log: EvidenceLog;
  receipts: Receipts;
}

export interface AuditContext {
  warrant: Warrant;
  environment: SubgraphEnvironment;
  log: EvidenceLog;
}

export function auditOf({ service }: SubgraphEnvironment): AuditService {
  return service as AuditService;
}

export function auditContext(environment: SubgraphEnvironment, warrant: Warrant): AuditContext {
  return { warrant, environment, log: auditOf(environment).log };
}
