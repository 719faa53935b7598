/**
 * The internal operation `events`: the sector's outbox, from a position on. Not part of the graph; whoever keeps count of
 * what happens (supervision, the push to the city) asks for what comes after the last position that it has.
 *
 * `{ events, next, head }`: go on with `after: next` until it is `head`.
 */
import { loadCatalogue } from "../../../schema/catalogue/load";
import { workingDays } from "../../../schema/catalogue/workingDays";
import { legalDayOf } from "../../../schema/contract/legalDay";
import type { Facts, OutboxEvent } from "../../../schema/contract/outboxEvent";
import { detailsOfVersions, versionName, type VersionKey } from "../store/recordHistory";
import { EventsAsked } from "../eventSource";
import { eventsAfter } from "../store/outbox";
import type { SubgraphEnvironment } from "../subgraph";

export function eventsTelling(tell: TellDetails = {}) {
  return async (environment: SubgraphEnvironment, payload: unknown): Promise<EventPage> => {
    const { after, limit } = EventsAsked.parse(payload);
    const database = environment.database!;
    const found = await eventsAfter(database, after, limit);
    const telling = ({ item = "" }: OutboxEvent) => (Object.hasOwn(tell, item) ? tell[item] : undefined);
    const details = await detailsOfVersions(database, found.events.filter(telling).flatMap(versionsOf));
    const told = found.events.map((event) => {
      const own = telling(event);
      const facts = { ...event.facts, ...timely(event), ...(own && detailed(event, own, details)) };
      return { ...event, facts };
    });
    // A page that is not full holds all there is: what lies between its last event and the head is no event.
    const next = told.length < limit ? found.head : told.at(-1)!.position;
    return { events: told, next: Math.max(after, next), head: found.head };
  };
}

interface EventPage {
  events: OutboxEvent[];
  next: number;
  head: number;
}

/** What a record of an item tells besides, of its own fields: codes, days and whether something holds. Never who a person is. */
export type TellDetail = (detail: Facts) => Facts;

/** By catalogue item; what is counted by its kind alone tells nothing more. */
export type TellDetails = Readonly<Record<string, TellDetail>>;

/** The version that an event brought, and the one that it replaced. */
function versionsOf({ kind, recordId: id, facts }: OutboxEvent): VersionKey[] {
  if (id === undefined) return [];
  if (kind === "RECORD_CREATED") return [{ id, version: 1 }];
  const version = facts["version"];
  return typeof version === "number" ? [version, version - 1].map((one) => ({ id, version: one })) : [];
}

/** As the version said that the event brought, and under `was.` as the one before it did; what is erased says nothing. */
function detailed(event: OutboxEvent, tell: TellDetail, details: ReadonlyMap<string, Facts>): Facts {
  const [now, before] = versionsOf(event).map((key) => tell(details.get(versionName(key)) ?? {}));
  const was = Object.entries(before ?? {}).map(([name, value]): [string, Facts[string]] => [`was.${name}`, value]);
  return { ...now, ...Object.fromEntries(was) };
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
