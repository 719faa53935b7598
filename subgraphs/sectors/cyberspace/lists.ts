/** Code lists that only the cyberspace office uses. */
import { vocabulary } from "../../kit/record/vocabulary";

/** Conduct that a decision establishes; an opinion is no credit information. */
export const OnlineConduct = vocabulary("OnlineConduct", "网络失信情形", "dishonest conduct online", {
  ONLINE_FRAUD: ["网络欺诈", "online fraud"],
  FABRICATION: ["编造、传播虚假信息", "fabricates or spreads false information"],
  FAKE_TRADE: ["刷单炒信、虚假流量", "fake orders, ratings or traffic"],
  PAID_DELETION: ["有偿删帖、发帖", "paid deletion or posting"],
  EXTORTION: ["网络敲诈勒索", "extortion online"],
  IMPERSONATION: ["假冒他人或机构账号", "impersonates a person or an organ"],
  INFRINGEMENT: ["侵害他人合法权益", "infringes others' lawful rights"],
});
