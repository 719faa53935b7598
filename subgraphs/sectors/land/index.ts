/** 国土分局（现规划和自然资源分局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { LandAppraiser, LandViolation, RegistrationFraud } from "./records";

export const land = sectorSubgraph(defineSector({ name: "land", types: [LandViolation, RegistrationFraud, LandAppraiser] }));
