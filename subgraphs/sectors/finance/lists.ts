/** Code lists that only the financial services centre uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const KeyTarget = vocabulary(
  "KeyTarget",
  "重点监管对象",
  "one of the six targets of key supervision of the plan, part 2(5)1",
  {
    MALICIOUS_DEBT_EVASION: ["恶意逃废债务", "malicious evasion of debts"],
    ILLEGAL_FUND_RAISING: ["非法集资", "illegal fund-raising"],
    TELECOM_FRAUD: ["电信诈骗", "telecom fraud"],
    ONLINE_FRAUD: ["网络欺诈", "online fraud"],
    TRAFFIC_OFFENCE: ["交通违法", "offences in road traffic"],
    DISHONEST_TAX_PAYING: ["不依法诚信纳税", "dishonest payment of taxes"],
  },
);
