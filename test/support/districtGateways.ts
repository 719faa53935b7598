/**
 * The gateways of a district, in either form of deployment: in this process, over departments that are called as functions; or
 * as processes of their own, over departments that are (CREDIT_TEST_FORM=processes). In both, whoever is wrapped around a
 * department sees what the gateways ask of it.
 */
import { readGatewayConfig } from "../../gateway/config";
import { startGateway, type RunningGateway } from "../../gateway/main";
import type { LogDestination } from "../../gateway/observe/log";
import type { DevelopmentPages } from "../../gateway/routes";
import type { LocalOne } from "../../scripts/start";
import { readSubgraphConfig } from "../../subgraphs/kit/config";
import { fullRun } from "./config";
import type { District } from "./district";
import { openSeparateProcesses } from "./separateProcesses";
import { openSpyDoor, type SpyDoor } from "./spyDoor";

export interface Gateways {
  /** Where a further one listens, that is set otherwise by `environment`. */
  open(environment: Record<string, string>): Promise<string>;
  /** Where each department listens; none of them does in this process. */
  doors: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export interface GatewaysOptions {
  environment: Record<string, string>;
  wrap: (one: LocalOne) => LocalOne;
  logTo?: LogDestination | undefined;
}

export function gatewaysHere(
  local: readonly LocalOne[],
  { environment, wrap, logTo, development }: GatewaysOptions & { development: DevelopmentPages },
): Gateways {
  const wrapped = local.map(wrap).map(({ running }) => running);
  const gateways: RunningGateway[] = [];
  return {
    doors: new Map(),
    async open(more) {
      const config = readGatewayConfig({ ...environment, ...more });
      const gateway = await startGateway(config, { ...(logTo && { logTo }), local: wrapped, development });
      gateways.push(gateway);
      return gateway.url;
    },
    close: async () => {
      for (const gateway of gateways) await gateway.close();
    },
  };
}

/**
 * The register of persons, the log and the department that the attacks ask most of are processes; the others stand behind the
 * doors that they would have, in this one, unless the run is `--full`: thirty processes take a minute to start.
 */
const ALONE: ReadonlySet<string> = new Set(["identity", "courts", "audit"]);

/** `clockIsHere`: what the departments take for the time is said in this process, so they stay in it, behind their doors. */
export async function gatewaysInProcesses(
  district: Pick<District, "databases" | "local" | "token">,
  { environment, wrap, logTo, clockIsHere }: GatewaysOptions & { clockIsHere: boolean },
): Promise<Gateways> {
  const spies: SpyDoor[] = [];
  const close = async () => void (await Promise.all(spies.map((spy) => spy.close())));
  const processes = await openSeparateProcesses(district, environment, {
    isAlone: (name) => !clockIsHere && (fullRun() || ALONE.has(name)),
    async before(one, url) {
      const keys = readSubgraphConfig(environment, one.running.name, 0).warrantKeys;
      const spy = await openSpyDoor(one, { to: new URL(url).origin, keys, wrap });
      spies.push(spy);
      return spy.url;
    },
    heard: (text) => logTo?.write(text),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  let first: string | undefined = processes.url;
  return {
    doors: processes.doors,
    async open(more) {
      const url = first !== undefined && Object.keys(more).length === 0 ? first : await processes.gateway(more);
      if (url === first) first = undefined;
      return url;
    },
    async close() {
      await processes.close();
      await close();
    },
  };
}
