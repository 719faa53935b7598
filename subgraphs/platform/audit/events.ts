/**
 * The internal operation `events`: the log as supervision may count it, by agency, purpose, outcome and code. No person, no
 * officer and no case leaves here, keyed or not.
 */
import { z } from "zod";
import { decodeEntry, type EntryKind, type EvidenceEntry } from "../../../schema/contract/evidence/evidenceEntry";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import { entriesFrom, logSize } from "./store/lookStore";

export interface AuditEvent {
  /** Place in the log, counted from 1, so that `after: 0` begins at the first. */
  position: number;
  at: string;
  kind: EntryKind;
  facts: Record<string, string | number | boolean | null>;
}

const Payload = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(5000) });

/** `{ events, next, head }`: go on with `after: next` until it is `head`. */
export async function events(
  environment: SubgraphEnvironment,
  payload: unknown,
): Promise<{ events: AuditEvent[]; next: number; head: number }> {
  const { after, limit } = Payload.parse(payload);
  const { reader } = environment.database!;
  // The head first: what is written meanwhile is for the next call.
  const head = await logSize(reader);
  const rows = await entriesFrom(reader, after, limit);
  const told = rows.map(({ position, body }): AuditEvent => {
    const entry = decodeEntry(body);
    return { position: position + 1, at: entry.at, kind: entry.kind, facts: factsOf(entry) };
  });
  return { events: told, next: told.at(-1)?.position ?? after, head: Math.max(head, told.at(-1)?.position ?? 0) };
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
