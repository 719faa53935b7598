/** The gateway on a foreign supergraph, for conformance suites and integrators. Refused in production: it opens everything. */
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Refusal, unforeseen } from "../../schema/contract/publicCode";
import type { GatewayConfig } from "../config";
import { respondJson, respondText } from "../http/respond";
import { openServer } from "../http/server";
import { openLog } from "../observe/log";
import type { RunningGateway } from "../main";
import { refusedAnswer } from "../request";
import { answerForeign } from "./answerForeign";
import { openForeignGraph } from "./foreignGraph";

const DRAIN_MS = 10_000;

/** @throws Error in production, and for a file that is no supergraph. */
export async function startForeign(
  config: Pick<GatewayConfig, "mode" | "host" | "port" | "hosts" | "logLevel" | "subgraphUrls">,
  file: string,
): Promise<RunningGateway> {
  if (config.mode === "production") throw new Error("--open serves everything to everybody: it is refused in production");
  const log = openLog(config.logLevel);
  const supergraphSdl = readFileSync(file, "utf8");
  const graph = await openForeignGraph({
    supergraphSdl,
    subgraphUrls: config.subgraphUrls,
    onEvent: (event) => log.warn(event, "subgraph"),
  });
  const server = await openServer({
    host: config.host,
    port: config.port,
    allowedHosts: config.hosts,
    onError: (error) => log.error({ error: error instanceof Error ? error.stack : typeof error }, "server"),
    async routes(request, response, url) {
      if (url.pathname.startsWith("/health/")) return respondText(response, 200, "live\n");
      if (url.pathname !== "/graphql") throw new Refusal("BAD_REQUEST", "There is nothing at this address.", { status: 404 });
      const answer = await answerForeign(request, graph).catch((error: unknown) => {
        if (error instanceof Refusal) return refusedAnswer(error);
        const reference = randomUUID();
        log.error({ reference, error: error instanceof Error ? error.stack : typeof error }, "internal error");
        return refusedAnswer(unforeseen(reference));
      });
      respondJson(response, answer.status, answer.payload);
    },
  }).catch(async (error: unknown) => {
    await graph.close();
    throw error;
  });
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${server.port}`,
    async close() {
      await server.close(DRAIN_MS);
      await graph.close();
    },
  };
}
