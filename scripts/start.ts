/**
 * `npm start`: gateway and every subgraph in one process, with a synthetic district to look at on the first run. The
 * district is made of the files that departments would send, taken in by `collect`'s own code: one way into a database.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGatewayConfig, type GatewayConfig } from "../gateway/config";
import { startGateway } from "../gateway/main";
import { kindOfError } from "../schema/contract/kindOfError";
import { projectRoot } from "../schema/contract/projectRoot";
import { readSubgraphConfig } from "../subgraphs/kit/config";
import { startUpkeep, type Upkeep } from "../subgraphs/kit/startUpkeep";
import { openSubgraph, type RunningSubgraph, type SubgraphDefinition } from "../subgraphs/kit/subgraph";
import { subgraphNamed, subgraphNames } from "../subgraphs/register";
import { IDENTITY, registerFor } from "./collect/resolvePersons";
import { eventsFor, FOLLOWERS } from "./follow/readEvents";
import { environment, peopleOf } from "./config";
import { openDevelopmentIssuer } from "./developmentIssuer";
import { developmentPages } from "./start/developmentPages";
import { populate } from "./start/populate";
import { refuseDebugger } from "./start/refuseDebugger";
import { refuseUncomposed } from "./start/refuseUncomposed";
import { refuseUnwritable } from "./start/refuseUnwritable";
import { untilSignal } from "./start/untilSignal";

export interface LocalOne {
  definition: SubgraphDefinition;
  running: RunningSubgraph;
}

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(
      "npm start   everything in one process; PORT, HOST, CREDIT_DATA_DIR, CREDIT_PEOPLE, CREDIT_DATABASE_URL (see README.md)",
    );
    return 0;
  }
  refuseDebugger();
  const env = environment();
  const config = readGatewayConfig(env);
  refuseUnknown(config);
  refuseUnwritable(config.dataDir);
  const people = peopleOf(env);
  const inDevelopment = config.mode === "development";
  if (inDevelopment) await openDevelopmentIssuer(config.dataDir, config.issuer, config.audience);
  const local = await openLocal(config);
  const upkeeps: Upkeep[] = [];
  try {
    for (const { running } of local) refuseUncomposed({ name: running.name, sdl: running.built().sdl }, projectRoot());
    if (inDevelopment) await populateOnce(local, config.dataDir, people);
    const gateway = await startGateway(config, {
      local: local.map(({ running }) => running),
      ...(inDevelopment && { development: await developmentPages(config) }),
    });
    upkeeps.push(...local.map(({ definition, running }) => startUpkeep(definition, running, tellFailure(running.name))));
    const ended = untilSignal();
    announce(gateway.url);
    await warmUp(local);
    await ended;
    await gateway.close();
  } finally {
    await Promise.all(upkeeps.map((one) => one.stop()));
    // Connections that stay open would keep the process from ending. Whoever follows others' events ends before they do.
    const isFollower = ({ running }: LocalOne) => FOLLOWERS.includes(running.name);
    for (const { running } of [...local.filter(isFollower), ...local.filter((one) => !isFollower(one))]) await running.close();
  }
  return 0;
}

/** What was left for the first request that asks a department, done between others: a schema a turn of the event loop. */
async function warmUp(local: readonly LocalOne[]): Promise<void> {
  for (const { running } of local) {
    void running.built().schema;
    await new Promise(setImmediate);
  }
}

/** The synthetic district, where the data folder has none yet. */
async function populateOnce(local: readonly LocalOne[], dataDir: string, people: number): Promise<void> {
  const done = join(dataDir, "district.json");
  if (existsSync(done)) return;
  await populate(local, { people, folder: join(dataDir, "district"), say: (line) => console.log(line) });
  writeFileSync(done, JSON.stringify({ people }));
}

/** Every subgraph that has no address elsewhere; all of them, or none stays open. */
async function openLocal(config: GatewayConfig): Promise<LocalOne[]> {
  const names = subgraphNames.filter((name) => !config.subgraphUrls.has(name));
  const opened = new Map<string, RunningSubgraph>();
  async function open(name: string): Promise<LocalOne> {
    const definition = subgraphNamed(name);
    const { location, cursorKey, signingKeys } = readSubgraphConfig(environment(), name, 0);
    const onError = tellFailure(name);
    const here = () => opened.get(IDENTITY);
    const url = config.subgraphUrls.get(IDENTITY);
    const resolvePersons = registerFor(name, { url, here, env: environment() });
    const readEvents = eventsFor(name, environment(), { here: async (other) => (await allOpened, opened.get(other)) });
    const options = { location, cursorKey, signingKeys, settings: environment(), onError, resolvePersons, readEvents };
    const running = await openSubgraph(definition, options);
    opened.set(name, running);
    return { definition, running };
  }

  // What counts events asks those that open beside it.
  const allOpened = Promise.resolve().then(() => Promise.allSettled(names.map(open)));
  const results = await allOpened;
  const failed = results.find((one) => one.status === "rejected");
  if (failed === undefined) return results.map((one) => (one as PromiseFulfilledResult<LocalOne>).value);
  await Promise.all([...opened.values()].map((one) => one.close()));
  throw failed.reason;
}

function tellFailure(subgraph: string): (error: unknown) => void {
  return (error) => console.error(JSON.stringify({ subgraph, kind: "FAILED", detail: kindOfError(error) }));
}

/** Before the district is made, which takes its time. */
function refuseUnknown({ subgraphUrls }: GatewayConfig): void {
  for (const name of subgraphUrls.keys()) {
    if (!subgraphNames.includes(name))
      throw new Error(`CREDIT_SUBGRAPHS names "${name}", which the graph does not have: ${subgraphNames.join(", ")}`);
  }
}

function announce(url: string): void {
  console.log(`
个人诚信图谱 is ready.

  Front page   ${url}/             (what is where; the graph's documentation is at ${url}/docs)
  Playground   ${url}/playground
  Dashboard    ${url}/dashboard
  GraphQL      ${url}/graphql     (POST, application/json, a bearer token)
  Health       ${url}/health/ready
  A token      npm run -s token -- licensing-clerk        (npm run token -- --help lists the personas)

  README.md has the first query. Stop with Ctrl+C.`);
}
