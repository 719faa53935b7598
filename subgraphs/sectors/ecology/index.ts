/** 区环保局（现生态环境局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { EcoPenalty, EiaStaffCredit, MonitoringFraud } from "./records";

export const ecology = sectorSubgraph(defineSector({ name: "ecology", types: [EcoPenalty, EiaStaffCredit, MonitoringFraud] }));
