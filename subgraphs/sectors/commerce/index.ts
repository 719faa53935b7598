/** 区商务委（现商务局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { DomesticWorkerFile, EcommerceMisconduct, PrepaidCardDefault } from "./records";

export const commerce = sectorSubgraph(
  defineSector({ name: "commerce", types: [EcommerceMisconduct, PrepaidCardDefault, DomesticWorkerFile] }),
);
