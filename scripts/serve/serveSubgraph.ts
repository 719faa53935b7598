/** One subgraph alone, behind its HTTP door. What it fails at is told on stderr, one JSON object a line. */
import { projectRoot } from "../../schema/contract/projectRoot";
import { tlsMaterial } from "../../schema/contract/tls";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { openDoor } from "../../subgraphs/kit/door/httpDoor";
import { startUpkeep } from "../../subgraphs/kit/startUpkeep";
import { openSubgraph, type RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { IDENTITY, registerFor } from "../collect/resolvePersons";
import { dataDirOf, environment } from "../config";
import { eventsFor, FOLLOWERS } from "../follow/readEvents";
import type { Served } from "../serve";
import { refuseUncomposed } from "../start/refuseUncomposed";
import { refuseUnwritable } from "../start/refuseUnwritable";

/** @throws Error for a name that the register does not have, or a port that cannot be had. */
export async function serveSubgraph(name: string): Promise<Served> {
  const definition = subgraphNamed(name);
  if (environment()["CREDIT_MODE"] !== "production") refuseUnwritable(dataDirOf(environment()));
  const config = readSubgraphConfig(environment(), name, subgraphNames.indexOf(name));
  const { location, cursorKey, signingKeys } = config;
  const tell = (event: object) => console.error(JSON.stringify({ subgraph: name, ...event }));
  const tls = config.tls && tlsMaterial(config.tls, () => tell({ kind: "FAILED", detail: "certificate" }));
  const here = name === IDENTITY ? () => running : undefined;
  const resolvePersons = registerFor(name, { url: environment()["CREDIT_IDENTITY_URL"], here, env: environment(), tls });
  const running: RunningSubgraph = await openSubgraph(definition, {
    ...{ location, cursorKey, signingKeys, resolvePersons, readEvents: eventsFor(name, environment(), { tls }) },
    settings: environment(),
    onError: (error) => tell({ kind: "FAILED", detail: nameOf(error) }),
  });
  try {
    refuseUncomposed({ name: running.name, sdl: running.built().sdl }, projectRoot());
    const door = await openDoor(running, (warrant) => definition.context(running.environment, warrant), {
      host: config.host,
      port: config.port,
      warrantKeys: config.warrantKeys,
      eventsKeys: config.eventsKeys,
      tls,
      // Departments ask identity whose the rows of a batch are; supervision and the log follow events.
      ...(name !== IDENTITY && { callers: ["gateway", ...FOLLOWERS] }),
      onEvent: tell,
    });
    const upkeep = startUpkeep(definition, running, (error) => tell({ kind: "FAILED", detail: nameOf(error) }));
    return {
      url: `${config.tls ? "https" : "http"}://${config.host}:${door.port}/graphql`,
      async close() {
        await door.close();
        await upkeep.stop();
        await running.close();
      },
    };
  } catch (error) {
    // Connections that stay open would keep the process from ending.
    await running.close();
    throw error;
  }
}

/** The kind of an error; its text may hold what a log must not. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
