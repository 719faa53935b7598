/** 团区委 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { YouthRedListEntry, YouthVolunteerHonour } from "./records";

export const youth = sectorSubgraph(defineSector({ name: "youth", types: [YouthVolunteerHonour, YouthRedListEntry] }));
