/** Works, health and land: what the offices of health, safety, environment, construction, housing and land would hold. */
import { after, sometimes, whenSerious, whole } from "../draw";
import type { Sketches } from "../sketch";

const HOSPITALS = ["天津市宝坻区示例医院", "天津市宝坻区示例中医医院", "宝平街道示例社区卫生服务中心", "大口屯镇示例卫生院"];
const SCOPES = ["内科专业", "外科专业", "妇产科专业", "儿科专业", "中医专业", "全科医学专业"];
const PROJECTS = ["京津新城示例住宅项目", "潮白新河示例堤防工程", "宝平街道示例学校新建项目"];

export const works: Sketches = {
  PhysicianRegistration: {
    of: "PHYSICIAN",
    rate: 1,
    months: 180,
    fields: {
      physicianCategory: ["CLINICAL", "CLINICAL", "TRADITIONAL", "DENTAL"],
      scope: SCOPES,
      institution: HOSPITALS,
      assessmentResult: sometimes(0.9, ["PASSED", "PASSED", "PASSED", "NOT_PASSED"]),
      assessmentCycleEnd: after(36),
    },
  },
  PhysicianSanction: { of: "PHYSICIAN", rate: 0.04, fields: { suspensionMonths: whenSerious(whole(6, 12)) } },
  HealthcareMisconduct: { rate: 0.002 },
  BiosafetyViolation: { rate: 0.0005, fields: { facilityCode: sometimes(0.6, ["BSL2-宝坻-03", "BSL2-宝坻-07"]) } },
  SafetyViolation: {
    rate: 0.004,
    fields: {
      conduct: ["未履行安全生产管理职责", "特种作业人员未持证上岗", "未如实记录安全培训情况", "迟报生产安全事故"],
      barFromLeadUntil: whenSerious(after(60)),
    },
  },
  SafetySevereEntry: {
    rate: 0.0006,
    months: 30,
    fields: { ground: ["发生生产安全事故负有责任", "瞒报生产安全事故"], earlyRemovalFrom: after(12) },
  },
  SpecialOperationCert: {
    of: "SPECIAL_OPERATOR",
    rate: 1,
    months: 70,
    fields: {
      type: ["低压电工作业", "熔化焊接与热切割作业", "登高架设作业", "制冷与空调作业"],
      validUntil: after(72),
      reviewDueOn: after(36),
    },
  },
  EcoPenalty: { rate: 0.002 },
  EiaStaffCredit: {
    of: "EIA_AUTHOR",
    rate: 0.8,
    months: 10,
    fields: { points: ({ gravity }) => ({ MINOR: 2, GENERAL: 8, SERIOUS: 20 })[gravity!], cycleEndsOn: after(12) },
  },
  MonitoringFraud: { rate: 0.0006 },
  ArchitectRegistration: { of: "ARCHITECT", rate: 1, months: 22, fields: { grade: [1, 2], validUntil: after(24) } },
  SiteConduct: {
    rate: 0.003,
    fields: {
      conductCode: ({ polarity }) => (polarity === "POSITIVE" ? "LH-01-03" : "BL-04-12"),
      project: sometimes(0.8, PROJECTS),
      decisionNo: ({ polarity, documentNo }) => (polarity === "ADVERSE" ? documentNo() : undefined),
    },
  },
  CertificateHanging: { rate: 0.0012, fields: { handling: ["撤销注册，三年内不予注册", "责令改正，通报批评"] } },
  RealEstateAgent: { of: "REAL_ESTATE_AGENT", rate: 1, months: 120 },
  AgencyMisconduct: { of: "REAL_ESTATE_AGENT", rate: 0.06 },
  HousingBenefitFraud: {
    rate: 0.0008,
    fields: { benefit: ["公共租赁住房", "廉租住房租房补贴", "经济适用住房"], barUntil: after(60) },
  },
  LandViolation: { rate: 0.002 },
  RegistrationFraud: {
    rate: 0.0006,
    fields: { conduct: ["提供虚假的继承材料", "伪造买卖合同申请登记"], revokedOn: sometimes(0.7, after(1)) },
  },
  LandAppraiser: {
    of: "APPRAISER",
    rate: 0.4,
    months: 110,
    fields: { institution: ["天津示例宝平土地房地产估价有限公司", "天津示例潮白测绘有限公司"] },
  },
};
