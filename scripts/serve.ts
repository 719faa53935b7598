/**
 * `npm run serve -- <gateway or subgraph name>`: one of them alone, configured by the environment. Ends on SIGTERM or
 * SIGINT after what is running has been answered. A process loads the code of what it serves and no other.
 */
import { subgraphNames } from "../subgraphs/register";
import { refuseDebugger } from "./start/refuseDebugger";
import { untilSignal } from "./start/untilSignal";

export interface Served {
  url: string;
  close(): Promise<void>;
}

export async function main(argv: string[]): Promise<number> {
  const [name] = argv;
  if (name === undefined || name === "--help") {
    console.log("npm run serve -- gateway      the gateway alone; CREDIT_SUBGRAPHS must name every subgraph");
    console.log(
      "npm run serve -- gateway --supergraph FILE --open   on a foreign graph, without authorisation; never in production",
    );
    console.log(`npm run serve -- <subgraph>   one of: ${subgraphNames.join(", ")}`);
    return name === undefined ? 2 : 0;
  }
  refuseDebugger();
  const running = await (name === "gateway" ? loadGateway()(argv.slice(1)) : loadSubgraph()(name));
  console.error(`${name} listens on ${running.url}`);
  await untilSignal();
  await running.close();
  return 0;
}

function loadGateway(): (argv: readonly string[]) => Promise<Served> {
  return (require("./serve/serveGateway") as typeof import("./serve/serveGateway")).serveGateway;
}

function loadSubgraph(): (name: string) => Promise<Served> {
  return (require("./serve/serveSubgraph") as typeof import("./serve/serveSubgraph")).serveSubgraph;
}
