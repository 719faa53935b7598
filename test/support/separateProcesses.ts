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
import { ask, type Answered } from "./ask";
import type { District } from "./district";

export interface SeparateProcesses {
  /** Of the gateway. */
  url: string;
  /** Where each subgraph's own door is. */
  doors: ReadonlyMap<string, string>;
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
  /** Starts a further gateway, set otherwise by `environment`; where it listens. */
  gateway(environment: Record<string, string>): Promise<string>;
  /** Sends an operation as a persona of the district. */
  ask: District["ask"];
  /** The environment of who reads their evidence log: it is theirs alone. */
  evidence: Record<string, string>;
  /** Ends them all; a second time does nothing. */
  close(): Promise<void>;
}

const READY_WITHIN_MS = 240_000;

/** Sectors that always run alone: tests ask of them, stop them and kill them. */
const ALONE: ReadonlySet<string> = new Set(["identity", "education", "tax", "market", "courts"]);
const together = new Set(subgraphNames.filter((name) => !fullRun() && isSector(subgraphNamed(name)) && !ALONE.has(name)));

export interface ProcessesOptions {
  /** Who runs alone; the others answer from the district's own process. */
  isAlone?: (name: string) => boolean;
  /** Puts something before a department, as the gateway sees it: its address there. */
  before?: (one: LocalOne, url: string) => Promise<string>;
  /** Hears what they write. */
  heard?: (text: string) => void;
}

/** Starts all of them; `environment` is added to each one's. */
export async function openSeparateProcesses(
  district: Pick<District, "databases" | "local" | "token">,
  environment: Record<string, string> = {},
  { isAlone = (name) => !together.has(name), before = async (_, url) => url, heard }: ProcessesOptions = {},
): Promise<SeparateProcesses> {
  const quiet = { CREDIT_LOG_LEVEL: "silent", CREDIT_PATIENCE_MS: "10000" };
  const common = { ...district.databases.environment(), ...quiet, ...engineSetting(), ...environment };
  const commands = new Map<string, Command>();
  const urls = new Map<string, string>();

  // The district's own log goes on being written: one log has one writer.
  const ownLog = isAlone("audit") ? await logOfItsOwn(district) : {};

  async function serve(name: string, more: Record<string, string>, as = name): Promise<void> {
    const command = runCommand("serve", [name], { ...common, ...(name === "audit" && ownLog), ...more });
    commands.set(as, command);
    if (heard) for (const stream of [command.process.stdout!, command.process.stderr!]) stream.on("data", heard);
    const [, url] = await saying(command, / listens on (\S+)\n/, READY_WITHIN_MS);
    urls.set(as, url!);
  }

  const addresses = () =>
    [...urls]
      .filter(([name]) => !name.startsWith("gateway"))
      .map(([name, url]) => `${name}=${url}`)
      .join(",");

  /** Addresses, as gateways are told them. */
  const shown: string[] = [];
  const doors: Door[] = [];

  async function openHere(one: LocalOne): Promise<void> {
    const door = await openOwnDoor(one, common);
    doors.push(door);
    urls.set(one.running.name, `http://127.0.0.1:${door.port}/graphql`);
  }

  async function gateway(as: string, more: Record<string, string>): Promise<string> {
    await serve("gateway", { PORT: "0", CREDIT_SUBGRAPHS: shown.join(","), ...more }, as);
    await ready(urls.get(as)!);
    return urls.get(as)!;
  }

  async function close(): Promise<void> {
    for (const door of doors.splice(0)) await door.close();
    // A process that was stopped does not see the gentle signal.
    for (const { process } of commands.values()) process.kill("SIGKILL");
    await Promise.all([...commands.values()].map(({ ended }) => ended));
  }

  try {
    for (const one of district.local) if (!isAlone(one.running.name)) await openHere(one);
    const alone = subgraphNames.filter((name) => isAlone(name) && !FOLLOWERS.includes(name));
    await Promise.all(alone.map((name) => serve(name, { PORT: "0" })));
    // The log follows authorisations; supervision follows all of them.
    for (const name of ["audit", "supervision"].filter(isAlone)) await serve(name, { PORT: "0", CREDIT_SUBGRAPHS: addresses() });
    for (const one of district.local) shown.push(`${one.running.name}=${await before(one, urls.get(one.running.name)!)}`);
    await gateway("gateway", {});
  } catch (error) {
    await close();
    throw error;
  }
  const url = urls.get("gateway")!;
  return {
    url,
    doors: new Map(district.local.map(({ running }) => [running.name, urls.get(running.name)!])),
    evidence: ownLog,
    pid: (name) => commands.get(name)!.process.pid!,
    signal: (name, signal) => void commands.get(name)!.process.kill(signal),
    ended: (name) => commands.get(name)!.ended,
    said: (name) => commands.get(name)!.said(),
    restart: (name) =>
      serve(name, {
        PORT: new URL(urls.get(name)!).port,
        ...(FOLLOWERS.includes(name) && { CREDIT_SUBGRAPHS: addresses() }),
        ...(name === "gateway" && { CREDIT_SUBGRAPHS: shown.join(",") }),
      }),
    gateway: (more) => gateway(`gateway ${urls.size}`, more),
    ask: async (persona, query, variables = {}, more = {}, headers = {}): Promise<Answered> =>
      ask(url, { query, variables, ...more }, { ...headers, authorization: `Bearer ${await district.token(persona)}` }),
    close,
  };
}

/** Another evidence log for these processes, with the keys of the district. */
async function logOfItsOwn({ databases }: Pick<District, "databases">): Promise<Record<string, string>> {
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
