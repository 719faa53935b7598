/** 区旅游局（现文化和旅游局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { TourGuideLicence, TourGuideSanction, TourismSevereEntry } from "./records";

export const tourism = sectorSubgraph(
  defineSector({ name: "tourism", types: [TourGuideLicence, TourGuideSanction, TourismSevereEntry] }),
);
