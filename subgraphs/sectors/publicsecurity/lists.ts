/** Code lists that only the public security branch uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const TrafficPoints = vocabulary(
  "TrafficPoints",
  "记分",
  "points for one traffic violation (道路交通安全违法行为记分管理办法 7)",
  {
    ONE: ["1分", "one point"],
    THREE: ["3分", "three points"],
    SIX: ["6分", "six points"],
    NINE: ["9分", "nine points"],
    TWELVE: ["12分", "twelve points"],
  },
);

/** 电信网络诈骗及其关联违法犯罪联合惩戒办法 (2024), the conduct that it covers. */
export const FraudConduct = vocabulary("FraudConduct", "诈骗关联行为", "conduct tied to telecom and online fraud", {
  FRAUD_CRIME: ["实施电信网络诈骗犯罪", "committed telecom or online fraud"],
  RELATED_CRIME: ["实施关联犯罪", "committed a related crime"],
  ACCOUNTS_SOLD: ["非法买卖、出租、出借账户、电话卡、账号三张（个）以上", "sold, let or lent three or more cards or accounts"],
  FALSE_IDENTITY_ACCOUNTS: ["假冒他人身份或虚构代理关系开立账户", "opened accounts under a false identity or agency"],
  SUPPORT: ["为诈骗活动提供支持、帮助", "supported or aided fraud"],
});

export const MeasureType = vocabulary(
  "MeasureType",
  "惩戒措施",
  "measure tied to telecom and online fraud (反电信网络诈骗法 31)",
  {
    FINANCIAL: ["金融惩戒", "limits on accounts and payments"],
    TELECOM_NETWORK: ["电信网络惩戒", "limits on telephone cards and online accounts"],
    CREDIT: ["信用惩戒", "entry in the credit file"],
  },
);
