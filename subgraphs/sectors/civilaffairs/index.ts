/** 区民政局 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { AssistanceFraud, CharitableDonation, SocialOrgLeader, VolunteerProfile, VolunteerServiceRecord } from "./records";

export const civilaffairs = sectorSubgraph(
  defineSector({
    name: "civilaffairs",
    field: "civilAffairs",
    types: [VolunteerProfile, VolunteerServiceRecord, CharitableDonation, AssistanceFraud, SocialOrgLeader],
  }),
);
