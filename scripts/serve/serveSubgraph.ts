/** One subgraph alone, behind its HTTP door. What it fails at is told on stderr, one JSON object a line. */
import { projectRoot } from "../../schema/contract/projectRoot";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { openDoor } from "../../subgraphs/kit/door/httpDoor";
import { openSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { dataDirOf, environment } from "../config";
import type { Served } from "../serve";
import { refuseUncomposed } from "../start/refuseUncomposed";
import { refuseUnwritable } from "../start/refuseUnwritable";

/** @throws Error for a name that the register does not have, or a port that cannot be had. */
export async function serveSubgraph(name: string): Promise<Served> {
  const definition = subgraphNamed(name);
  if (environment()["CREDIT_MODE"] !== "production") refuseUnwritable(dataDirOf(environment()));
  const config = readSubgraphConfig(environment(), name, subgraphNames.indexOf(name));
  const { location, cursorKey, signingKeys } = config;
  const running = await openSubgraph(definition, { location, cursorKey, signingKeys });
  try {
    refuseUncomposed({ name: running.name, sdl: running.built().sdl }, projectRoot());
    const door = await openDoor(running, (warrant) => definition.context(running.environment, warrant), {
      host: config.host,
      port: config.port,
      warrantKeys: config.warrantKeys,
      onEvent: (event) => console.error(JSON.stringify({ subgraph: name, ...event })),
    });
    return {
      url: `http://${config.host}:${door.port}/graphql`,
      async close() {
        await door.close();
        await running.close();
      },
    };
  } catch (error) {
    // Connections that stay open would keep the process from ending.
    await running.close();
    throw error;
  }
}
