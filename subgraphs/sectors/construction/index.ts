/** 区建委（现住房和城乡建设委） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { ArchitectRegistration, CertificateHanging, SiteConduct } from "./records";

export const construction = sectorSubgraph(
  defineSector({ name: "construction", types: [ArchitectRegistration, SiteConduct, CertificateHanging] }),
);
