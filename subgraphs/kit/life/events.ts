/**
 * The internal operation `events`: the sector's outbox, from a position on. Not part of the graph; whoever keeps count of
 * what happens (supervision, the push to the city) asks for what comes after the last position that it has.
 *
 * `{ events, next, head }`: go on with `after: next` until it is `head`.
 */
import { z } from "zod";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { workingDays } from "../../../schema/catalogue/workingDays";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { eventsAfter, MAX_EVENTS, type Facts, type OutboxEvent } from "../store/outbox";
import type { SubgraphEnvironment } from "../subgraph";

const Payload = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(MAX_EVENTS) });

export async function events(
  environment: SubgraphEnvironment,
  payload: unknown,
): Promise<{ events: OutboxEvent[]; next: number; head: number }> {
  const { after, limit } = Payload.parse(payload);
  const found = await eventsAfter(environment.database!, after, limit);
  const told = found.events.map((event) => ({ ...event, facts: { ...event.facts, ...timely(event) } }));
  return { events: told, next: told.at(-1)?.position ?? after, head: found.head };
}

const limits = new Map(loadCatalogue().items.map(({ code, pushLimitWorkingDays }) => [code, pushLimitWorkingDays]));

/** How many working days a step took, and whether that was longer than the catalogue allows. */
function timely({ kind, at, item, facts }: OutboxEvent): Facts {
  const { between } = workingDays(loadCatalogue().workingYears);
  const today = legalDayOf(new Date(at));
  if (kind === "RECORD_CREATED") {
    const days = between(facts["decidedOn"] as string, today);
    return { workingDays: days, late: days > (limits.get(item ?? "") ?? Infinity) };
  }
  if (kind !== "BATCH_REVIEWED" || typeof facts["stagedAt"] !== "string") return {};
  return { workingDays: between(legalDayOf(new Date(facts["stagedAt"])), today) };
}
