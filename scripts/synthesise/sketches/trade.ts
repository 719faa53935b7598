/** Trade and money: what the offices of taxes, markets, finance, commerce, intellectual property, transport and tourism would hold. */
import { addDays } from "../../../schema/contract/legalDay";
import { after, since, sometimes, whenSerious, whole, type Say } from "../draw";
import { ORGANS } from "../organs";
import { documentNo } from "../scene";
import type { Sketches } from "../sketch";

const APPRAISERS = ["天津示例渠阳资产评估有限公司", "天津示例宝平资产评估有限公司"];
const PATENT_AGENCIES = ["天津示例潮白专利代理事务所", "天津示例林亭知识产权代理有限公司"];
const TRAVEL_AGENCIES = ["天津示例潮白国际旅行社有限公司", "天津示例青龙湾旅行社有限公司"];
/** Words of the tax bureau's own documents. */
const ofTax =
  (word: string): Say =>
  ({ scene, decidedOn }) =>
    documentNo(scene, `${ORGANS.tax.word}${word}`, decidedOn);

const bandOf: Say = ({ scene }) =>
  scene.random.weighted([
    ["UNDER_10K", 45],
    ["FROM_10K_TO_50K", 30],
    ["FROM_50K_TO_200K", 16],
    ["FROM_200K_TO_1M", 7],
    ["FROM_1M", 2],
  ]);

const GUIDE_GROUNDS = ["被吊销导游证", "强迫旅游者消费，造成严重影响", "伪造、变造导游证"];

const TAX_ADVISERS = ["天津示例宝平税务师事务所有限公司", "天津示例潮白税务师事务所有限公司"];

export const trade: Sketches = {
  TaxArrearsNotice: {
    rate: 0.035,
    tradersRate: 0.12,
    fields: {
      noticeNo: ofTax("欠告"),
      taxType: ["VALUE_ADDED", "INDIVIDUAL_INCOME", "URBAN_MAINTENANCE", "PROPERTY", "DEED", "STAMP", "URBAN_LAND_USE"],
      arrearsBand: bandOf,
      dueOn: after(-2, -3, -5),
      clearedOn: sometimes(0.55, (draft) => since(1 + draft.scene.random.whole(18))(draft)),
    },
  },
  TaxMajorViolation: {
    rate: 0.0005,
    tradersRate: 0.008,
    months: 44,
    fields: {
      caseNo: ofTax("稽案"),
      conduct: ["EVASION", "FALSE_SPECIAL_INVOICES", "FALSE_ORDINARY_INVOICES", "EVADING_RECOVERY", "ABSCONDED"],
      role: ["LEGAL_REPRESENTATIVE", "ACTUAL_CONTROLLER", "FINANCE_HEAD"],
      publishedOn: ({ decidedOn }) => addDays(decidedOn, 10),
    },
  },
  IitIntegrity: {
    rate: 0.015,
    months: 40,
    fields: {
      taxYear: ({ decidedOn }) => Number(decidedOn.slice(0, 4)) - 1,
      conduct: ({ gravity, scene }) =>
        scene.random.pick(gravity === "MINOR" ? ["NOT_FILED", "NOT_PAID"] : ["FALSE_DEDUCTION", "FALSE_REFUND", "FALSE_INCOME"]),
      noticeNo: ofTax("个通"),
      correctedOn: sometimes(0.6, since(2)),
    },
  },
  TaxAdviser: {
    of: "TAX_ADVISER",
    rate: 1,
    months: 120,
    fields: { firm: TAX_ADVISERS, serviceCreditScore: sometimes(0.8, whole(250, 399)) },
  },
  LicensedPharmacist: {
    of: "LICENSED_PHARMACIST",
    rate: 1,
    months: 72,
    fields: {
      unit: ({ scene: { random } }) =>
        `天津示例${random.pick(["宝平", "渠阳", "林亭", "周良"])}大药房第${1 + random.whole(30)}分店`,
      scope: ["药学类", "中药学类", "药学与中药学类"],
      validUntil: after(60),
      status: ({ detail, scene }) => (String(detail["validUntil"]) < scene.day ? "LAPSED" : "REGISTERED"),
    },
  },
  CertificationStaff: {
    of: "CERTIFICATION_STAFF",
    rate: 1,
    months: 160,
    fields: {
      scope: ["质量管理体系审核员", "环境管理体系审核员", "职业健康安全管理体系审核员", "食品安全管理体系审核员"],
      status: ({ scene }) => (scene.random.chance(0.95) ? "REGISTERED" : "WITHDRAWN"),
      withdrawnReason: ({ detail }) => (detail["status"] === "WITHDRAWN" ? "审核记录不实" : undefined),
    },
  },
  MarketSevereEntry: {
    rate: 0.0006,
    months: 34,
    fields: {
      cause: ["生产经营不符合食品安全标准的食品，被吊销许可证", "销售假药", "生产伪劣产品，情节严重"],
      listNo: ({ documentNo }) => documentNo(),
    },
  },
  PatentAgentPractice: { of: "PATENT_AGENT", rate: 1, months: 80, fields: { agency: PATENT_AGENCIES } },
  PatentAgentSanction: {
    of: "PATENT_AGENT",
    rate: 0.03,
    fields: {
      conduct: ["泄露委托人的发明创造内容", "自行接受委托办理专利代理业务", "疏于履行职责造成重大损失"],
      suspensionMonths: whenSerious(whole(6, 12)),
    },
  },
  IpViolation: { rate: 0.002 },
  AccountantRecord: {
    of: "ACCOUNTANT_AUDITOR",
    rate: 1,
    months: 80,
    fields: {
      certNo: sometimes(0.9, ({ scene }) => `12${scene.numbers.next("accountant")}`),
      continuingEducationYears: ({ scene }) => [2, 1].map((ago) => Number(scene.day.slice(0, 4)) - ago),
    },
  },
  AccountingSanction: {
    of: "ACCOUNTANT_AUDITOR",
    rate: 0.02,
    fields: { conduct: ["未按规定保管会计资料", "私设会计账簿", "编制虚假财务会计报告"], banUntil: whenSerious(after(60)) },
  },
  AppraiserRegistration: {
    of: "APPRAISER",
    rate: 1,
    months: 110,
    fields: { institution: APPRAISERS, discipline: sometimes(0.05, ["行业警告"]) },
  },
  ProcurementMisconduct: {
    rate: 0.0008,
    months: 30,
    fields: { conduct: ["提供虚假材料谋取中标", "与其他供应商恶意串通", "评审专家收受供应商财物"], banUntil: after(12, 24, 36) },
  },
  FinancialPractitioner: {
    of: "FINANCIAL_PRACTITIONER",
    rate: 1,
    months: 100,
    fields: {
      position: ["客户经理", "风控专员", "典当业务员", "融资担保业务员"],
      qualificationNo: sometimes(0.6, ({ scene }) => `JR${scene.numbers.next("finance")}`),
    },
  },
  FinancialMisconduct: { rate: 0.0012, fields: { target: ["MALICIOUS_DEBT_EVASION", "ILLEGAL_FUND_RAISING"] } },
  CreditAgencyStaffFile: {
    of: "CREDIT_AGENCY_STAFF",
    rate: 0.3,
    fields: { position: ["数据分析员", "业务主管"], conduct: sometimes(0.9, ["未经同意采集个人信息", "违规查询个人信用报告"]) },
  },
  CreditAgencyBlacklistEntry: {
    of: "CREDIT_AGENCY_STAFF",
    rate: 0.05,
    months: 30,
    fields: {
      cause: ["未经批准经营个人征信业务", "非法提供个人信息"],
      removedOn: sometimes(0.1, since(14)),
      determinedBy: ["中国人民银行天津市分行"],
    },
  },
  EcommerceMisconduct: { rate: 0.003, fields: { platform: ["示例商城", "示例拼团", "示例直播带货平台"] } },
  PrepaidCardDefault: { rate: 0.001, fields: { settledOn: sometimes(0.3, since(6)) } },
  DomesticWorkerFile: {
    of: "DOMESTIC_WORKER",
    rate: 1,
    months: 60,
    fields: { trainingDone: [["母婴护理"], ["母婴护理", "养老护理"], ["保洁收纳"], ["家庭餐制作", "养老护理"]] },
  },
  RoadTransportPractitioner: {
    of: "DRIVER",
    rate: 1,
    months: 70,
    fields: {
      workCategory: ["道路货物运输驾驶员", "道路旅客运输驾驶员", "道路危险货物运输押运人员"],
      validUntil: after(72),
      integrityGrade: sometimes(0.9, ["AAA", "AAA", "AA", "A"]),
    },
  },
  TransportPenalty: { of: "DRIVER", rate: 0.1 },
  RealNameTransportBreach: {
    rate: 0.0015,
    fields: {
      sector: ["TRANSPORT", "POSTAL", "DANGEROUS_GOODS"],
      conduct: ["冒用他人身份乘车", "收寄时未查验寄件人身份", "使用虚假身份寄递物品"],
    },
  },
  TourGuideLicence: {
    of: "TOUR_GUIDE",
    rate: 1,
    months: 34,
    fields: { agency: TRAVEL_AGENCIES, level: ["JUNIOR", "JUNIOR", "INTERMEDIATE", "SENIOR"] },
  },
  TourGuideSanction: {
    of: "TOUR_GUIDE",
    rate: 0.08,
    fields: { suspensionMonths: sometimes(0.3, whole(3, 6)), revoked: ({ gravity }) => gravity === "SERIOUS" },
  },
  TourismSevereEntry: { of: "TOUR_GUIDE", rate: 0.03, months: 34, fields: { ground: GUIDE_GROUNDS, reapplyBarUntil: after(36) } },
};
