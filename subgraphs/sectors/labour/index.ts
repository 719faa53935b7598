/** 区人力社保局（不在 27 个成员单位之列，属“等有关部门”） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { LabourPenalty, SocialInsuranceMisconduct, VocationalCredential, WageArrearsEntry } from "./records";

export const labour = sectorSubgraph(
  defineSector({ name: "labour", types: [WageArrearsEntry, SocialInsuranceMisconduct, LabourPenalty, VocationalCredential] }),
);
