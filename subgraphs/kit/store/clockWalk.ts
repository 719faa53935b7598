/**
 * What time does to records, written down: that their display or query ended, once each; that the catalogue computes their
 * clocks otherwise now; that the time for which they may be kept is over. Reads never wait for any of this: they judge by
 * the clocks and the day themselves (`door/visible.ts`, `recordStore.ts`).
 */
import type { LegalDay } from "../../../schema/contract/legalDay";
import type { ClockBook } from "../record/itemClocks";
import type { Database } from "./database";
import { LIVE_STATES } from "./difference";
import { changedBy } from "./insertRows";
import { emit, type NewEvent } from "./outbox";
import { placeholders, type Row } from "./reader";
import { readableUntil, readableUntilSql } from "./readableUntil";
import type { RecordsChanged } from "./recordStore";
import { storedOf, ticking } from "./recordStore";
import type { StoredRecord } from "./recordRow";
import { inQuietTurn, inTurn, type Turn } from "./turn";

const ENDS = readableUntilSql("r");
const CLOCK = `CASE WHEN r.display_until IS NULL OR r.query_until < r.display_until THEN 'QUERY' ELSE 'DISPLAY' END`;
/** Of records that were readable at some time since they are here: midnight in Shanghai is 16:00 UTC. */
const EXPIRED = `INSERT INTO outbox (position, at, kind, item, record_id, person_id, batch_id, facts)
  SELECT ? + ROW_NUMBER() OVER (ORDER BY r.id), ?, 'RECORD_EXPIRED', r.item, r.id, r.person_id, NULL,
    CONCAT('{"clock":"', ${CLOCK}, '","lastDay":"', ${ENDS}, '","polarity":"', r.polarity, '","openness":"', r.openness, '","decidedOn":"', r.decided_on, '"}')
  FROM record r WHERE r.state IN ${LIVE_STATES} AND ${ENDS} >= ? AND ${ENDS} < ? AND r.as_of < CONCAT(${ENDS}, 'T16:00:00.000Z')`;

/** Tells of the records that expired since the last sweep; how many. Nothing, when somebody swept on that day already. */
export function sweepExpired(database: Database, today: LegalDay, at: string): Promise<number> {
  return inQuietTurn(database, async (turn) => {
    const { manager } = turn;
    const since = await sweptIn(turn);
    if (since >= today) return 0;
    const before = turn.positions(0) - 1;
    const expired = await changedBy(manager, EXPIRED, [before, at, since, today]);
    turn.positions(expired);
    await manager.query("UPDATE turn SET swept_on = ? WHERE one = 1", [today]);
    return expired;
  });
}

async function sweptIn({ manager }: Turn): Promise<LegalDay> {
  const [row] = (await manager.query("SELECT swept_on FROM turn WHERE one = 1")) as Row[];
  return row!["swept_on"] as LegalDay;
}

/** The day of the last sweep: what ended before it is told. */
export async function sweptOn(database: Database): Promise<LegalDay> {
  const [row] = await database.reader.all("SELECT swept_on FROM turn WHERE one = 1", []);
  return row!["swept_on"] as LegalDay;
}

const OTHERWISE = `SELECT * FROM record WHERE type = ? AND source_no > ? AND policy <> ? ORDER BY source_no LIMIT 500`;
const RESET = `UPDATE record SET display_rule = ?, display_until = ?, query_until = ?, retain_until = ?, sanction_until = ?, policy = ?
  WHERE id = ? AND version = ?`;

/** The clocks of all records of a type, as the catalogue computes them now; how many were computed anew. */
export async function recompute(
  database: Database,
  { name: type, item }: { name: string; item: { code: string } },
  book: ClockBook,
  at: string,
): Promise<number> {
  let recomputed = 0;
  for (let last = ""; ;) {
    const rows = await inQuietTurn(database, async (turn) => {
      const found = ((await turn.manager.query(OTHERWISE, [type, last, book(item.code).policy])) as Row[]).map(storedOf);
      await resetClocks(turn, found, book, at);
      return found;
    });
    if (rows.length === 0) return recomputed;
    recomputed += rows.length;
    last = rows.at(-1)!.sourceNo;
  }
}

/** What ends by this before the day of the last sweep is told here; what ends later, by the next sweep. */
async function resetClocks(turn: Turn, rows: readonly StoredRecord[], book: ClockBook, at: string): Promise<void> {
  if (rows.length === 0) return;
  const swept = await sweptIn(turn);
  const ended: NewEvent[] = [];
  for (const row of rows) {
    const { displayRule, displayUntil, queryUntil, retainUntil, sanctionUntil, policy } = ticking(row, book);
    const clocks = [displayRule, displayUntil, queryUntil, retainUntil, sanctionUntil, policy];
    await turn.manager.query(RESET, [...clocks, row.id, row.version]);
    const lastDay = readableUntil({ displayUntil, queryUntil });
    // Without a policy the clocks were none yet, and nothing is known of what was shown by them.
    if (row.policy === "" || !isReadable(row, swept) || lastDay === null || lastDay >= swept) continue;
    const facts = {
      clock: lastDay === displayUntil ? "DISPLAY" : "QUERY",
      lastDay,
      polarity: row.polarity,
      openness: row.openness,
      decidedOn: row.decidedOn,
    };
    ended.push({ kind: "RECORD_EXPIRED", item: row.item, recordId: row.id, personId: row.personId, facts });
  }
  if (ended.length > 0) await emit(turn, at, ended);
}

function isReadable({ state, displayUntil, queryUntil }: StoredRecord, day: LegalDay): boolean {
  const isLive = state === "ACTIVE" || state === "DISPUTED" || state === "CORRECTED";
  return isLive && (displayUntil ?? day) >= day && (queryUntil ?? day) >= day;
}

const OVER = "SELECT id, person_id, item, type FROM record WHERE retain_until < ? LIMIT 500";

/** Erases what may be kept no longer, with all its versions; how many records. */
export async function eraseOver(
  database: Database,
  today: LegalDay,
  at: string,
  recordsChanged?: RecordsChanged,
): Promise<number> {
  for (let erased = 0; ;) {
    // A look first: a turn in which nothing changes would make every difference be computed again.
    const [any] = await database.write<Row[]>((manager) => manager.query(OVER, [today]));
    if (any === undefined) return erased;
    erased += await inTurn(database, (turn) => eraseSome(turn, today, at, recordsChanged));
  }
}

async function eraseSome(turn: Turn, today: LegalDay, at: string, recordsChanged?: RecordsChanged): Promise<number> {
  const { manager } = turn;
  const found = (await manager.query(OVER, [today])) as Row[];
  if (found.length === 0) return 0;
  const { marks, bound } = placeholders(found.map((row) => row["id"] as string));
  await manager.query(`DELETE FROM record_version WHERE id IN (${marks})`, bound);
  await manager.query(`DELETE FROM record WHERE id IN (${marks})`, bound);
  const events = found.map((row): NewEvent => {
    const [item, recordId, personId] = [row["item"], row["id"], row["person_id"]] as [string, string, string];
    return { kind: "RECORD_EXPIRED", item, recordId, personId, facts: { clock: "RETENTION" } };
  });
  await emit(turn, at, events);
  await recordsChanged?.(manager, new Set(found.map((row) => row["type"] as string)));
  return found.length;
}

/** Whether all clocks were computed of this catalogue, as far as is written down. */
export async function areComputedOf(database: Database, policies: string): Promise<boolean> {
  const [row] = await database.reader.all("SELECT policies FROM turn WHERE one = 1", []);
  return row?.["policies"] === policies;
}

export function noteComputedOf(database: Database, policies: string): Promise<void> {
  return inQuietTurn(database, ({ manager }) => manager.query("UPDATE turn SET policies = ? WHERE one = 1", [policies]));
}
