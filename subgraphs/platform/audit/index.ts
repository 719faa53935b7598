/**
 * 区发改委: the evidence log (留痕). Gateways append to it what every look was, before anybody sees the answer; the person
 * sees who looked, the auditor sees all, and anybody can prove that nothing was changed. Its own database; nothing in the
 * log is ever changed or deleted.
 */
import type { SubgraphDefinition } from "../../kit/subgraph";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { findingDraft } from "./anomaly/findingDraft";
import { isWeekday, openWatch } from "./anomaly/watch";
import { append } from "./append";
import { readAuditConfig } from "./config";
import { followUses } from "./doubt/doubtfulUses";
import { auditContext, auditOf, type AuditService } from "./context";
import { openEvidenceLog } from "./evidenceLog";
import { buildAudit } from "./graph/buildAudit";
import { events } from "./events";
import { proof, tile } from "./proof";
import { openReceipts } from "./receipts";
import { Followed1700000000004 } from "./store/followed";
import { EvidenceLog1700000000003 } from "./store/tables";

export const audit: SubgraphDefinition = {
  name: "audit",
  signs: true,
  build: buildAudit,
  migrations: [EvidenceLog1700000000003, Followed1700000000004],
  async service(environment, options): Promise<AuditService> {
    const watch = openWatch(loadCatalogue().anomalyRules, isWeekday);
    const onError = options.onError ?? (() => undefined);
    const log = await openEvidenceLog({
      config: readAuditConfig(options.settings ?? {}),
      ...{ location: options.location, database: environment.database!, signingKeys: options.signingKeys!() },
      now: environment.now,
      onError,
      onPlaced: (placed) => {
        const findings = placed.flatMap(({ entry, position }) => watch(entry, position)).map(findingDraft);
        if (findings.length > 0) void log.append(findings).catch(onError);
      },
    });
    const { readEvents: read } = options;
    const uses = read && followUses({ log, database: environment.database!, read, now: environment.now, onError });
    return {
      log,
      receipts: openReceipts(environment.signer!, log.origin),
      healthy: () => log.healthy(),
      async close() {
        await uses?.close();
        await log.close();
      },
    };
  },
  context: auditContext,
  internal: {
    append,
    proof,
    tile,
    events,
    keys: async ({ signer }) => ({ keys: signer!.publicKeys }),
    checkpoint: async (environment) => ({ note: auditOf(environment).log.checkpoint()?.note ?? null }),
  },
};
