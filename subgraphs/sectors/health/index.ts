/** 区卫计委（现卫生健康委） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { BiosafetyViolation, HealthcareMisconduct, PhysicianRegistration, PhysicianSanction } from "./records";

export const health = sectorSubgraph(
  defineSector({ name: "health", types: [PhysicianRegistration, PhysicianSanction, HealthcareMisconduct, BiosafetyViolation] }),
);
