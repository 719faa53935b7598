/** Code lists that only the market regulation bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

/** Posts that the register of market entities names (市场主体登记管理条例 8, 9). */
export const EnterpriseRoleKind = vocabulary("EnterpriseRoleKind", "任职类别", "post in a market entity", {
  LEGAL_REPRESENTATIVE: ["法定代表人", "legal representative"],
  MANAGING_PARTNER: ["执行事务合伙人", "managing partner"],
  PERSON_IN_CHARGE: ["负责人", "person in charge of a branch"],
  SOLE_INVESTOR: ["个人独资企业投资人", "investor of a sole proprietorship"],
  INDIVIDUAL_TRADER: ["个体工商户经营者", "individual trader"],
  DIRECTOR: ["董事", "director"],
  SUPERVISOR: ["监事", "supervisor"],
  SENIOR_MANAGER: ["高级管理人员", "senior manager"],
});
