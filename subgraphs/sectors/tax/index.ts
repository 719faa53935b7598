/** 区地税局（现税务局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { IitIntegrity, TaxAdviser, TaxArrearsNotice, TaxMajorViolation } from "./records";

export const tax = sectorSubgraph(
  defineSector({ name: "tax", types: [TaxArrearsNotice, TaxMajorViolation, IitIntegrity, TaxAdviser] }),
);
