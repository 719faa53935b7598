/**
 * A sector's desk, as its resolvers reach it: whose it is, who sits at it, one action after another.
 *
 * Threat (ATTACKS I16 and the bad input of a desk): a steward of one sector who acts at another's, a scope that stands in a
 * token of the wrong agency. The gateway asks for the scope; here it is asked again, and the agency must run the sector.
 */
import type { Warrant } from "../../../schema/contract/warrant";
import { denied, refused } from "../door/refused";
import type { SubgraphContext } from "../graph/context";
import type { DraftComplaints } from "../intake/rowChecks";
import { runsSector } from "../life/officer";
import type { Sector } from "../sector";
import type { Database } from "../store/database";
import type { RecordsChanged } from "../store/recordStore";
import type { Officer } from "../store/steps";

/** What a sector does in its own way when records come or change. */
export interface SectorHooks {
  complaints?: DraftComplaints | undefined;
  recordsChanged?: RecordsChanged | undefined;
}

export type DeskRole = "steward" | "review";

/** Scopes of the roles at a sector's desk, as a directive. */
export function scopesOf(sector: string, roles: readonly (DeskRole | "audit")[]): string {
  const scopes = roles.map((role) => `["${role === "audit" ? "audit:read" : `${role}:${sector}`}"]`);
  return `@requiresScopes(scopes: [${scopes.join(", ")}])`;
}

/** The officer, if the warrant gives him one of the roles at this sector's desk. @throws GraphQLError ACCESS_DENIED */
export function officerAt(sector: Sector, roles: readonly DeskRole[], { agency, officer, scopes }: Warrant): Officer {
  const holds = roles.some((role) => scopes.includes(`${role}:${sector.name}`));
  if (!holds || agency === undefined || !runsSector(agency, sector.name)) throw denied();
  return { agency, officer };
}

/** May the records of the sector be read, with their versions: at its own desk, or by who audits. */
export function refuseUnreadable(sector: Sector, warrant: Warrant): void {
  if (warrant.scopes.includes("audit:read")) return;
  officerAt(sector, ["steward", "review"], warrant);
}

export function databaseOf({ environment }: SubgraphContext): Database {
  return environment.database!;
}

export function instantOf({ environment }: SubgraphContext): string {
  return new Date(environment.now()).toISOString();
}

/** As many as were asked for, of a list that holds 200 at most. */
export function firstOf<T>(list: readonly T[], first: number): T[] {
  if (first < 1 || first > 200) throw refused("DESK_FIRST");
  return list.slice(0, first);
}

const running = new WeakMap<SubgraphContext, Promise<unknown>>();

/** Actions of one call run in the order of the text, though a GraphQL executor would begin them all at once. */
export function inOrder<T>(context: SubgraphContext, action: () => Promise<T>): Promise<T> {
  const turn = (running.get(context) ?? Promise.resolve()).then(action, action);
  running.set(context, turn);
  return turn;
}
