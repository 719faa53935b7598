/** 区房管局（职能现属住房和城乡建设委） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { AgencyMisconduct, HousingBenefitFraud, RealEstateAgent } from "./records";

export const housing = sectorSubgraph(
  defineSector({ name: "housing", types: [RealEstateAgent, AgencyMisconduct, HousingBenefitFraud] }),
);
