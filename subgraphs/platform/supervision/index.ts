/**
 * 区发改委, office of the joint meeting: members, tasks, inspections, indicators. Reads the departments' events and counts;
 * keeps no person, and answers none.
 */
import { buildSubgraph } from "../../kit/graph/subgraphSchema";
import type { SubgraphDefinition } from "../../kit/subgraph";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { rollupsOf, supervisionContext } from "./context";
import { freezeDue } from "./frozen/years";
import { SupervisionActions } from "./graph/actions";
import { IndicatorFields } from "./graph/indicatorFields";
import { InspectionFields, InspectionResultFields, MemberFields, TaskFields } from "./graph/memberFields";
import { SupervisionQuery } from "./graph/supervisionQuery";
import { startFollower } from "./rollup/follower";
import { eventSources } from "./rollup/eventSources";
import { SupervisionTables1700000000301 } from "./store/tables";

export const supervision: SubgraphDefinition = {
  name: "supervision",
  build: () =>
    buildSubgraph({
      resolvers: [
        SupervisionQuery,
        IndicatorFields,
        MemberFields,
        TaskFields,
        InspectionFields,
        InspectionResultFields,
        SupervisionActions,
      ],
      types: [],
      references: {},
    }),
  migrations: [SupervisionTables1700000000301],
  async service({ database, now }, { readEvents: read, onError = () => undefined }) {
    if (read === undefined) return { healthy: () => true, close: async () => undefined };
    return startFollower({ database: database!, sources: eventSources(), read, now, onError });
  },
  upkeep: ({ database }, now) =>
    freezeDue({ database: database!, rollups: rollupsOf(database!), catalogue: loadCatalogue(), now }),
  context: supervisionContext,
  internal: {},
};
