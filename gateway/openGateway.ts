/**
 * Puts a gateway together: graph, catalogue, keys, planner, engine, a guarded way to each subgraph.
 * Refuses to start on anything that does not fit together, with a sentence.
 */
import { join } from "node:path";
import { loadCatalogue } from "../schema/catalogue/load";
import { openAgencyRegister } from "../schema/catalogue/agencyRegister";
import { projectRoot } from "../schema/contract/projectRoot";
import { tlsMaterial } from "../schema/contract/tls";
import { openAuthenticator } from "./authenticate/authenticator";
import { openJudge } from "./authorize/ruleField";
import type { GatewayConfig } from "./config";
import { openSources } from "./dryRun/sources";
import { openEngine } from "./engine/openEngine";
import type { Gateway } from "./gateway";
import { loadGraph } from "./graph";
import { Admission } from "./http/admission";
import { openQueryLimits } from "./limits/queryLimits";
import type { Log } from "./observe/log";
import type { Observer } from "./observe/observer";
import { openOperationReader } from "./operation/readOperation";
import { openOperationRegistry } from "./operation/registry/operationRegistry";
import { withPlanCache } from "./plan/planCache";
import { openPlanner } from "./plan/planner";
import { guardedReach } from "./subgraph/guardedReach";
import { httpReach } from "./subgraph/httpReach";
import { localReach, type LocalSubgraph } from "./subgraph/localReach";
import type { BreakingReach } from "./subgraph/withBreaker";

export interface GatewayParts {
  config: GatewayConfig;
  log: Log;
  /** Subgraphs in this process; one that has an address in the configuration is reached there instead. */
  local: readonly LocalSubgraph[];
  observer: Observer;
  now?: () => number;
}

export interface OpenedGateway extends Gateway {
  close(): Promise<void>;
}

export async function openGateway({ config, log, local, observer, now = Date.now }: GatewayParts): Promise<OpenedGateway> {
  const root = projectRoot();
  const graph = loadGraph(join(root, "schema"));
  const catalogue = loadCatalogue();
  const rules = { requirements: graph.requirements, catalogue };
  const reaches = openReaches(config, log, local, Object.keys(graph.subgraphSdls), observer, now);
  const onEvent = (event: { kind: string; detail: string }) => log.warn(event, "planner");
  const agencies = openAgencyRegister({
    file: join(root, "schema", "catalogue", "agencies.yaml"),
    now,
    onError: (error: Error) => log.error({ detail: error.message }, "agency register"),
  });
  const limits = await openQueryLimits(catalogue.queryLimits, { url: config.limitsUrl, now });
  const [planner, authenticator] = await Promise.all([
    openPlanner({ supergraphSdl: graph.supergraphSdl, onEvent }),
    openAuthenticator({
      ...{ jwks: config.jwks, issuer: config.issuer, audience: config.audience, now, agencies },
      onEvent: (event) => log.warn(event, "authentication"),
    }),
  ]);
  const engine = await openEngine(config.engine, {
    supergraphSdl: graph.supergraphSdl,
    apiSchema: graph.apiSchema,
    planner: withPlanCache(planner, { onOutcome: (outcome) => observer.plan(outcome) }),
  });
  return {
    graph,
    catalogue,
    rules,
    judge: openJudge(rules),
    sources: openSources(root),
    authenticator,
    admission: new Admission(config.admission),
    sectorDeadlineMs: config.sectorDeadlineMs,
    agencies,
    operations: openOperationRegistry({
      folders: [join(root, "schema", "operations"), config.operations],
      only: config.mode === "production",
      now,
      onError: (error) => log.error({ detail: error.message }, "registered operations"),
    }),
    readOperation: openOperationReader(graph.apiSchema),
    engine,
    limits,
    reach: (subgraph) => {
      const reach = reaches.get(subgraph);
      if (reach === undefined) throw new Error(`the graph has no subgraph ${subgraph}`);
      return reach;
    },
    introspection: config.mode === "development",
    now,
    note: ({ requestId, caller, intent, ruling }) =>
      log.info(
        {
          requestId,
          agency: caller.agency,
          officer: caller.agency && caller.officer,
          purpose: intent.access?.purpose,
          denied: ruling.detail,
        },
        "ruled",
      ),
    async close() {
      authenticator.close();
      agencies.close();
      await Promise.all([
        planner.close(),
        engine.close(),
        limits.close(),
        ...[...reaches.values()].map((reach) => reach.close()),
      ]);
    },
  };
}

function openReaches(
  config: GatewayConfig,
  log: Log,
  local: readonly LocalSubgraph[],
  names: readonly string[],
  observer: Observer,
  now: () => number,
) {
  const onEvent = (event: { kind: string; subgraph: string; detail: string }) => log.warn(event, "subgraph");
  for (const name of config.subgraphUrls.keys()) {
    if (!names.includes(name))
      throw new Error(`CREDIT_SUBGRAPHS names "${name}", which the graph does not have: ${names.join(", ")}`);
  }
  const tls =
    config.subgraphTls && tlsMaterial(config.subgraphTls, (error) => log.error({ detail: error.message }, "certificate"));
  const reaches = new Map<string, BreakingReach>();
  for (const name of names) {
    const url = config.subgraphUrls.get(name);
    const here = local.find((one) => one.name === name);
    if (url === undefined && here === undefined) {
      throw new Error(
        `subgraph ${name} is not in this process and CREDIT_SUBGRAPHS has no address for it: add ${name}=http://…/graphql`,
      );
    }
    const reach =
      url === undefined
        ? localReach(here!, { now, onEvent })
        : httpReach({
            subgraph: name,
            url,
            keys: config.warrantKeys(name),
            tls: url.startsWith("https:") ? tls : undefined,
            now,
            onEvent,
          });
    reaches.set(name, guardedReach(reach, { now, onEvent, observer }));
  }
  return reaches;
}
