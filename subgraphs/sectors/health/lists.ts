/** Code lists that only the health commission uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const PhysicianCategory = vocabulary("PhysicianCategory", "执业类别", "category of practice (医师法 13)", {
  CLINICAL: ["临床", "clinical medicine"],
  TRADITIONAL: ["中医", "traditional Chinese medicine"],
  DENTAL: ["口腔", "dentistry"],
  PUBLIC_HEALTH: ["公共卫生", "public health"],
});

export const AssessmentResult = vocabulary(
  "AssessmentResult",
  "定期考核结果",
  "result of the periodic assessment of physicians (医师法 42)",
  {
    PASSED: ["合格", "passed"],
    NOT_PASSED: ["不合格", "not passed; suspended for three to six months and trained"],
  },
);

/** 医师法, articles 55 to 59, in groups. */
export const MedicalConduct = vocabulary("MedicalConduct", "医师违法情形", "violation by a physician", {
  EMERGENCY_REFUSED: ["对需紧急救治的患者拒绝救治或未及时救治", "refuses or delays emergency treatment (art. 55)"],
  CONSENT_BREACH: ["未按规定告知或未取得同意", "treats without information or consent (art. 55)"],
  PRIVACY_LEAKED: ["泄露患者隐私或个人信息", "leaks a patient's privacy (art. 56)"],
  FALSE_DOCUMENTS: [
    "出具虚假医学证明文件或伪造、隐匿、销毁病历",
    "false certificates; forged, hidden or destroyed records (art. 56)",
  ],
  DRUG_MISUSE: ["违规使用药品、医疗器械", "unlawful use of drugs or devices (art. 56)"],
  IMPROPER_GAIN: ["利用职务索取、收受财物或牟取不正当利益", "asks or takes property, improper gain (art. 56)"],
  OUTSIDE_REGISTRATION: ["未按注册的地点、类别、范围执业", "practises outside the registration (art. 57)"],
  SERIOUS_ETHICS_BREACH: ["严重违反医师职业道德、医学伦理规范", "grave breach of professional or medical ethics (art. 58)"],
  UNLICENSED_PRACTICE: ["非医师行医", "practises without being a physician (art. 59)"],
  OTHER: ["其他违反医师法的行为", "other violation of the law on physicians"],
});

export const HealthConduct = vocabulary("HealthConduct", "涉医失信情形", "dishonest conduct in health care", {
  DISORDER: ["扰乱医疗秩序", "disturbs the order of a medical institution"],
  HARM_TO_STAFF: ["伤害医务人员", "harms medical staff"],
  TOUTING: ["倒卖号源或充当“医托”", "sells appointments or touts for patients"],
  FUND_FRAUD_LEAD: ["骗取医疗保障基金线索", "lead of fraud on the medical security fund"],
  FALSE_PAPERS: ["使用虚假医学证明", "uses false medical certificates"],
  ILLEGAL_BLOOD: ["非法采供血", "unlawful collection or supply of blood"],
});
