/** 区行政审批局（现政务服务办公室） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { AdministrativeLicence, FalseMaterialFinding, GreenChannelUse, LicensingCommitment } from "./records";

export const licensing = sectorSubgraph(
  defineSector({ name: "licensing", types: [AdministrativeLicence, LicensingCommitment, FalseMaterialFinding, GreenChannelUse] }),
);
