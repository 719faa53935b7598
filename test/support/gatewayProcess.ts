/** A gateway as a process of its own over the subgraphs of a district, each behind the door that it would have alone. */
import type { LocalOne } from "../../scripts/start";
import { openOwnDoor } from "./behindDoor";
import { engineSetting } from "./config";
import { ask, type District } from "./district";
import { runCommand, saying, type Command } from "./runCommand";
import { until } from "./until";

/** The district's subgraphs, behind doors. */
export interface Doors {
  /** As CREDIT_SUBGRAPHS has them. */
  addresses: string;
  close(): Promise<void>;
}

/** `wrap` puts something between a door and the department behind it. */
export async function openDoors(district: District, wrap: (one: LocalOne) => LocalOne = (one) => one): Promise<Doors> {
  const doors = await Promise.all(
    district.local.map(wrap).map(async (one) => {
      const door = await openOwnDoor(one, district.databases.environment());
      return { ...door, address: `${one.running.name}=http://127.0.0.1:${door.port}/graphql` };
    }),
  );
  return {
    addresses: doors.map(({ address }) => address).join(","),
    close: async () => void (await Promise.all(doors.map((door) => door.close()))),
  };
}

export interface GatewayProcess {
  url: string;
  command: Command;
  ask: District["ask"];
  /** Kills it, if it still lives. */
  close(): Promise<void>;
}

const READY_WITHIN_MS = 90_000;

export async function openGatewayProcess(
  district: District,
  doors: Doors,
  environment: Record<string, string> = {},
): Promise<GatewayProcess> {
  const command = runCommand("serve", ["gateway"], {
    ...district.databases.environment(),
    ...{ PORT: "0", CREDIT_LOG_LEVEL: "warn", CREDIT_SUBGRAPHS: doors.addresses },
    ...engineSetting(),
    ...environment,
  });
  async function close(): Promise<void> {
    command.process.kill("SIGKILL");
    await command.ended;
  }
  let url = "";
  try {
    [, url = ""] = await saying(command, /gateway listens on (\S+)\n/, READY_WITHIN_MS);
    await until(async () => (await fetch(`${url}/health/ready`)).status === 200, READY_WITHIN_MS);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    command,
    ask: async (persona, query, variables = {}, more = {}, headers = {}) =>
      ask(url, { query, variables, ...more }, { ...headers, authorization: `Bearer ${await district.token(persona)}` }),
    close,
  };
}
