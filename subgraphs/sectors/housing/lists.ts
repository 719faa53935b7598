/** Code lists that only the housing bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const AgentKind = vocabulary("AgentKind", "经纪人员类别", "kind of real-estate agent (房地产经纪管理办法 9)", {
  BROKER: ["房地产经纪人", "real-estate broker"],
  ASSISTANT: ["房地产经纪人协理", "assistant broker"],
});

/** 房地产经纪管理办法, articles 33 to 37 with article 25. */
export const AgencyConduct = vocabulary("AgencyConduct", "中介违规情形", "misconduct of a real-estate agent", {
  UNREGISTERED_BUSINESS: ["以个人名义承接业务和收取费用", "takes business or fees in his own name (art. 33)"],
  UNSIGNED_CONTRACT: ["未按规定签订或签名服务合同", "contract not signed as required (art. 33)"],
  HIDDEN_FEES: ["未明码标价或收取未标明的费用", "fees not stated (art. 34)"],
  FALSE_LISTING: ["发布虚假房源或价格信息", "false listings or prices (art. 35)"],
  FUNDS_MISUSED: ["侵占、挪用交易资金", "misuse of the parties' funds (art. 36)"],
  COLLUSION: ["为规避税费等就同一房屋签订不同价款的合同", "two contracts for one property (art. 37)"],
  INFORMATION_LEAKED: ["泄露或不当使用委托人信息", "leaks or misuses clients' information (art. 37)"],
  COERCED_TRADE: ["以隐瞒、欺诈、胁迫等手段招揽业务", "wins business by deceit or threat (art. 37)"],
  RESTRICTED_HOUSING: ["为不符合交易条件的保障房提供经纪服务", "trades protected housing that may not be sold (art. 37)"],
});
