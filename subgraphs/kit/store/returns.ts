/** What a department says of a month: that nothing was decided, or how many decisions its own case system counts. */
import type { Database } from "./database";
import { insert } from "./insertRows";
import { emit } from "./outbox";
import type { Row } from "./reader";
import { STEP_COLUMNS, stepById, stepOf, takeStep, type Officer, type Step } from "./steps";
import { decidedIn } from "./tally";
import { inQuietTurn } from "./turn";

export interface Month {
  item: string;
  /** 2026-10 */
  period: string;
}

export interface Reconciliation extends Month {
  /** Decisions that the department counts, and that came in here. */
  theirs: number;
  ours: number;
  step: Step;
}

export interface NilReturn extends Month {
  step: Step;
}

type By = { by: Officer; at: string };

/** Puts a nil return on record; `false` when records of the month came in. One of a month that has one is told again, unchanged. */
export function fileNilReturn(database: Database, { item, period }: Month, { by, at }: By): Promise<boolean> {
  return inQuietTurn(database, async (turn) => {
    const { manager } = turn;
    const [decided] = (await manager.query("SELECT decided FROM tally WHERE item = ? AND month = ?", [item, period])) as Row[];
    if (((decided?.["decided"] as number | undefined) ?? 0) > 0) return false;
    const filed = (await manager.query("SELECT step_id FROM nil_return WHERE item = ? AND period = ?", [item, period])) as Row[];
    if (filed.length > 0) return true;
    const step = await takeStep(turn, { kind: "NIL_RETURN_FILED", at, ...by, facts: { item, period } });
    await insert(manager, "nil_return", ["item", "period", "step_id"], [[item, period, step]]);
    await emit(turn, at, [{ kind: "NIL_RETURN_FILED", item, facts: { period } }]);
    return true;
  });
}

/** Holds a department's own count of a month against what came in. */
export async function reconcile(
  database: Database,
  { item, period, theirs }: Month & { theirs: number },
  { by, at }: By,
): Promise<Reconciliation> {
  const ours = await decidedIn(database, item, period);
  const facts = { item, period, theirs, ours, difference: theirs - ours };
  const id = await inQuietTurn(database, async (turn) => {
    const step = await takeStep(turn, { kind: "RECONCILED", at, ...by, facts });
    await insert(
      turn.manager,
      "reconciliation",
      ["step_id", "item", "period", "theirs", "ours"],
      [[step, item, period, theirs, ours]],
    );
    await emit(turn, at, [{ kind: "RECONCILED", item, facts: { period, theirs, ours, difference: theirs - ours } }]);
    return step;
  });
  return { item, period, theirs, ours, step: (await stepById(database, id))! };
}

const STEP = STEP_COLUMNS.map((column) => `s.${column}`).join(", ");
const NIL_RETURNS = `SELECT n.item, n.period, ${STEP} FROM nil_return n JOIN step s ON s.id = n.step_id
  ORDER BY n.period DESC, n.item LIMIT 200`;
const RECONCILIATIONS = `SELECT r.item, r.period, r.theirs, r.ours, ${STEP} FROM reconciliation r JOIN step s ON s.id = r.step_id
  ORDER BY r.period DESC, r.item, s.position DESC LIMIT 200`;

/** The latest 200. */
export async function nilReturns(database: Database): Promise<NilReturn[]> {
  return (await database.reader.all(NIL_RETURNS, [])).map((row) => ({ ...monthOf(row), step: stepOf(row) }));
}

/** The latest 200. */
export async function reconciliations(database: Database): Promise<Reconciliation[]> {
  return (await database.reader.all(RECONCILIATIONS, [])).map((row) => {
    return { ...monthOf(row), theirs: row["theirs"] as number, ours: row["ours"] as number, step: stepOf(row) };
  });
}

function monthOf(row: Row): Month {
  return { item: row["item"] as string, period: row["period"] as string };
}
