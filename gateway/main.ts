/** Read config → load the graph → listen → drain. */
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import type { GatewayConfig } from "./config";
import type { Gateway } from "./gateway";
import { openServer } from "./http/server";
import { openLog, type Log } from "./log";
import { openMetrics } from "./metrics";
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
  options: { local?: readonly LocalSubgraph[]; development?: DevelopmentPages; now?: () => number; log?: Log } = {},
): Promise<RunningGateway> {
  const log = options.log ?? openLog(config.logLevel);
  const gateway = await openGateway({ config, log, local: options.local ?? [], ...(options.now && { now: options.now }) });
  const inDevelopment = config.mode === "development";
  let accepting = true;
  const routes = openRoutes({
    gateway,
    log,
    metrics: openMetrics(() => Object.keys(gateway.graph.subgraphSdls).map((name) => [name, gateway.reach(name).breaker()])),
    pages: openPages(gateway, inDevelopment),
    development: inDevelopment ? (options.development ?? { personas: async () => [], cast: () => [] }) : undefined,
    accepting: () => accepting,
  });
  const server = await openServer({
    host: config.host,
    port: config.port,
    allowedHosts: config.hosts,
    routes,
    onError: (error, reference) => log.error({ reference, error: error instanceof Error ? error.stack : typeof error }, "server"),
  }).catch(async (error: unknown) => {
    await gateway.close();
    throw error;
  });
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${server.port}`,
    async close() {
      accepting = false;
      await server.close(DRAIN_MS);
      await gateway.close();
    },
  };
}

function openPages({ graph, catalogue }: Gateway, inDevelopment: boolean): StaticPages[] {
  const directory = join(projectRoot(), "dist", "pages");
  if (!inDevelopment) return [openStaticPages({ directory, only: "dashboard" })];
  return [
    openStaticPages({ directory }),
    openDocsPages({ schema: graph.apiSchema, catalogue, requirements: graph.requirements }),
  ];
}
