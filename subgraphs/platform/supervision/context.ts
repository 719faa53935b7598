/** What the resolvers of supervision work with, and who may do what: the office, a member on its own tasks, a reader. */
import { loadCatalogue } from "../../../schema/catalogue/load";
import type { Department } from "../../../schema/catalogue/catalogue";
import { legalDayOf, type LegalDay } from "../../../schema/contract/legalDay";
import type { Warrant } from "../../../schema/contract/warrant";
import { denied } from "../../kit/door/refused";
import type { Database } from "../../kit/store/database";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import { openRollups, type Rollups } from "./rollup/rollups";

export interface SupervisionContext {
  warrant: Warrant;
  database: Database;
  rollups: Rollups;
  now: () => number;
  today: LegalDay;
}

const opened = new WeakMap<Database, Rollups>();

/** The counters of a running subgraph. */
export function rollupsOf(database: Database): Rollups {
  let rollups = opened.get(database);
  if (rollups === undefined) opened.set(database, (rollups = openRollups(database)));
  return rollups;
}

export function supervisionContext({ database, now }: SubgraphEnvironment, warrant: Warrant): SupervisionContext {
  return { warrant, database: database!, rollups: rollupsOf(database!), now, today: legalDayOf(new Date(now())) };
}

/** The office of the joint meeting. @throws ACCESS_DENIED for anybody else. */
export function office({ warrant }: SupervisionContext): string {
  if (warrant.agency === undefined || !warrant.scopes.includes("supervision:write")) throw denied();
  return warrant.officer;
}

/**
 * Who may write for `member`: the office, or the member itself. An agency is the member's own where its code is the
 * department's, or its sectors are among the department's.
 * @throws ACCESS_DENIED for anybody else.
 */
export function reporterFor(member: Department, { warrant }: SupervisionContext): string {
  const { agency: code, scopes, officer } = warrant;
  if (code !== undefined && scopes.includes("supervision:write")) return officer;
  const agency = loadCatalogue().agencies.find((one) => one.code === code);
  const own = code === member.code || (agency?.sectors.some((sector) => member.sectors.includes(sector)) ?? false);
  if (!own || !scopes.includes("supervision:report")) throw denied();
  return officer;
}
