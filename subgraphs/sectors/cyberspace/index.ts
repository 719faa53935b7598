/** 区委网信办 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { InternetRealNameBreach, OnlineConductPenalty, PiHandlingViolation } from "./records";

export const cyberspace = sectorSubgraph(
  defineSector({ name: "cyberspace", types: [OnlineConductPenalty, PiHandlingViolation, InternetRealNameBreach] }),
);
