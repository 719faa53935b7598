/** Code lists that only the commission of commerce uses. */
import { vocabulary } from "../../kit/record/vocabulary";

/** 电子商务法, articles 74 to 86, in groups. */
export const EcomConduct = vocabulary("EcomConduct", "电商失信情形", "dishonest conduct in electronic commerce", {
  NOT_REGISTERED: ["未办理登记或未取得许可经营", "trades without registration or licence (art. 75)"],
  INFORMATION_NOT_SHOWN: ["未公示营业执照等信息", "does not show licence and other information (art. 76)"],
  FALSE_PROMOTION: ["虚假宣传或编造用户评价", "false promotion, invented reviews (art. 85)"],
  TIED_SALE: ["搭售商品未显著提示", "tied sale without clear notice (art. 77)"],
  DEPOSIT_WITHHELD: ["不按约定退还押金", "deposit not returned as agreed (art. 78)"],
  NOT_DELIVERED: ["不履行合同义务", "contract not performed (art. 74)"],
  IP_INFRINGEMENT: ["侵犯知识产权", "infringes intellectual property (art. 85)"],
  CONSUMER_HARM: ["侵害消费者权益", "harms consumers' rights (art. 85)"],
});

export const CountBand = vocabulary("CountBand", "人数区间", "a band instead of the exact number of persons", {
  UNDER_10: ["10人以下", "fewer than 10"],
  FROM_10_TO_50: ["10人至50人", "10 to fewer than 50"],
  FROM_50_TO_200: ["50人至200人", "50 to fewer than 200"],
  FROM_200_TO_1000: ["200人至1000人", "200 to fewer than 1,000"],
  FROM_1000: ["1000人以上", "1,000 and more"],
});
