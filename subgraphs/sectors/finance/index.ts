/** 区金融服务中心（现金融工作局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { CreditAgencyBlacklistEntry, CreditAgencyStaffFile, FinancialMisconduct, FinancialPractitioner } from "./records";

export const finance = sectorSubgraph(
  defineSector({
    name: "finance",
    types: [FinancialPractitioner, FinancialMisconduct, CreditAgencyStaffFile, CreditAgencyBlacklistEntry],
  }),
);
