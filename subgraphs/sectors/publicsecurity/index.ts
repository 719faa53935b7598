/** 公安分局（治安、交管、反诈、消防） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import {
  FireEngineerRegistration,
  FireSafetyPenalty,
  FraudAssociatedMeasure,
  PublicSecurityPenalty,
  TrafficViolation,
} from "./records";

export const publicsecurity = sectorSubgraph(
  defineSector({
    name: "publicsecurity",
    field: "publicSecurity",
    types: [TrafficViolation, PublicSecurityPenalty, FraudAssociatedMeasure, FireSafetyPenalty, FireEngineerRegistration],
  }),
);
