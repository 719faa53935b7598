/** A department of a district behind a door of its own, and a further gateway that reaches it there. */
import { randomBytes } from "node:crypto";
import { readGatewayConfig } from "../../gateway/config";
import { startGateway } from "../../gateway/main";
import type { TlsMaterial } from "../../schema/contract/tls";
import type { Warrant } from "../../schema/contract/warrant";
import type { LocalOne } from "../../scripts/start";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { openDoor, type Door } from "../../subgraphs/kit/door/httpDoor";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { engineSetting } from "./config";
import { ask, type Answered } from "./ask";
import type { District } from "./district";

/** The door that a department would have alone, with the keys that `environment` says. */
export function openOwnDoor({ definition, running }: LocalOne, environment: Record<string, string>): Promise<Door> {
  const { warrantKeys } = readSubgraphConfig(environment, running.name, 0);
  const contextOf = (warrant: Warrant) => definition.context(running.environment, warrant);
  return openDoor(running, contextOf, { host: "127.0.0.1", port: 0, warrantKeys });
}

export interface BehindDoor {
  port: number;
  /** Of its warrants. */
  key: Buffer;
  close(): Promise<void>;
}

export async function openBehindDoor(district: District, name: string, tls?: () => TlsMaterial): Promise<BehindDoor> {
  const { definition, running } = district.local.find((one) => one.definition.name === name)!;
  const key = randomBytes(32);
  const options = { host: "127.0.0.1", port: 0, warrantKeys: () => [key], ...(tls && { tls, callers: ["gateway"] }) };
  const door = await openDoor(running, (warrant) => definition.context(running.environment, warrant), options);
  return { port: door.port, key, close: () => door.close() };
}

export interface FurtherGateway {
  url: string;
  ask(persona: string, query: string, variables: object): Promise<Answered>;
  /** What its log says. */
  lines: string[];
  close(): Promise<void>;
}

/** `environment` says where departments are that are not reached in this process. */
export async function openFurtherGateway(
  district: District,
  environment: Record<string, string>,
  { now = Date.now, wrap = (one) => one }: { now?: () => number; wrap?: (one: RunningSubgraph) => RunningSubgraph } = {},
): Promise<FurtherGateway> {
  const lines: string[] = [];
  const own = { CREDIT_DATA_DIR: district.databases.folder, PORT: "0", ...engineSetting() };
  const config = readGatewayConfig({ ...own, ...environment });
  const local = district.local.map(({ running }) => wrap(running));
  const gateway = await startGateway(config, { local, now, logTo: { write: (line) => lines.push(line) } });
  return {
    ...gateway,
    lines,
    ask: async (persona, query, variables) =>
      ask(gateway.url, { query, variables }, { authorization: `Bearer ${await district.token(persona)}` }),
  };
}
