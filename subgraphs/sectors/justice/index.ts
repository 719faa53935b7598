/** 区司法局（含区政府法制办职能） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { LawyerLicence, LawyerSanction, LegalServiceWorker, ReconsiderationOutcome } from "./records";

export const justice = sectorSubgraph(
  defineSector({ name: "justice", types: [LawyerLicence, LawyerSanction, LegalServiceWorker, ReconsiderationOutcome] }),
);
