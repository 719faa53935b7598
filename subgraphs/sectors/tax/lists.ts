/** Code lists that only the tax bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

/** Customs duty and tonnage tax are the customs' and stand in no notice of this bureau. */
export const TaxType = vocabulary("TaxType", "税种", "tax that the tax bureau levies", {
  VALUE_ADDED: ["增值税", "value-added tax"],
  CONSUMPTION: ["消费税", "consumption tax"],
  ENTERPRISE_INCOME: ["企业所得税", "enterprise income tax"],
  INDIVIDUAL_INCOME: ["个人所得税", "individual income tax"],
  RESOURCE: ["资源税", "resource tax"],
  URBAN_MAINTENANCE: ["城市维护建设税", "urban maintenance and construction tax"],
  PROPERTY: ["房产税", "property tax"],
  STAMP: ["印花税", "stamp tax"],
  URBAN_LAND_USE: ["城镇土地使用税", "urban land-use tax"],
  LAND_APPRECIATION: ["土地增值税", "land appreciation tax"],
  VEHICLE_AND_VESSEL: ["车船税", "vehicle and vessel tax"],
  VEHICLE_PURCHASE: ["车辆购置税", "vehicle purchase tax"],
  FARMLAND_OCCUPATION: ["耕地占用税", "farmland occupation tax"],
  DEED: ["契税", "deed tax"],
  TOBACCO_LEAF: ["烟叶税", "tobacco-leaf tax"],
  ENVIRONMENTAL: ["环境保护税", "environmental protection tax"],
});

/** 重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）, article 6, its eleven items. */
export const TaxConduct = vocabulary("TaxConduct", "重大税收违法情形", "major violation of tax law", {
  EVASION: ["偷税", "evasion of tax (item 1)"],
  EVADING_RECOVERY: ["逃避追缴欠税", "hiding property from the recovery of arrears (item 2)"],
  EXPORT_REFUND_FRAUD: ["骗取出口退税", "fraudulent export refund (item 3)"],
  RESISTING_TAX: ["抗税", "refusing tax by force or threat (item 4)"],
  FALSE_SPECIAL_INVOICES: ["虚开增值税专用发票等抵扣发票", "false special invoices or others for deduction (item 5)"],
  FALSE_ORDINARY_INVOICES: ["虚开增值税普通发票", "false ordinary invoices (item 6)"],
  FORGED_INVOICES: ["私自印制、伪造、变造发票", "printing, forging or altering invoices (item 7)"],
  ABSCONDED: ["走逃（失联）", "absconded from the tax authorities (item 8)"],
  AIDING_EVASION: ["非法提供账户、发票、证明等方便", "aiding with accounts, invoices or certificates (item 9)"],
  TAX_AGENT_VIOLATION: ["税务代理人造成少缴税款", "underpayment caused by a tax agent (item 10)"],
  OTHER: ["其他情节严重的税收违法行为", "other grave violation (item 11)"],
});

/** What the annual reconciliation and the special deductions can bring to light (个人所得税法 10, 15; 税收征收管理法 62–64). */
export const IitConduct = vocabulary("IitConduct", "个税申报失信情形", "dishonesty in individual income-tax returns", {
  NOT_FILED: ["未按规定办理申报", "return not filed as required"],
  NOT_PAID: ["未按规定补缴税款", "balance not paid as required"],
  FALSE_INCOME: ["隐瞒或虚假申报收入", "income concealed or falsely declared"],
  FALSE_DEDUCTION: ["虚假填报专项附加扣除", "false special additional deduction"],
  FALSE_REFUND: ["骗取退税", "refund obtained by false statements"],
  COMMITMENT_BROKEN: ["违反申报承诺", "commitment on the return broken"],
});
