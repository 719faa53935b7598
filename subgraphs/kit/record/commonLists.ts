/**
 * Code lists that more than one sector uses. A list has one definition, so that the same word means the same thing
 * in every subgraph (composition would else call it inconsistent). Lists of the catalogue are made from its data.
 */
import { loadCatalogue } from "../../../schema/catalogue/load";
import type { Bilingual } from "../../../schema/catalogue/catalogue";
import { vocabulary } from "./vocabulary";

/** A list whose codes are data of the catalogue, not of the code. */
function catalogueList(name: string, zh: string, en: string, entries: readonly (Bilingual & { code: string })[]) {
  const texts: Record<string, readonly [string, string]> = {};
  for (const entry of entries) texts[entry.code] = [entry.zh, entry.en];
  return vocabulary(name, zh, en, texts);
}

const catalogue = loadCatalogue();

export const RecordCategoryList = catalogueList("RecordCategory", "信息类别", "category of a record", catalogue.categories);
export const KeyField = catalogueList("KeyField", "重点领域", "one of the 16 key fields", catalogue.fields);
export const KeyPopulation = catalogueList("KeyPopulation", "重点人群", "one of the 16 key populations", catalogue.populations);
export const PurposeCodeList = catalogueList("PurposeCode", "查询事由", "purpose of a query", catalogue.purposes);

export const OpennessList = vocabulary("Openness", "公开属性", "who may read a record at all", {
  PUBLIC: ["社会公开", "open to everyone"],
  GOV_SHARED: ["政务共享", "shared among state organs"],
  AUTHORISED: ["授权查询", "with the person's authorisation"],
  INTERNAL: ["内部使用", "within the owning organ"],
  SEALED: ["依法封存", "sealed by law; its existence is not shown"],
});
export const PolarityList = vocabulary("Polarity", "信息性质", "nature of the information", {
  POSITIVE: ["正面", "positive"],
  NEUTRAL: ["中性", "neutral"],
  ADVERSE: ["负面", "adverse"],
});
export const DishonestyGrade = vocabulary("DishonestyGrade", "失信程度", "gravity of dishonesty, set by the determining organ", {
  MINOR: ["轻微", "minor"],
  GENERAL: ["一般", "general"],
  SERIOUS: ["严重", "serious"],
});
export const RecordStateList = vocabulary("RecordState", "记录状态", "state of a record", {
  ACTIVE: ["正常", "in force"],
  DISPUTED: ["异议中", "disputed; the case is open"],
  CORRECTED: ["已更正", "corrected"],
  REPAIRED: ["已修复", "repaired"],
  REVOKED: ["已撤销", "its basis was revoked"],
  EXPIRED: ["已到期", "its display has ended"],
  SEALED: ["已封存", "sealed"],
  MERGED: ["已合并", "merged into another record"],
});
export const RealNameLevel = vocabulary("RealNameLevel", "实名等级", "how far the real name is verified", {
  REGISTERED: ["已登记", "registered, not verified"],
  VERIFIED: ["已核验", "verified against the register"],
  VERIFIED_IN_PERSON: ["现场核验", "verified in person"],
});
export const RealNameSector = vocabulary("RealNameSector", "实名重点领域", "one of the seven real-name sectors of the plan", {
  TRANSPORT: ["交通运输", "transport"],
  DANGEROUS_GOODS: ["危险物品流通", "circulation of dangerous goods"],
  INTERNET: ["互联网", "internet"],
  POSTAL: ["邮寄递送", "postal delivery"],
  TELECOM: ["电信", "telecom"],
  FINANCIAL_ACCOUNT: ["金融账户", "financial accounts"],
  EMPLOYMENT_SOCIAL_SECURITY: ["就业和社会保障", "employment and social security"],
});
export const MoneyBand = vocabulary("MoneyBand", "金额区间", "a band instead of the exact sum", {
  UNDER_10K: ["1万元以下", "under 10,000 yuan"],
  FROM_10K_TO_50K: ["1万元至5万元", "10,000 to under 50,000 yuan"],
  FROM_50K_TO_200K: ["5万元至20万元", "50,000 to under 200,000 yuan"],
  FROM_200K_TO_1M: ["20万元至100万元", "200,000 to under 1,000,000 yuan"],
  FROM_1M: ["100万元以上", "1,000,000 yuan and more"],
});
export const PracticeStatus = vocabulary("PracticeStatus", "执业状态", "state of practice", {
  PRACTISING: ["执业", "practising"],
  SUSPENDED: ["停止执业", "suspended"],
  CANCELLED: ["注销", "cancelled"],
  REVOKED: ["吊销", "revoked"],
});
export const RegistrationStatus = vocabulary("RegistrationStatus", "注册状态", "state of a registration", {
  REGISTERED: ["已注册", "registered"],
  LAPSED: ["已过期", "lapsed"],
  CANCELLED: ["已注销", "cancelled"],
  WITHDRAWN: ["已撤销", "withdrawn by the registering organ"],
});
export const LiabilityRole = vocabulary("LiabilityRole", "责任身份", "in what role the person is liable", {
  LEGAL_REPRESENTATIVE: ["法定代表人", "legal representative"],
  ACTUAL_CONTROLLER: ["实际控制人", "actual controller"],
  PRINCIPAL: ["主要负责人", "principal"],
  FINANCE_HEAD: ["财务负责人", "head of finance"],
  DIRECTLY_RESPONSIBLE: ["直接责任人", "directly responsible"],
  IN_PERSON: ["本人", "the person in his own name"],
});
export const PenaltyType = vocabulary("PenaltyType", "处罚种类", "kind of administrative penalty (行政处罚法 9)", {
  WARNING: ["警告", "warning"],
  PUBLIC_CRITICISM: ["通报批评", "public criticism"],
  FINE: ["罚款", "fine"],
  CONFISCATION: ["没收", "confiscation of gains or goods"],
  SUSPEND_LICENCE: ["暂扣许可证件", "licence suspended"],
  REVOKE_LICENCE: ["吊销许可证件", "licence revoked"],
  RESTRICT_ACTIVITY: ["限制开展生产经营活动", "business restricted"],
  CLOSURE: ["责令停产停业", "ordered to close"],
  TRADE_BAN: ["限制从业", "banned from the trade"],
  DETENTION: ["行政拘留", "administrative detention"],
});
export const SanctionType = vocabulary("SanctionType", "处理、处分种类", "kind of sanction", {
  ADMONITION: ["训诫", "admonition"],
  WARNING: ["警告", "warning"],
  DEMERIT: ["记过", "demerit"],
  DOWNGRADE: ["降低岗位等级", "downgraded"],
  FINE: ["罚款", "fine"],
  DETENTION: ["司法拘留", "judicial detention"],
  DISMISSAL: ["开除", "dismissal"],
  QUALIFICATION_REVOKED: ["撤销资格", "qualification revoked"],
});
export const ExamHandling = vocabulary("ExamHandling", "考试违规处理", "how a breach of examination rules was handled", {
  SUBJECT_VOID: ["取消单科成绩", "result of the subject void"],
  EXAM_VOID: ["取消全部成绩", "all results void"],
  BANNED_ONE_YEAR: ["停考一年", "banned for one year"],
  BANNED_THREE_YEARS: ["停考三年", "banned for three years"],
  DISQUALIFIED: ["取消录取资格", "admission withdrawn"],
});
export const OrganLevel = vocabulary("OrganLevel", "机关层级", "level of the organ that determined or awarded", {
  NATIONAL: ["国家级", "national"],
  PROVINCIAL: ["省级（含直辖市）", "province or municipality under the State Council"],
  MUNICIPAL: ["设区的市级", "city divided into districts"],
  DISTRICT: ["区（县）级", "district or county"],
  TOWNSHIP: ["街道（乡镇）级", "subdistrict or township"],
});
export const FulfilmentStatus = vocabulary("FulfilmentStatus", "承诺履行情况", "how far a commitment is fulfilled", {
  PENDING: ["待核查", "not yet verified"],
  FULFILLED: ["已履行", "fulfilled"],
  PARTLY_FULFILLED: ["部分履行", "fulfilled in part"],
  NOT_FULFILLED: ["未履行", "not fulfilled"],
});
