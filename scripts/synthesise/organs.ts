/** The organs that decide, and the enterprises of the district. Names of organs are real words; every code is made up. */
import { usccCheckCharacter } from "../../schema/contract/uscc";
import type { Random } from "./random";
import type { SerialNumbers } from "./scene";

export interface Organ {
  name: string;
  code: string;
}

function organ(name: string, serial: number): Organ {
  return { name, code: uscc(`11120115000000${String(serial).padStart(3, "0")}`) };
}

function uscc(body: string): string {
  return body + usccCheckCharacter(body);
}

export const POLICE = organ("天津市公安局宝坻分局", 1);
export const EDUCATION_BUREAU = organ("天津市宝坻区教育局", 2);
export const TAX_BUREAU = organ("国家税务总局天津市宝坻区税务局", 3);
export const MARKET_BUREAU = organ("天津市宝坻区市场监督管理局", 4);
export const COURT = organ("天津市宝坻区人民法院", 5);
export const UNIVERSITY = organ("天津示例理工大学", 6);

const WORDS = ["潮白", "宝平", "渠阳", "大口屯", "林亭", "青龙湾", "八门城", "霍各庄", "京津新城", "周良", "新开口", "黄庄"];
const TRADES = ["食品", "商贸", "建材", "农产品", "服饰", "餐饮管理", "物流", "机械", "医药", "包装制品", "日用品", "汽车配件"];

export interface Enterprise {
  uscc: string;
  enterpriseName: string;
}

/** A company (MA numbers are given out since 2015) or the shop of an individual trader. */
export function enterprise(kind: "COMPANY" | "SHOP", numbers: SerialNumbers, random: Random): Enterprise {
  const serial = numbers.next("enterprise");
  const body = `${kind === "COMPANY" ? "91" : "92"}120115MA${String(serial).padStart(7, "0")}`;
  const name = `${random.pick(WORDS)}${random.pick(TRADES)}`;
  const enterpriseName = kind === "COMPANY" ? `天津示例${name}有限公司` : `宝坻区示例${name}经营部`;
  return { uscc: uscc(body), enterpriseName };
}
