/** How fast events of a sector are counted anew, from its outbox over the path that `npm run rebuild-rollups` takes. */
import { loadCatalogue } from "../../schema/catalogue/load";
import { addMonths, legalDayOf } from "../../schema/contract/legalDay";
import { countingWarrant, SUPERVISION } from "../../scripts/follow/readEvents";
import { readLocation } from "../../subgraphs/kit/config";
import { openDatabase, type Database } from "../../subgraphs/kit/store/database";
import { emit, type NewEvent } from "../../subgraphs/kit/store/outbox";
import { inQuietTurn } from "../../subgraphs/kit/store/turn";
import type { SubgraphEnvironment } from "../../subgraphs/kit/subgraph";
import { rebuildRollups, type Rebuilt } from "../../subgraphs/platform/supervision/rollup/rebuild";
import { subgraphNamed } from "../../subgraphs/register";
import { round } from "../load";
import { chancesFrom, MONTHS } from "./tenYears";

const SECTOR = "market";
const A_TURN = 5_000;

interface Recounting {
  database: string;
  env: Readonly<Record<string, string>>;
  events: number;
}

export async function measureRecount(
  { database, env, events }: Recounting,
  say: (line: string) => void,
  runs: Record<string, unknown>[],
  figures: Record<string, number>,
): Promise<void> {
  const open = (name: string) => openDatabase(readLocation(env, name, env["CREDIT_DATA_DIR"]!), subgraphNamed(name).migrations);
  const [sector, supervision] = [await open(SECTOR), await open(SUPERVISION)];
  try {
    say(`${database}: ${events.toLocaleString("en")} events of one sector …`);
    await fillOutbox(sector, events);
    const began = performance.now();
    const counted = await recount(sector, supervision);
    const seconds = (performance.now() - began) / 1000;
    const perSecond = Math.round(counted.events / seconds);
    runs.push({ database, operation: "events counted anew", asked: counted.events, seconds: round(seconds), perSecond });
    figures[`${database}EventsCountedASecond`] = perSecond;
    figures["rebuildSeconds"] = Math.max(figures["rebuildSeconds"] ?? 0, round(10_000_000 / perSecond));
    figures[`${database}TenMillionEventsCountedMinutes`] = round(10_000_000 / perSecond / 60);
  } finally {
    await Promise.all([sector.close(), supervision.close()]);
  }
}

function recount(sector: Database, supervision: Database): Promise<Rebuilt> {
  const read = (_: string, after: number, limit: number) =>
    subgraphNamed(SECTOR).internal["events"]!(
      { database: sector } as SubgraphEnvironment,
      { after, limit },
      countingWarrant(Date.now()),
    );
  return rebuildRollups(supervision, { sources: [SECTOR], read, now: Date.now });
}

/** Records created over ten years, one a line of the outbox. */
async function fillOutbox(database: Database, events: number): Promise<void> {
  const items = loadCatalogue().items.filter(({ sector }) => sector === SECTOR);
  const chances = chancesFrom(11);
  const today = legalDayOf(new Date());
  const made = (place: number): NewEvent => {
    const decidedOn = addMonths(today, -Math.floor(chances() * MONTHS));
    const { code: item } = items[place % items.length]!;
    const facts = { decidedOn, polarity: "POSITIVE", openness: "PUBLIC", state: "ACTIVE", gravity: null, readableUntil: null };
    return { kind: "RECORD_CREATED", item, recordId: `R${place}`, personId: `P${place % 100_000}`, facts };
  };
  for (let start = 0; start < events; start += A_TURN) {
    const some = Array.from({ length: Math.min(A_TURN, events - start) }, (_, place) => made(start + place));
    await inQuietTurn(database, (turn) => emit(turn, new Date().toISOString(), some));
  }
}
