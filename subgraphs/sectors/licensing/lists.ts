/** Code lists that only the licensing bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const LicenceKind = vocabulary("LicenceKind", "许可类别", "kind of administrative licence (行政许可法 12)", {
  ORDINARY: ["普通", "ordinary"],
  FRANCHISE: ["特许", "franchise"],
  ACCREDITATION: ["认可", "accreditation"],
  APPROVAL: ["核准", "approval"],
  REGISTRATION: ["登记", "registration"],
  OTHER: ["其他", "other"],
});

export const LicenceStatus = vocabulary("LicenceStatus", "许可状态", "state of a licence (行政许可法 69, 70)", {
  VALID: ["有效", "valid"],
  EXPIRED: ["期满未延续", "expired"],
  CANCELLED: ["注销", "cancelled"],
  WITHDRAWN: ["撤回", "withdrawn for the public interest"],
  ANNULLED: ["撤销", "annulled"],
  REVOKED: ["吊销", "revoked as a penalty"],
});

export const GreenChannelBasis = vocabulary(
  "GreenChannelBasis",
  "绿色通道依据",
  "why the green channel was open (district plan, part 2(4)2)",
  {
    GOOD_CREDIT_RECORD: ["优良信用记录", "a good credit record"],
    NO_ADVERSE_THREE_YEARS: ["连续三年以上无不良信用记录", "no adverse record for three years and more"],
  },
);
