/**
 * The internal operation `events`: the log as supervision may count it, by agency, purpose, outcome and code. No person, no
 * officer and no case leaves here, keyed or not.
 */
import { setImmediate } from "node:timers/promises";
import { decodeEntry, type EntryKind, type EvidenceEntry } from "../../../schema/contract/evidence/evidenceEntry";
import { EventsAsked } from "../../kit/eventSource";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import type { EntryRow } from "./store/entryStore";
import { entriesFrom, logSize } from "./store/lookStore";

export interface AuditEvent {
  /** Place in the log, counted from 1, so that `after: 0` begins at the first. */
  position: number;
  at: string;
  kind: EntryKind;
  facts: Record<string, string | number | boolean | null>;
}

/** Read at one go; looks have a turn before the next. */
const PIECE = 200;

/** `{ events, next, head }`: go on with `after: next` until it is `head`. */
export async function events(
  environment: SubgraphEnvironment,
  payload: unknown,
): Promise<{ events: AuditEvent[]; next: number; head: number }> {
  const { after, limit } = EventsAsked.parse(payload);
  const { reader } = environment.database!;
  // The head first: what is written meanwhile is for the next call.
  const head = await logSize(reader);
  const told: AuditEvent[] = [];
  for (let hasMore = true; hasMore && told.length < limit;) {
    const asked = Math.min(PIECE, limit - told.length);
    const rows = await entriesFrom(reader, after + told.length, asked);
    told.push(...rows.map(toldOf));
    hasMore = rows.length === asked;
    if (hasMore) await setImmediate();
  }
  return { events: told, next: told.at(-1)?.position ?? after, head: Math.max(head, told.at(-1)?.position ?? 0) };
}

function toldOf({ position, body }: EntryRow): AuditEvent {
  const entry = decodeEntry(body);
  return { position: position + 1, at: entry.at, kind: entry.kind, facts: factsOf(entry) };
}

function factsOf(entry: EvidenceEntry): AuditEvent["facts"] {
  const { kind, agency = null, purpose = null, outcome = null, code = null, rule = null, count = null } = entry;
  if (kind === "FINDING") return { agency, rule, count };
  if (kind === "CHALLENGE" || kind === "RULING") return { agency, code };
  return {
    ...{ agency, purpose, outcome, code },
    categories: entry.categories?.length ?? 0,
    withheld: entry.withheld?.length ?? 0,
    unavailable: entry.unavailable?.length ?? 0,
    grant: entry.grant !== undefined,
    refusedBy: refusalsOf(entry.withheld ?? []),
    person: entry.person !== undefined,
    skewed: entry.skew !== undefined,
  };
}

/** How many categories each rule refused: `GRANT:2 PURPOSE:1`. */
function refusalsOf(withheld: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const rule of withheld.map((one) => one.split(" ")[1]!)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => `${rule}:${count}`).join(" ");
}
