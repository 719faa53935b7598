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

/** By sector; `word` begins the number of each of its documents. The first five codes are those of districts made earlier. */
export const ORGANS = {
  identity: { ...organ("天津市公安局宝坻分局", 1), word: "津宝公户" },
  education: { ...organ("天津市宝坻区教育局", 2), word: "津宝教" },
  tax: { ...organ("国家税务总局天津市宝坻区税务局", 3), word: "津宝税" },
  market: { ...organ("天津市宝坻区市场监督管理局", 4), word: "津宝市监" },
  courts: { ...organ("天津市宝坻区人民法院", 5), word: "津0115民" },
  publicsecurity: { ...organ("天津市公安局宝坻分局", 1), word: "津宝公" },
  justice: { ...organ("天津市宝坻区司法局", 7), word: "津宝司" },
  health: { ...organ("天津市宝坻区卫生健康委员会", 8), word: "津宝卫" },
  ip: { ...organ("天津市宝坻区市场监督管理局（知识产权局）", 9), word: "津宝知" },
  fiscal: { ...organ("天津市宝坻区财政局", 10), word: "津宝财" },
  finance: { ...organ("天津市宝坻区金融工作局", 11), word: "津宝金" },
  emergency: { ...organ("天津市宝坻区应急管理局", 12), word: "津宝应急" },
  ecology: { ...organ("天津市宝坻区生态环境局", 13), word: "津宝环" },
  construction: { ...organ("天津市宝坻区住房和城乡建设委员会", 14), word: "津宝建" },
  housing: { ...organ("天津市宝坻区住房和城乡建设委员会（房管）", 15), word: "津宝房" },
  land: { ...organ("天津市规划和自然资源局宝坻分局", 16), word: "津宝规自" },
  commerce: { ...organ("天津市宝坻区商务局", 17), word: "津宝商" },
  transport: { ...organ("天津市宝坻区交通运输局", 18), word: "津宝交" },
  tourism: { ...organ("天津市宝坻区文化和旅游局", 19), word: "津宝文旅" },
  civilaffairs: { ...organ("天津市宝坻区民政局", 20), word: "津宝民" },
  youth: { ...organ("共青团天津市宝坻区委员会", 21), word: "津宝团" },
  civilservice: { ...organ("中共天津市宝坻区委组织部（公务员局）", 22), word: "津宝组" },
  labour: { ...organ("天津市宝坻区人力资源和社会保障局", 23), word: "津宝人社" },
  licensing: { ...organ("天津市宝坻区行政审批局", 24), word: "津宝审批" },
  cyberspace: { ...organ("中共天津市宝坻区委网络安全和信息化委员会办公室", 25), word: "津宝网信" },
  civilisation: { ...organ("天津市宝坻区精神文明建设委员会办公室", 26), word: "津宝文明" },
};

export type SectorName = keyof typeof ORGANS;

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
