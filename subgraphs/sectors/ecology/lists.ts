/** Code lists that only the environment bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const EiaListKind = vocabulary(
  "EiaListKind",
  "环评信用名单类别",
  "list in which an author of environmental reports stands (环境影响报告书（表）编制监督管理办法 37, 38)",
  {
    UNDER_RECTIFICATION: ["限期整改名单", "under rectification for a term"],
    BLACKLIST: ["“黑名单”", "list of those with serious dishonesty"],
    KEY_SUPERVISION: ["重点监督检查名单", "key supervision"],
  },
);
