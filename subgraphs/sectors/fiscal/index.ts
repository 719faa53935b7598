/** 区财政局 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { AccountantRecord, AccountingSanction, AppraiserRegistration, ProcurementMisconduct } from "./records";

export const fiscal = sectorSubgraph(
  defineSector({ name: "fiscal", types: [AccountantRecord, AccountingSanction, AppraiserRegistration, ProcurementMisconduct] }),
);
