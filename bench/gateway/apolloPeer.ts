/** The stock gateway as its documentation starts it: `node apolloPeer.js SUPERGRAPH`, listens on $PORT. */
import { readFileSync } from "node:fs";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { benchEnvironment } from "../config";

async function main(): Promise<void> {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.argv[2]!, "utf8"), logger: silent });
  const server = new ApolloServer({ gateway, introspection: false });
  await startStandaloneServer(server, { listen: { port: Number(benchEnvironment()["PORT"]), host: "127.0.0.1" } });
}

void main();
