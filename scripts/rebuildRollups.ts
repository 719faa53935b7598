/**
 * `npm run rebuild-rollups`: counts everything that supervision counts anew, from the first event of every source. What is
 * served goes on being served, and the new numbers take the place of the old ones in one transaction.
 */
import { readLocation } from "../subgraphs/kit/config";
import { openDatabase, type Database } from "../subgraphs/kit/store/database";
import type { SubgraphEnvironment } from "../subgraphs/kit/subgraph";
import { eventSources } from "../subgraphs/platform/supervision/rollup/eventSources";
import { rebuildRollups } from "../subgraphs/platform/supervision/rollup/rebuild";
import { subgraphNamed, subgraphNames } from "../subgraphs/register";
import { countingWarrant, eventsOver, SUPERVISION } from "./follow/readEvents";
import { dataDirOf, environment } from "./config";

const USAGE = `npm run rebuild-rollups

  Counts the rollups of supervision anew: after a change of what is counted, or in doubt. May run while everything is served.
  A subgraph that CREDIT_SUBGRAPHS names is asked over the wire (CREDIT_EVENTS_KEY_<NAME>), of every other the database is
  opened (CREDIT_DATA_DIR, CREDIT_DATABASE_URL). Nothing changes unless every source answers.`;

export async function main(argv: string[]): Promise<number> {
  if (argv.length > 0) {
    console.log(USAGE);
    return argv[0] === "--help" ? 0 : 2;
  }
  const env = environment();
  const opened = new Map<string, Database>();
  const open = async (name: string): Promise<Database> => {
    let database = opened.get(name);
    if (database === undefined) {
      const { migrations } = subgraphNamed(name);
      opened.set(name, (database = await openDatabase(readLocation(env, name, dataDirOf(env)), migrations)));
    }
    return database;
  };
  // Of a subgraph that is served elsewhere only the database is opened: it has one writer.
  const read = eventsOver(env, async (name, payload) => {
    const { events } = subgraphNamed(name).internal;
    return events!({ database: await open(name) } as SubgraphEnvironment, payload, countingWarrant(Date.now()));
  });
  const began = Date.now();
  try {
    const sources = eventSources().filter((name) => subgraphNames.includes(name));
    const { events, counters } = await rebuildRollups(await open(SUPERVISION), { sources, read, now: Date.now });
    console.log(
      `${events} events of ${sources.length} sources, ${counters} counters, ${((Date.now() - began) / 1000).toFixed(1)} s.`,
    );
    return 0;
  } finally {
    for (const database of opened.values()) await database.close();
  }
}
