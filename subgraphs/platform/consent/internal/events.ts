/** The internal operation `events`: the outbox of the authorisations, from a position on. `{ events, next, head }`: go on with `after: next`. */
import { z } from "zod";
import type { SubgraphEnvironment } from "../../../kit/subgraph";
import { consentOf } from "../context";
import { eventsAfter, MAX_EVENTS, type ConsentEventKind } from "../store/outbox";

const Payload = z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(MAX_EVENTS) });

export interface ToldConsentEvent {
  position: number;
  at: string;
  kind: ConsentEventKind;
  /** Opaque. */
  personId: string;
  facts: { grant: string; agency: string; purpose: string | null; validUntil: string | null; look: string | null };
}

export async function events(
  environment: SubgraphEnvironment,
  payload: unknown,
): Promise<{ events: ToldConsentEvent[]; next: number; head: number }> {
  const { after, limit } = Payload.parse(payload);
  const found = await eventsAfter(consentOf(environment).database, after, limit);
  const told = found.events.map(
    ({ position, at, kind, personId, grant, agency, purpose = null, validUntil = null, look = null }): ToldConsentEvent => {
      return { position, at, kind, personId, facts: { grant, agency, purpose, validUntil, look } };
    },
  );
  return { events: told, next: told.at(-1)?.position ?? after, head: found.head };
}
