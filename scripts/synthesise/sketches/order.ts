/** Law and order: what police, courts, justice, the civil service and the cyberspace office would hold. */
import { createHash } from "node:crypto";
import { after, sometimes, whenSerious, whole, type Say } from "../draw";
import { caseNo } from "../scene";
import type { Sketches } from "../sketch";

const ofPoints: Record<string, string[]> = { MINOR: ["ONE", "THREE"], GENERAL: ["SIX", "NINE"], SERIOUS: ["TWELVE"] };
const LAW_FIRMS = ["天津示例潮白律师事务所", "天津示例渠阳律师事务所", "天津示例宝平律师事务所"];
const ORGANS_OF_DISTRICT = [
  "天津市宝坻区人民政府办公室",
  "天津市宝坻区水务局",
  "天津市宝坻区统计局",
  "天津市宝坻区农业农村委员会",
];
const PLATFORMS = ["示例论坛", "示例短视频平台", "示例社区"];
const EXAMS_HELD = ["天津市考试录用公务员公共科目笔试", "区级机关遴选考试"];

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Courts number their cases in their own way. */
const ofCourt =
  (kind: string): Say =>
  ({ scene, decidedOn }) =>
    caseNo(scene, kind, decidedOn);

export const order: Sketches = {
  IdNumberChange: {
    rate: 0.002,
    months: 220,
    fields: {
      oldNumberHash: ({ scene }) => hash(`${scene.person.idNumber.slice(0, 14)}8`),
      newNumberHash: ({ scene }) => hash(scene.person.idNumber),
      reason: ["SHARED_NUMBER", "WRONG_NUMBER", "CORRECTION"],
    },
  },
  UniquenessCase: {
    rate: 0.0005,
    fields: {
      candidatePersonIds: ({ scene }) => [`P-CANDIDATE-${scene.numbers.next("candidate")}`],
      finding: ["NO_DUPLICATE"],
      resolvedOn: ({ decidedOn }) => decidedOn,
    },
  },
  TrafficViolation: {
    rate: 0.09,
    months: 36,
    fields: {
      violationCode: ["1039", "1208", "1301", "1352", "1603", "1721"],
      points: ({ gravity, scene }) => scene.random.pick(ofPoints[gravity!]!),
      cycleEndsOn: sometimes(0.6, after(2, 5, 9, 12)),
    },
  },
  PublicSecurityPenalty: {
    rate: 0.012,
    fields: { penaltyTypes: [["WARNING"], ["FINE"], ["DETENTION"]], detentionDays: sometimes(0.4, whole(3, 15)) },
  },
  FraudAssociatedMeasure: {
    rate: 0.001,
    fields: { determinedByLevel: ["PROVINCIAL", "MUNICIPAL"], until: after(24, 36), consecutiveMonths: [24, 36] },
  },
  FireSafetyPenalty: { rate: 0.003, fields: { premises: ["宝坻区示例餐饮店", "天津示例仓储有限公司库房", "示例棋牌室"] } },
  FireEngineerRegistration: { of: "FIRE_ENGINEER", rate: 1, months: 34, fields: { level: [1, 2, 2], validUntil: after(36) } },
  EffectiveJudgment: {
    rate: 0.03,
    fields: { caseNo: ofCourt("民初"), outcome: ["判令偿还借款", "判令支付货款", "判令赔偿损失", "调解达成分期给付"] },
  },
  FalseLitigationFinding: { rate: 0.0003, fields: { caseNo: ofCourt("司惩"), sanction: ["FINE", "DETENTION"] } },
  LawyerLicence: {
    of: "LAWYER",
    rate: 1,
    months: 240,
    fields: { firm: LAW_FIRMS, annualAssessment: sometimes(0.9, ["COMPETENT", "COMPETENT", "BASICALLY_COMPETENT"]) },
  },
  LawyerSanction: {
    of: "LAWYER",
    rate: 0.03,
    fields: {
      sanction: ({ gravity }) => ({ MINOR: "WARNING", GENERAL: "FINE", SERIOUS: "SUSPENSION" })[gravity!],
      suspensionMonths: whenSerious(whole(3, 12)),
    },
  },
  LegalServiceWorker: { of: "LEGAL_SERVICE_WORKER", rate: 1, months: 180 },
  ReconsiderationOutcome: {
    rate: 0.004,
    fields: { contestedDecisionNo: ({ documentNo }) => documentNo(), outcome: ["UPHELD", "UPHELD", "CHANGED", "REVOKED"] },
  },
  CivilServantFile: {
    of: "CIVIL_SERVANT",
    rate: 1,
    months: 240,
    fields: {
      organ: ORGANS_OF_DISTRICT,
      rank: sometimes(0.9, ["一级科员", "四级主任科员", "二级主任科员", "四级调研员"]),
      pledgeOn: sometimes(0.8, after(1)),
    },
  },
  CivilServantSanction: {
    of: "CIVIL_SERVANT",
    rate: 0.01,
    months: 20,
    fields: {
      sanction: ({ gravity }) => ({ MINOR: "WARNING", GENERAL: "MAJOR_DEMERIT", SERIOUS: "DOWNGRADE" })[gravity!],
      until: (draft) => after({ MINOR: 6, GENERAL: 18, SERIOUS: 24 }[draft.gravity!])(draft),
    },
  },
  RecruitmentMisconduct: {
    rate: 0.001,
    months: 30,
    fields: { exam: EXAMS_HELD, handling: ["EXAM_VOID", "DISQUALIFIED", "BANNED_ONE_YEAR"], banUntil: after(12, 36) },
  },
  OnlineConductPenalty: {
    rate: 0.003,
    fields: { platform: PLATFORMS, accountMasked: sometimes(0.8, ["wx***17", "示例***用户", "138****0000"]) },
  },
  PiHandlingViolation: { rate: 0.0008, fields: { lawArticle: ["第六十六条"], barUntil: whenSerious(after(12, 24)) } },
  InternetRealNameBreach: { rate: 0.002, fields: { conduct: ["出租网络账号", "以他人身份注册账号", "未核验用户真实身份"] } },
};
