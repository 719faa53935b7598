/** Code lists that only the civil service bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const CivilSanction = vocabulary("CivilSanction", "公务员处分种类", "kind of sanction of a civil servant (公务员法 62)", {
  WARNING: ["警告", "warning (six months)"],
  DEMERIT: ["记过", "demerit (twelve months)"],
  MAJOR_DEMERIT: ["记大过", "major demerit (eighteen months)"],
  DOWNGRADE: ["降级", "downgraded (twenty-four months)"],
  REMOVAL: ["撤职", "removed from office (twenty-four months)"],
  DISCHARGE: ["开除", "discharged"],
});
