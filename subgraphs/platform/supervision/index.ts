/**
 * 区发改委, office of the joint meeting: members, tasks, inspections, indicators. Reads the departments' events and counts;
 * keeps no person, and answers none.
 */
import { buildSubgraph } from "../../kit/graph/subgraphSchema";
import { keepDoing } from "../../kit/keepDoing";
import type { SubgraphDefinition } from "../../kit/subgraph";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { legalDayOf } from "../../../schema/contract/legalDay";
import { rollupsOf, supervisionContext } from "./context";
import { freezeDue, openYears } from "./frozen/years";
import { SupervisionActions } from "./graph/actions";
import { IndicatorFields } from "./graph/indicatorFields";
import { InspectionFields, InspectionResultFields, MemberFields, TaskFields } from "./graph/memberFields";
import { SupervisionQuery } from "./graph/supervisionQuery";
import { weighAhead } from "./indicator/weighAhead";
import { startFollower } from "./rollup/follower";
import { eventSources } from "./rollup/eventSources";
import { SupervisionTables1700000000301 } from "./store/tables";

/** How often what was counted since is weighed. */
const WEIGH_MS = 3_000;

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
    const follower = await startFollower({ database: database!, sources: eventSources(), read, now, onError });
    const ended = new AbortController();
    const weigh = async () => {
      const years = await openYears({
        database: database!,
        rollups: rollupsOf(database!),
        catalogue: loadCatalogue(),
        now: now(),
      });
      await weighAhead(years, Number(legalDayOf(new Date(now())).slice(0, 4)), ended.signal);
    };
    const weighing = keepDoing(weigh, { everyMs: WEIGH_MS, signal: ended.signal, onError });
    return {
      healthy: () => follower.healthy(),
      async close() {
        ended.abort();
        await Promise.all([weighing, follower.close()]);
      },
    };
  },
  upkeep: ({ database }, now) =>
    freezeDue({ database: database!, rollups: rollupsOf(database!), catalogue: loadCatalogue(), now }),
  context: supervisionContext,
  internal: {},
};
