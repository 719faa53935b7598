/** Code lists that only the justice bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const LawyerKind = vocabulary("LawyerKind", "律师类别", "kind of lawyer", {
  FULL_TIME: ["专职律师", "full-time lawyer"],
  PART_TIME: ["兼职律师", "part-time lawyer"],
  LEGAL_AID: ["法律援助律师", "legal-aid lawyer"],
  GOVERNMENT: ["公职律师", "government lawyer"],
  COMPANY: ["公司律师", "company lawyer"],
});

export const AnnualGrade = vocabulary(
  "AnnualGrade",
  "年度考核等次",
  "grade of the annual assessment of lawyers (律师事务所年度检查考核办法)",
  {
    COMPETENT: ["称职", "competent"],
    BASICALLY_COMPETENT: ["基本称职", "basically competent"],
    NOT_COMPETENT: ["不称职", "not competent"],
  },
);

export const LawyerSanctionType = vocabulary(
  "LawyerSanctionType",
  "律师处罚、处分种类",
  "kind of penalty (律师法 47 to 49) or of discipline by the association",
  {
    WARNING: ["警告", "warning"],
    FINE: ["罚款", "fine"],
    SUSPENSION: ["停止执业", "suspended from practice"],
    REVOCATION: ["吊销律师执业证书", "licence revoked"],
    ADMONITION: ["行业训诫", "admonition by the association"],
    PUBLIC_CRITICISM: ["行业通报批评", "criticism circulated by the association"],
    PUBLIC_CENSURE: ["行业公开谴责", "public censure by the association"],
    RIGHTS_SUSPENDED: ["中止会员权利", "rights of membership suspended"],
    EXPELLED: ["取消会员资格", "expelled from the association"],
  },
);

export const LegalServiceKind = vocabulary(
  "LegalServiceKind",
  "法律服务人员类别",
  "kind of legal-service worker other than a lawyer",
  {
    NOTARY: ["公证员", "notary"],
    FORENSIC_EXPERT: ["司法鉴定人", "forensic expert"],
    GRASSROOTS_WORKER: ["基层法律服务工作者", "grassroots legal-service worker"],
  },
);

export const ReconsiderationResult = vocabulary(
  "ReconsiderationResult",
  "行政复议结果",
  "outcome of a reconsideration (行政复议法 63 to 71)",
  {
    UPHELD: ["维持", "upheld"],
    CHANGED: ["变更", "changed"],
    REVOKED: ["撤销", "revoked"],
    FOUND_UNLAWFUL: ["确认违法", "found unlawful"],
    ORDERED_TO_PERFORM: ["责令履行", "the organ ordered to perform"],
    FOUND_VOID: ["确认无效", "found void"],
    REJECTED: ["驳回复议请求", "request rejected"],
  },
);
