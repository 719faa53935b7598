/** The internal operation `events`: the outbox of the authorisations, from a position on. `{ events, next, head }`: go on with `after: next`. */
import { EventsAsked } from "../../../kit/eventSource";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { eventsAfter, type ConsentEventKind } from "../store/outbox";

export interface ToldConsentEvent {
  position: number;
  at: string;
  kind: ConsentEventKind;
  /** Opaque. */
  personId: string;
  facts: { grant: string; agency: string; purpose: string | null; validUntil: string | null; look: string | null };
}

export async function events(
  { database }: SubgraphEnvironment,
  payload: unknown,
): Promise<{ events: ToldConsentEvent[]; next: number; head: number }> {
  const { after, limit } = EventsAsked.parse(payload);
  const found = await eventsAfter(database!, after, limit);
  const told = found.events.map(
    ({ position, at, kind, personId, grant, agency, purpose = null, validUntil = null, look = null }): ToldConsentEvent => {
      return { position, at, kind, personId, facts: { grant, agency, purpose, validUntil, look } };
    },
  );
  return { events: told, next: told.at(-1)?.position ?? after, head: found.head };
}
