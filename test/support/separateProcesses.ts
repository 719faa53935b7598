/**
 * The other form of a district: the gateway and the subgraphs as processes of their own (`npm run serve`), over the
 * databases and keys of a district in one process, each on a free port. They end with `close`, whatever happened to them.
 * Thirty processes take a minute to start on two cores; so most sectors answer from the district's own process, behind
 * the doors that they would have alone, unless the run is `--full`.
 */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { FOLLOWERS } from "../../scripts/follow/readEvents";
import type { LocalOne } from "../../scripts/start";
import type { Door } from "../../subgraphs/kit/door/httpDoor";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { openOwnDoor } from "./behindDoor";
import { engineSetting, fullRun } from "./config";
import { runCommand, saying, type Command } from "./runCommand";
import { ask, type Answered, type District } from "./district";

export interface SeparateProcesses {
  /** Of the gateway. */
  url: string;
  /** Process id of `gateway` or a subgraph. */
  pid(name: string): number;
  /** Sends a signal to one of them. */
  signal(name: string, signal: NodeJS.Signals): void;
  /** Exit code of one of them, once it has ended. */
  ended(name: string): Promise<number | null>;
  /** What one of them has written. */
  said(name: string): string;
  /** Starts one again that has ended, on the port it had. */
  restart(name: string): Promise<void>;
  /** Sends an operation as a persona of the district. */
  ask: District["ask"];
  /** The environment of who reads their evidence log: it is theirs alone. */
  evidence: Record<string, string>;
  /** Ends them all; a second time does nothing. */
  close(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Sectors that always run alone: tests ask of them, stop them and kill them. */
const ALONE: ReadonlySet<string> = new Set(["identity", "education", "tax", "market", "courts"]);
const together = new Set(subgraphNames.filter((name) => !fullRun() && isSector(subgraphNamed(name)) && !ALONE.has(name)));

/** Starts all of them; `environment` is added to each one's. */
export async function openSeparateProcesses(
  district: District,
  environment: Record<string, string> = {},
): Promise<SeparateProcesses> {
  const quiet = { CREDIT_LOG_LEVEL: "silent", CREDIT_PATIENCE_MS: "10000" };
  const common = { ...district.databases.environment(), ...quiet, ...engineSetting(), ...environment };
  const commands = new Map<string, Command>();
  const urls = new Map<string, string>();

  // The district's own log goes on being written: one log has one writer.
  const ownLog = await logOfItsOwn(district);

  async function serve(name: string, more: Record<string, string>): Promise<void> {
    const command = runCommand("serve", [name], { ...common, ...(name === "audit" && ownLog), ...more });
    commands.set(name, command);
    const [, url] = await saying(command, / listens on (\S+)\n/, READY_WITHIN_MS);
    urls.set(name, url!);
  }

  const addresses = () =>
    [...urls]
      .filter(([name]) => name !== "gateway")
      .map(([name, url]) => `${name}=${url}`)
      .join(",");

  const doors: Door[] = [];

  async function openHere(one: LocalOne): Promise<void> {
    const door = await openOwnDoor(one, common);
    doors.push(door);
    urls.set(one.running.name, `http://127.0.0.1:${door.port}/graphql`);
  }

  async function close(): Promise<void> {
    for (const door of doors.splice(0)) await door.close();
    // A process that was stopped does not see the gentle signal.
    for (const { process } of commands.values()) process.kill("SIGKILL");
    await Promise.all([...commands.values()].map(({ ended }) => ended));
  }

  try {
    for (const one of district.local) if (together.has(one.running.name)) await openHere(one);
    const alone = subgraphNames.filter((name) => !together.has(name) && !FOLLOWERS.includes(name));
    await Promise.all(alone.map((name) => serve(name, { PORT: "0" })));
    // The log follows authorisations; supervision follows all of them.
    for (const name of ["audit", "supervision"]) await serve(name, { PORT: "0", CREDIT_SUBGRAPHS: addresses() });
    await serve("gateway", { PORT: "0", CREDIT_SUBGRAPHS: addresses() });
    await ready(urls.get("gateway")!);
  } catch (error) {
    await close();
    throw error;
  }
  const url = urls.get("gateway")!;
  return {
    url,
    evidence: ownLog,
    pid: (name) => commands.get(name)!.process.pid!,
    signal: (name, signal) => void commands.get(name)!.process.kill(signal),
    ended: (name) => commands.get(name)!.ended,
    said: (name) => commands.get(name)!.said(),
    restart: (name) =>
      serve(name, { PORT: new URL(urls.get(name)!).port, ...(callsOthers(name) && { CREDIT_SUBGRAPHS: addresses() }) }),
    ask: async (persona, query, variables = {}, more = {}, headers = {}): Promise<Answered> =>
      ask(url, { query, variables, ...more }, { ...headers, authorization: `Bearer ${await district.token(persona)}` }),
    close,
  };
}

const callsOthers = (name: string) => name === "gateway" || FOLLOWERS.includes(name);

/** Another evidence log for these processes, with the keys of the district. */
async function logOfItsOwn({ databases }: District): Promise<Record<string, string>> {
  const folder = join(databases.folder, "log");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "keys"))) symlinkSync(join(databases.folder, "keys"), join(folder, "keys"));
  const location = await databases.location("auditlog");
  return { CREDIT_DATA_DIR: folder, ...(location.kind === "mysql" && { CREDIT_DATABASE_URL_AUDIT: location.url }) };
}

async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if ((await fetch(`${url}/health/ready`)).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the gateway did not become ready");
}
