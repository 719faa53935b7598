/** 区法院 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { ConsumptionRestriction, EffectiveJudgment, EnforcementCase, FalseLitigationFinding, JudgmentDefaulter } from "./records";

export const courts = sectorSubgraph(
  defineSector({
    name: "courts",
    types: [JudgmentDefaulter, ConsumptionRestriction, EnforcementCase, EffectiveJudgment, FalseLitigationFinding],
  }),
);
