/** A department of a district behind a door of its own, and a further gateway that reaches it there. */
import { randomBytes } from "node:crypto";
import { readGatewayConfig } from "../../gateway/config";
import { startGateway } from "../../gateway/main";
import type { TlsMaterial } from "../../schema/contract/tls";
import { openDoor } from "../../subgraphs/kit/door/httpDoor";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { ask, type Answered, type District } from "./district";

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
  const config = readGatewayConfig({ CREDIT_DATA_DIR: district.databases.folder, PORT: "0", ...environment });
  const local = district.local.map(({ running }) => wrap(running));
  const gateway = await startGateway(config, { local, now, logTo: { write: (line) => lines.push(line) } });
  return {
    ...gateway,
    lines,
    ask: async (persona, query, variables) =>
      ask(gateway.url, { query, variables }, { authorization: `Bearer ${await district.token(persona)}` }),
  };
}
