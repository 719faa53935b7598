/** Read config → load the graph → listen → drain. */
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import { tlsMaterial } from "../schema/contract/tls";
import type { GatewayConfig } from "./config";
import type { Gateway } from "./gateway";
import { openServer } from "./http/server";
import { openLog, type LogDestination } from "./observe/log";
import { openMetrics } from "./observe/metrics";
import { openGateway } from "./openGateway";
import { openDocsPages } from "./pages/docs/docsPages";
import { openStaticPages, type StaticPages } from "./pages/staticPages";
import { openRoutes, type DevelopmentPages } from "./routes";
import type { LocalSubgraph } from "./subgraph/localReach";

export interface RunningGateway {
  /** Where it listens, e.g. http://127.0.0.1:4000. */
  url: string;
  close(): Promise<void>;
}

const DRAIN_MS = 10_000;

/** Starts the gateway. `development` is given by a start-up that has a synthetic district, and ignored in production. */
export async function startGateway(
  config: GatewayConfig,
  options: { local?: readonly LocalSubgraph[]; development?: DevelopmentPages; now?: () => number; logTo?: LogDestination } = {},
): Promise<RunningGateway> {
  const log = openLog(config.logLevel, options.logTo);
  const tls = config.tls && tlsMaterial(config.tls, (error) => log.error({ detail: error.message }, "certificate"));
  const metrics = openMetrics({
    breakers: () => Object.keys(gateway.graph.subgraphSdls).map((name) => [name, gateway.reach(name).breaker()]),
    load: () => gateway.admission.load,
  });
  const gateway = await openGateway({
    ...{ config, log, local: options.local ?? [], observer: metrics },
    ...(options.now && { now: options.now }),
  });
  const inDevelopment = config.mode === "development";
  const tracing = config.traces && loadTracing()(config.traces);
  let accepting = true;
  const routes = openRoutes({
    gateway,
    log,
    metrics,
    tracing,
    pages: openPages(gateway, inDevelopment),
    development: inDevelopment ? (options.development ?? { personas: async () => [], cast: () => [] }) : undefined,
    accepting: () => accepting,
  });
  const server = await openServer({
    host: config.host,
    port: config.port,
    allowedHosts: config.hosts,
    routes,
    tls,
    peers: config.trustedProxy,
    onError: (error, reference) => log.error({ reference, error: error instanceof Error ? error.stack : typeof error }, "server"),
  }).catch(async (error: unknown) => {
    await gateway.close();
    throw error;
  });
  return {
    url: `${config.tls ? "https" : "http"}://${config.host.includes(":") ? `[${config.host}]` : config.host}:${server.port}`,
    async close() {
      accepting = false;
      await server.close(DRAIN_MS);
      await gateway.close();
      await tracing?.close();
    },
  };
}

function loadTracing() {
  return (require("./observe/tracing") as typeof import("./observe/tracing")).openTracing;
}

function openPages({ graph, catalogue }: Gateway, inDevelopment: boolean): StaticPages[] {
  const directory = join(projectRoot(), "dist", "pages");
  if (!inDevelopment) return [openStaticPages({ directory, only: "dashboard" })];
  return [
    openStaticPages({ directory }),
    openDocsPages({ schema: graph.apiSchema, catalogue, requirements: graph.requirements }),
  ];
}
