/** Code lists that only the finance bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const AccountantTitle = vocabulary("AccountantTitle", "会计专业技术资格", "professional title of an accountant", {
  NONE: ["无职称", "no title"],
  JUNIOR: ["初级", "junior"],
  INTERMEDIATE: ["中级", "intermediate"],
  DEPUTY_SENIOR: ["副高级", "deputy senior"],
  SENIOR: ["正高级", "senior"],
  CERTIFIED_PUBLIC: ["注册会计师", "certified public accountant"],
});
