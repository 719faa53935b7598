/** 区公务员局（职能现属区委组织部） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { CivilServantFile, CivilServantSanction, RecruitmentMisconduct } from "./records";

export const civilservice = sectorSubgraph(
  defineSector({
    name: "civilservice",
    field: "civilService",
    types: [CivilServantFile, CivilServantSanction, RecruitmentMisconduct],
  }),
);
