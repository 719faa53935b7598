/** The evidence log's part of the graph. */
import { buildSubgraph, type BuiltSubgraph } from "../../../kit/graph/subgraphSchema";
import { AuditorSide } from "./auditorSide";
import { AuditedChallenge, ChallengedEntry } from "./challengeSide";
import { AccessEntryResolver, PersonSide, PersonStub } from "./personSide";

export function buildAudit(): BuiltSubgraph {
  return buildSubgraph({
    resolvers: [PersonSide, AccessEntryResolver, ChallengedEntry, AuditorSide, AuditedChallenge],
    types: [PersonStub],
    references: { Person: ({ id }) => Object.assign(new PersonStub(), { id }) },
  });
}
