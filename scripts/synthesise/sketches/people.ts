/** People and services: what education, civil affairs, the youth league, labour, licensing and the civilisation office would hold. */
import { addMonths, ageOn } from "../../../schema/contract/legalDay";
import { after, since, sometimes, whole, type Say } from "../draw";
import { UNIVERSITY } from "../organs";
import type { Sketches } from "../sketch";

const ACTIVITIES = ["潮白新河护河行动", "社区助老服务", "交通文明劝导", "图书馆整理服务", "防溺水宣传", "敬老院探访"];
const ORGANISERS = ["宝坻区示例志愿服务队", "宝平街道示例社区居委会", "天津示例公益服务中心"];
const ITEMS_OF_LICENSING = ["食品经营许可", "公共场所卫生许可", "道路货物运输经营许可", "小餐饮店登记", "劳务派遣经营许可"];

/** Whole and half hours. */
const hours =
  (most: number): Say =>
  (draft) =>
    Number(whole(2, 2 * most)(draft)) / 2;

const SUBJECTS = ["语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "音乐", "体育", "美术", "信息技术"];

export const people: Sketches = {
  TeacherQualification: {
    of: "TEACHER",
    rate: 1,
    months: 320,
    fields: {
      stage: ["KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "SECONDARY_VOCATIONAL"],
      subject: ({ detail, scene }) => (detail["stage"] === "KINDERGARTEN" ? undefined : scene.random.pick(SUBJECTS)),
      registration: ({ decidedOn, scene: { day, random } }) =>
        decidedOn > addMonths(day, -18) ? "NOT_YET" : random.chance(0.97) ? "QUALIFIED" : "DEFERRED",
      nextRegistrationOn: ({ detail, scene: { day, random } }) =>
        detail["registration"] === "QUALIFIED" ? addMonths(day, 1 + random.whole(58)) : undefined,
    },
  },
  TeacherSanction: {
    of: "TEACHER",
    rate: 0.015,
    months: 40,
    fields: {
      conduct: ["PAID_TUTORING", "NEGLECT_OF_TEACHING", "GIFTS", "FAVOURITISM"],
      sanction: ({ gravity }) => (gravity === "SERIOUS" ? "DEMERIT" : "WARNING"),
      until: (draft) => after(draft.gravity === "SERIOUS" ? 12 : 6)(draft),
    },
  },
  ExamMisconduct: {
    rate: 0.001,
    months: 48,
    fields: {
      examName: ["成人高等教育自学考试", "全国大学英语四、六级考试", "教师资格考试", "全国硕士研究生招生考试"],
      handling: ({ gravity }) => (gravity === "SERIOUS" ? "BANNED_THREE_YEARS" : "BANNED_ONE_YEAR"),
      banUntil: (draft) => after(draft.gravity === "SERIOUS" ? 36 : 12)(draft),
    },
  },
  StudentIntegrityRecord: {
    of: "STUDENT",
    rate: 0.2,
    months: 20,
    organ: UNIVERSITY,
    fields: {
      studentNo: ({ scene: { person, numbers } }) =>
        `${person.birth.slice(0, 4)}${String(numbers.next("student")).padStart(6, "0")}`,
      school: [UNIVERSITY.name],
      conduct: ({ polarity, scene }) =>
        polarity === "POSITIVE" ? "HONOUR" : scene.random.pick(["EXAM_CHEATING", "ACADEMIC_MISCONDUCT"]),
      ageAtEvent: ({ scene: { person }, decidedOn }) => ageOn(person.birth, decidedOn),
      until: after(36),
    },
  },

  VolunteerProfile: { rate: 0.16, months: 90, fields: { totalHours: hours(300) } },
  VolunteerServiceRecord: {
    rate: 0.08,
    months: 50,
    fields: { activity: ACTIVITIES, organiser: ORGANISERS, hours: hours(6), rating: sometimes(0.7, [3, 4, 5, 5]) },
  },
  CharitableDonation: { rate: 0.03, months: 50, fields: { amountBand: ["UNDER_10K", "UNDER_10K", "FROM_10K_TO_50K"] } },
  AssistanceFraud: { rate: 0.001, fields: { programme: ["最低生活保障", "临时救助", "特困供养"] } },
  SocialOrgLeader: {
    of: "SOCIAL_ORG_LEADER",
    rate: 1,
    months: 70,
    fields: { role: ["会长", "理事长", "秘书长"], pledgeOn: sometimes(0.8, after(1)) },
  },
  YouthVolunteerHonour: {
    rate: 0.003,
    months: 90,
    fields: { award: ["优秀青年志愿者", "青年志愿服务先进个人"], level: ["DISTRICT", "DISTRICT", "PROVINCIAL"] },
  },
  YouthRedListEntry: {
    rate: 0.004,
    months: 48,
    fields: {
      criteria: [["累计志愿服务满300小时"], ["累计志愿服务满300小时", "无不良信用记录"]],
      reviewOn: after(12),
      removedOn: sometimes(0.06, since(15)),
      removalReason: ({ detail }) => (detail["removedOn"] === undefined ? undefined : "年度复核不符合条件"),
    },
  },
  WageArrearsEntry: {
    rate: 0.0008,
    months: 34,
    fields: {
      role: ["LEGAL_REPRESENTATIVE", "ACTUAL_CONTROLLER", "PRINCIPAL"],
      correctedOn: sometimes(0.4, since(4)),
      earlyRemovalFrom: (draft) => (draft.detail["correctedOn"] === undefined ? undefined : after(10)(draft)),
    },
  },
  SocialInsuranceMisconduct: {
    rate: 0.0015,
    fields: { conduct: ["冒领养老保险待遇", "重复领取失业保险金", "虚构劳动关系参保"] },
  },
  LabourPenalty: { rate: 0.002 },
  VocationalCredential: {
    rate: 0.12,
    months: 240,
    fields: {
      title: ["电工", "焊工", "保育师", "养老护理员", "工程师", "经济师", "中药师"],
      level: sometimes(0.9, ["三级／高级工", "四级／中级工", "中级", "副高级"]),
    },
  },
  AdministrativeLicence: {
    rate: 0.05,
    months: 70,
    fields: {
      licenceName: ITEMS_OF_LICENSING,
      kind: ["ORDINARY", "ORDINARY", "APPROVAL", "REGISTRATION"],
      content: ["准予许可", "准予延续", "准予变更经营场所"],
      validUntil: after(60, 72),
      organ: ["天津市宝坻区行政审批局"],
      status: ({ detail, scene }) => (String(detail["validUntil"]) < scene.day ? "EXPIRED" : "VALID"),
    },
  },
  LicensingCommitment: {
    rate: 0.03,
    months: 22,
    fields: {
      licensingItem: ITEMS_OF_LICENSING,
      fulfilment: ({ polarity }) => (polarity === "POSITIVE" ? "FULFILLED" : "NOT_FULFILLED"),
      verifiedOn: since(3),
    },
  },
  FalseMaterialFinding: {
    rate: 0.001,
    months: 30,
    fields: {
      licensingItem: ITEMS_OF_LICENSING,
      reapplyBarUntil: (draft) => after(draft.gravity === "SERIOUS" ? 36 : 12)(draft),
    },
  },
  GreenChannelUse: { rate: 0.02, months: 11, fields: { licensingItem: ITEMS_OF_LICENSING, ruleVersion: ["LSTD-2026-1"] } },
  MoralModelHonour: {
    rate: 0.002,
    months: 100,
    fields: { title: ["宝坻好人", "诚实守信道德模范", "身边好人"], level: ["DISTRICT", "DISTRICT", "PROVINCIAL"] },
  },
  HonestExemplar: {
    rate: 0.001,
    months: 34,
    fields: {
      nominatedBy: ["宝平街道办事处", "大口屯镇人民政府", "天津市宝坻区商务局"],
      summary: ["拾金不昧，主动归还失主财物", "坚持诚信经营三十年", "替子还债，信守承诺"],
    },
  },
};
