/** Code lists that only the court uses. */
import { vocabulary } from "../../kit/record/vocabulary";

/** 最高人民法院关于公布失信被执行人名单信息的若干规定（2017年修正）, article 1, its six items. */
export const DefaulterConduct = vocabulary("DefaulterConduct", "失信被执行人行为情形", "the six statutory items", {
  ABLE_BUT_REFUSES: ["有履行能力而拒不履行生效法律文书确定义务", "able to perform and refuses (item 1)"],
  OBSTRUCTION: ["以伪造证据、暴力、威胁等方法妨碍、抗拒执行", "obstructs by forged evidence, force or threat (item 2)"],
  EVASION: ["以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", "evades by sham proceedings or hidden property (item 3)"],
  PROPERTY_REPORT_BREACH: ["违反财产报告制度", "breaks the duty to report property (item 4)"],
  CONSUMPTION_ORDER_BREACH: ["违反限制消费令", "breaks an order restricting consumption (item 5)"],
  SETTLEMENT_REFUSED: ["无正当理由拒不履行执行和解协议", "refuses an enforcement settlement without reason (item 6)"],
});

export const PerformanceStatus = vocabulary("PerformanceStatus", "履行情况", "how far the obligation is performed", {
  NOT_PERFORMED: ["全部未履行", "not at all"],
  PARTLY_PERFORMED: ["部分未履行", "in part"],
  PERFORMED: ["全部已履行", "in full"],
});

/** 最高人民法院关于执行案件立案、结案若干问题的意见（法发〔2014〕26号）, article 14. */
export const CloseType = vocabulary("CloseType", "结案方式", "how an enforcement case was closed", {
  PERFORMED: ["执行完毕", "performed"],
  PROCEDURE_ENDED: ["终结本次执行程序", "this procedure ended, the claim stays"],
  ENFORCEMENT_ENDED: ["终结执行", "enforcement ended"],
  FILE_CANCELLED: ["销案", "file cancelled"],
  NOT_ENFORCEABLE: ["不予执行", "not to be enforced"],
  APPLICATION_REJECTED: ["驳回申请", "application rejected"],
});

export const JudgmentDocType = vocabulary("JudgmentDocType", "裁判文书类型", "kind of judicial document", {
  JUDGMENT: ["判决书", "judgment"],
  RULING: ["裁定书", "ruling"],
  MEDIATION: ["调解书", "mediation agreement"],
  DECISION: ["决定书", "decision"],
  PAYMENT_ORDER: ["支付令", "payment order"],
});
