/** 区文明办 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { HonestExemplar, MoralModelHonour } from "./records";

export const civilisation = sectorSubgraph(defineSector({ name: "civilisation", types: [MoralModelHonour, HonestExemplar] }));
