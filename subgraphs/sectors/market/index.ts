/** 区市场监管局 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { CertificationStaff, EnterpriseRole, LicensedPharmacist, MarketPenalty, MarketSevereEntry } from "./records";

export const market = sectorSubgraph(
  defineSector({
    name: "market",
    types: [EnterpriseRole, MarketPenalty, LicensedPharmacist, CertificationStaff, MarketSevereEntry],
  }),
);
