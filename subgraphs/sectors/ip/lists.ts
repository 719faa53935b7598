/** Code lists that only the intellectual property office uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const IpKind = vocabulary("IpKind", "知识产权类别", "kind of intellectual property", {
  PATENT: ["专利", "patent"],
  TRADEMARK: ["商标", "trade mark"],
  COPYRIGHT: ["著作权", "copyright"],
  GEOGRAPHICAL_INDICATION: ["地理标志", "geographical indication"],
  TRADE_SECRET: ["商业秘密", "trade secret"],
  PLANT_VARIETY: ["植物新品种", "plant variety"],
});
