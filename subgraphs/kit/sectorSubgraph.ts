/** A sector as a subgraph: the kit's tables, the kit's reads, the second lock. A department writes its classes and this line. */
import { loadCatalogue } from "../../schema/catalogue/load";
import type { Warrant } from "../../schema/contract/warrant";
import { isVisible } from "./door/visible";
import type { SubgraphContext } from "./graph/context";
import { byDecision } from "./graph/page";
import { sectorSchema } from "./graph/sectorSchema";
import type { BuiltSubgraph } from "./graph/subgraphSchema";
import type { Sector } from "./sector";
import type { Database } from "./store/database";
import type { DraftComplaints } from "./intake/rowChecks";
import { rowsOfPersons } from "./door/rowsOfPersons";
import { lastPublished, type RecordsChanged } from "./store/recordStore";
import { eventsTelling, type TellDetails } from "./life/events";
import { keepUp } from "./life/upkeep";
import { SECTOR_MIGRATIONS } from "./store/sectorMigrations";
import { onceEach } from "./store/tickBatch";
import type { SubgraphDefinition, SubgraphEnvironment } from "./subgraph";

/** A subgraph that serves records of a sector, so that intake can take batches in for it. */
export interface SectorSubgraph extends SubgraphDefinition {
  sector: Sector;
  /** What the sector's own store alone can say against drafts of a batch: a complaint a draft, or nothing. */
  complaints?: DraftComplaints;
  recordsChanged?: RecordsChanged;
  /** What its events tell besides. */
  tells?: TellDetails;
}

/** The subgraph of `sector`; `own` replaces what a sector does in its own way. */
export function sectorSubgraph(sector: Sector, own: Partial<SectorSubgraph> = {}): SectorSubgraph {
  const { complaints, recordsChanged, tells } = own;
  return {
    name: sector.name,
    sector,
    build: (): BuiltSubgraph => sectorSchema(sector, { complaints, recordsChanged }),
    migrations: SECTOR_MIGRATIONS,
    context: recordContext,
    ...own,
    internal: { events: eventsTelling(tells), ...own.internal },
    upkeep: ({ database }, now) => keepUp({ database: database!, sector, recordsChanged }, now),
  };
}

const standingItems = new Set(
  loadCatalogue()
    .items.filter(({ creditRecord }) => !creditRecord)
    .map(({ code }) => code),
);
const FRESH_FOR_MS = 1000;
const lastPublishedAt = new WeakMap<Database, { at: Promise<string> | string; readAt: number }>();

/** Context of one call: rows of its persons, filtered by the second lock before anything sees them. */
export function recordContext(environment: SubgraphEnvironment, warrant: Warrant): SubgraphContext {
  const database = environment.database!;
  return {
    warrant,
    environment,
    cursorKey: environment.cursorKey,
    dataAsOf: () => dataAsOf(environment),
    records: onceEach((personId) =>
      rowsOfPersons(database, [personId], warrant).then(([rows]) => {
        const visible = rows!.filter((row) => isVisible(row, warrant, standingItems));
        return visible.length > 1 ? visible.sort(byDecision) : visible;
      }),
    ),
  };
}

/** Read at most once a second, and once for all persons of a call: a batch may be published by another process. */
function dataAsOf({ database, startedAt, now }: SubgraphEnvironment): Promise<string> | string {
  const known = lastPublishedAt.get(database!);
  if (known !== undefined && now() - known.readAt < FRESH_FOR_MS) return known.at;
  const at = lastPublished(database!).then((at) => at ?? startedAt);
  const read: { at: Promise<string> | string; readAt: number } = { at, readAt: now() };
  lastPublishedAt.set(database!, read);
  at.then(
    (value) => (read.at = value),
    // A failure is told to those who waited, and not remembered.
    () => lastPublishedAt.get(database!) === read && lastPublishedAt.delete(database!),
  );
  return at;
}
