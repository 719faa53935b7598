/** 区交通局（现交通运输局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { RealNameTransportBreach, RoadTransportPractitioner, TransportPenalty } from "./records";

export const transport = sectorSubgraph(
  defineSector({ name: "transport", types: [RoadTransportPractitioner, TransportPenalty, RealNameTransportBreach] }),
);
