/** 区安监局（现应急管理局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { SafetySevereEntry, SafetyViolation, SpecialOperationCert } from "./records";

export const emergency = sectorSubgraph(
  defineSector({ name: "emergency", types: [SafetyViolation, SafetySevereEntry, SpecialOperationCert] }),
);
