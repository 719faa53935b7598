/**
 * `npm run serve -- <gateway or subgraph name>`: one of them alone, configured by the environment. Ends on SIGTERM or
 * SIGINT after what is running has been answered.
 */
import { readGatewayConfig } from "../gateway/config";
import { startGateway } from "../gateway/main";
import { openDoor } from "../subgraphs/kit/door/httpDoor";
import { readSubgraphConfig } from "../subgraphs/kit/config";
import { openSubgraph } from "../subgraphs/kit/subgraph";
import { subgraphNamed, subgraphNames } from "../subgraphs/register";
import { environment } from "./config";
import { developmentPages } from "./start/developmentPages";
import { untilSignal } from "./start/untilSignal";

export async function main(argv: string[]): Promise<number> {
  const [name] = argv;
  if (name === undefined || name === "--help") {
    console.log("npm run serve -- gateway      the gateway alone; CREDIT_SUBGRAPHS must name every subgraph");
    console.log(`npm run serve -- <subgraph>   one of: ${subgraphNames.join(", ")}`);
    return name === undefined ? 2 : 0;
  }
  const running = name === "gateway" ? await serveGateway() : await serveSubgraph(name);
  console.error(`${name} listens on ${running.url}`);
  await untilSignal();
  await running.close();
  return 0;
}

async function serveGateway(): Promise<{ url: string; close(): Promise<void> }> {
  const config = readGatewayConfig(environment());
  const missing = subgraphNames.filter((one) => !config.subgraphUrls.has(one));
  if (missing.length > 0) {
    throw new Error(`CREDIT_SUBGRAPHS lacks ${missing.join(", ")}: give each as name=http://host:port/graphql, separated by commas`);
  }
  return startGateway(config, config.mode === "development" ? { development: await developmentPages(config) } : {});
}

async function serveSubgraph(name: string): Promise<{ url: string; close(): Promise<void> }> {
  const definition = subgraphNamed(name);
  const config = readSubgraphConfig(environment(), name, subgraphNames.indexOf(name));
  const running = await openSubgraph(definition, { location: config.location, cursorKey: config.cursorKey });
  const report = (event: { kind: string; detail: string }) => console.error(JSON.stringify({ subgraph: name, ...event }));
  const door = await openDoor(running, (warrant) => definition.context(running.environment, warrant), {
    host: config.host,
    port: config.port,
    warrantKeys: config.warrantKeys,
    onEvent: report,
  });
  return {
    url: `http://${config.host}:${door.port}/graphql`,
    async close() {
      await door.close();
      await running.close();
    },
  };
}
