/** Code lists that only the tourism bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const GuideLevel = vocabulary("GuideLevel", "导游等级", "grade of a tour guide (导游管理办法; 导游等级的划分与评定)", {
  JUNIOR: ["初级", "junior"],
  INTERMEDIATE: ["中级", "intermediate"],
  SENIOR: ["高级", "senior"],
  SPECIAL: ["特级", "special"],
});

/** 旅游法, articles 98 to 102; 导游人员管理条例, articles 18 to 24. */
export const GuideConduct = vocabulary("GuideConduct", "导游违法情形", "violation by a tour guide", {
  UNLICENSED_GUIDING: ["未取得导游证从事导游活动", "guides without a licence (旅游法 102)"],
  PRIVATE_ASSIGNMENT: ["未经旅行社委派私自承揽业务", "takes business privately (旅游法 102)"],
  TIPS_DEMANDED: ["向旅游者索取小费", "demands tips (旅游法 102)"],
  FORCED_SHOPPING: ["诱导、强迫或变相强迫消费", "induces or forces to buy (旅游法 98)"],
  ITINERARY_CHANGED: ["擅自变更行程或中止服务", "changes the itinerary or stops the service (旅游法 100)"],
  LICENCE_NOT_WORN: ["导游活动未佩戴导游证", "licence not worn (条例 21)"],
  CARD_LENT: ["转借、出租导游证", "lends or lets the licence"],
  CONDUCT_HARMING_DIGNITY: ["言行损害国家利益和民族尊严", "words or acts that harm the nation's dignity (条例 20)"],
});
