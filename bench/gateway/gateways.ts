/** The gateways that are measured, each as one command. A peer that cannot be installed here is left out, and said so. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { sdlOf, SUBGRAPHS } from "./graph";

export interface Measurable {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  /** Counts among the Node peers that ours is held against. */
  isNodePeer: boolean;
}

export interface Ground {
  supergraph: string;
  /** A folder for what a peer wants as files. */
  folder: string;
  subgraphPort: number;
  url: (subgraph: string) => string;
}

const peers = join(projectRoot(), "bench", "gateway", "peers");
const node = process.execPath;
const built = (file: string) => join("dist", "bench", "gateway", file);

/** Installs the peers once; false if that cannot be done here. */
function installPeers(say: (line: string) => void): boolean {
  if (existsSync(join(peers, "node_modules", ".bin", "hive-gateway"))) return true;
  say("installing the peers (bench/gateway/peers) …");
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  return spawnSync("npm", ["install", ...options], { cwd: peers, stdio: "ignore" }).status === 0;
}

export function ownGateways({ supergraph, subgraphPort }: Ground): Measurable[] {
  const serve = `require('./dist/scripts/serve.js').main(['gateway', '--supergraph', ${JSON.stringify(supergraph)}, '--open'])`;
  return [
    { name: "limit", command: node, args: [built("limit.js"), String(subgraphPort)], env: {}, isNodePeer: false },
    {
      name: "ours",
      command: node,
      args: ["-r", "reflect-metadata", "-e", serve],
      env: { CREDIT_LOG_LEVEL: "silent" },
      isNodePeer: false,
    },
  ];
}

/** The stock gateway, which comes with the project; and those that were installed. */
export function peerGateways(ground: Ground, say: (line: string) => void): Measurable[] {
  const installed = installPeers(say) ? [...hive(ground), ...grafbase(ground)] : [];
  if (installed.length === 0) say("the peers of bench/gateway/peers cannot be installed here: left out");
  return [
    {
      name: "@apollo/gateway",
      command: node,
      args: [built("apolloPeer.js"), ground.supergraph],
      env: { APOLLO_TELEMETRY_DISABLED: "true", NODE_ENV: "production" },
      isNodePeer: true,
    },
    ...installed,
  ];
}

/** In-flight requests of different callers are not shared: in a graph of persons none may be. */
const HIVE_CONFIG = `export const gatewayConfig = {
  transportEntries: { "*.http": { options: { deduplicateInflightRequests: false } } },
  logging: "error", landingPage: false, graphiql: false, requestId: false, healthCheckEndpoint: "/health",
};
`;

function hive({ supergraph, folder }: Ground): Measurable[] {
  const bin = join(peers, "node_modules", "@graphql-hive", "gateway", "dist", "bin.js");
  if (!existsSync(bin)) return [];
  const config = join(folder, "gateway.mjs");
  writeFileSync(config, HIVE_CONFIG);
  const args = [bin, "supergraph", supergraph, "--config-path", config, "--host", "127.0.0.1"];
  const env = { NODE_ENV: "production", FORK: "1" };
  return [
    { name: "hive gateway", command: node, args, env, isNodePeer: true },
    { name: "hive router-runtime", command: node, args: [...args, "--hive-router-runtime"], env, isNodePeer: true },
  ];
}

function grafbase({ folder, url }: Ground): Measurable[] {
  const bin = join(peers, "node_modules", "@grafbase", "cli-x86_64-unknown-linux-musl", "grafbase");
  if (!existsSync(bin)) return [];
  chmodSync(bin, 0o755);
  mkdirSync(join(folder, "grafbase"), { recursive: true });
  const lines = Object.keys(SUBGRAPHS).map((name) => {
    writeFileSync(join(folder, "grafbase", `${name}.graphql`), sdlOf(name));
    return `[subgraphs.${name}]\nurl = "${url(name)}"\nschema_path = "./${name}.graphql"\n`;
  });
  const config = join(folder, "grafbase", "grafbase.toml");
  writeFileSync(config, `[graph]\npath = "/graphql"\n\n${lines.join("\n")}`);
  return [{ name: "grafbase", command: bin, args: ["dev", "--config", config], env: {}, isNodePeer: false }];
}
