/**
 * 区发改委: the authorisations (授权书). An agency asks, the person agrees to a part or to all, the gateway reads and spends; the
 * person pauses, revokes, and sees every use. Its own database; nothing in it is ever deleted.
 */
import { buildSubgraph } from "../../kit/graph/subgraphSchema";
import type { SubgraphDefinition } from "../../kit/subgraph";
import { consentContext, consentOf } from "./context";
import { AgencySide } from "./graph/agencySide";
import { EmergencySide } from "./graph/emergencySide";
import { PersonSide, PersonStub } from "./graph/personSide";
import { RequestSide } from "./graph/requestSide";
import { events } from "./internal/events";
import { preview } from "./internal/preview";
import { read } from "./internal/read";
import { holds, spend } from "./internal/spend";
import { ConsentEmergencies1700000000103, ConsentEvents1700000000102, ConsentTables1700000000101 } from "./store/tables";

export const consent: SubgraphDefinition = {
  name: "consent",
  signs: true,
  build: () =>
    buildSubgraph({
      resolvers: [AgencySide, RequestSide, PersonSide, EmergencySide],
      types: [PersonStub],
      references: { Person: ({ id }) => Object.assign(new PersonStub(), { id }) },
    }),
  migrations: [ConsentTables1700000000101, ConsentEvents1700000000102, ConsentEmergencies1700000000103],
  context: consentContext,
  internal: {
    read,
    spend,
    holds,
    preview,
    events,
    keys: async (environment) => ({ keys: consentOf(environment).signer.publicKeys }),
  },
};
