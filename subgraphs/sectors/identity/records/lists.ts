/** Code lists that only the population register uses. */
import { vocabulary } from "../../../kit/record/vocabulary";

export const SexCode = vocabulary("SexCode", "性别代码", "sex (GB/T 2261.1)", {
  UNKNOWN: ["未知", "unknown (0)"],
  MALE: ["男", "male (1)"],
  FEMALE: ["女", "female (2)"],
  UNSTATED: ["未说明", "not stated (9)"],
});

export const HouseholdStatus = vocabulary("HouseholdStatus", "户籍状态", "state of the household registration (户口登记条例)", {
  REGISTERED: ["在册", "registered"],
  MOVED_OUT: ["迁出", "moved to another division (art. 10)"],
  DECEASED: ["死亡注销", "cancelled on death (art. 8)"],
  SETTLED_ABROAD: ["出国（境）定居注销", "cancelled on settling abroad"],
  DUPLICATE_CANCELLED: ["重复户口注销", "cancelled as a duplicate"],
});

export const IdChangeReason = vocabulary("IdChangeReason", "号码变更原因", "why a citizen number was changed", {
  SHARED_NUMBER: ["重号", "two persons had one number"],
  WRONG_NUMBER: ["错号", "the number was composed wrongly"],
  UPGRADE_TO_18: ["升位", "from 15 to 18 characters"],
  CORRECTION: ["更正", "an element of the number was corrected"],
});

export const UniquenessFinding = vocabulary("UniquenessFinding", "核查结论", "what a uniqueness case found", {
  SAME_PERSON: ["同一人重复登记", "one person, registered more than once"],
  DIFFERENT_PERSONS: ["不同人使用同一号码", "several persons with one number"],
  NO_DUPLICATE: ["不构成重号", "no duplicate"],
});

export const CheckMethod = vocabulary(
  "CheckMethod",
  "核验方式",
  "how the real name was checked; never a fingerprint or an image",
  {
    NAME_AND_NUMBER: ["姓名与号码比对", "name and number against the register"],
    CARD_READER: ["居民身份证机读", "chip of the identity card"],
    FACE_COMPARISON: ["人证比对", "face against the identity card"],
    IN_PERSON: ["现场人工核验", "by an officer, in person"],
    ONLINE_CREDENTIAL: ["网络身份认证凭证", "credential of the national online identity service"],
  },
);
