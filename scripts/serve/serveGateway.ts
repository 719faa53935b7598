/** The gateway alone. Refuses to start while a subgraph has no address. */
import { readGatewayConfig } from "../../gateway/config";
import { startForeign } from "../../gateway/foreign/startForeign";
import { startGateway } from "../../gateway/main";
import { subgraphNames } from "../../subgraphs/register";
import { environment } from "../config";
import type { Served } from "../serve";
import { developmentPages } from "../start/developmentPages";
import { refuseUnwritable } from "../start/refuseUnwritable";

export async function serveGateway(argv: readonly string[] = []): Promise<Served> {
  if (argv.includes("--supergraph") || argv.includes("--open")) return serveForeign(argv);
  const config = readGatewayConfig(environment());
  const missing = subgraphNames.filter((one) => !config.subgraphUrls.has(one));
  if (missing.length > 0) {
    throw new Error(
      `CREDIT_SUBGRAPHS lacks ${missing.join(", ")}: give each as name=http://host:port/graphql, separated by commas`,
    );
  }
  if (config.mode === "production") return startGateway(config);
  refuseUnwritable(config.dataDir);
  return startGateway(config, { development: await developmentPages(config) });
}

/** `--supergraph FILE --open`: both, so that nobody opens everything by half a sentence. */
function serveForeign(argv: readonly string[]): Promise<Served> {
  const file = argv[argv.indexOf("--supergraph") + 1];
  if (!argv.includes("--supergraph") || !argv.includes("--open") || file === undefined || file.startsWith("--")) {
    throw new Error("a foreign graph is served with --supergraph FILE --open, both of them");
  }
  return startForeign(readGatewayConfig(environment()), file);
}
