/** Names as the district has them: surnames by how common they are, given names by sex and generation. */
import type { Random } from "./random";

/** Per mille of the population, rounded from the usual tables; made up of them alone. */
const SURNAMES: readonly (readonly [string, number])[] = Object.entries({
  ...{ 王: 92, 张: 88, 李: 86, 刘: 78, 杨: 34, 赵: 32, 陈: 26, 孙: 24, 高: 20, 马: 19, 周: 17, 吴: 15, 徐: 15, 郭: 15 },
  ...{ 朱: 14, 胡: 12, 林: 10, 何: 10, 宋: 10, 郑: 10, 梁: 9, 唐: 9, 冯: 9, 董: 9, 韩: 9, 于: 9, 曹: 8, 谢: 8, 许: 8 },
  ...{ 田: 8, 崔: 8, 石: 7, 任: 7, 姜: 7, 范: 7, 杜: 7, 贾: 7, 魏: 7, 孟: 6, 白: 6, 袁: 6, 邓: 6, 沈: 6, 彭: 5, 吕: 5 },
  ...{ 苏: 5, 蒋: 5, 蔡: 5, 丁: 5, 史: 4, 邢: 4, 单: 4, 芮: 4, 靳: 3, 褚: 2, 佟: 2, 芦: 2, 么: 1 },
  ...{ 欧阳: 2, 司马: 1, 上官: 1, 诸葛: 1, 尉迟: 1, 令狐: 1 },
});

const GIVEN: Record<"MALE" | "FEMALE", readonly [old: string, middle: string, young: string]> = {
  MALE: [
    "建国 国强 德福 永贵 振山 志远 福来 玉山 守义 长林 文彬 宝华 金生 树林 庆和 连生 士杰 广田 洪亮 万年",
    "伟 强 磊 军 勇 涛 斌 海涛 志刚 建军 立新 永强 晓东 鹏 凯 宏伟 春雷 志勇 文杰 洪波 学军 俊杰 玉龙 金宝",
    "子轩 浩然 宇航 嘉豪 俊杰 博文 天宇 梓睿 子涵 一鸣 思远 泽宇 明轩 晨曦 睿 昊天 家乐 文博 奕辰 鑫磊",
  ],
  FEMALE: [
    "秀英 桂兰 玉兰 淑珍 桂芳 秀兰 凤英 玉珍 淑芬 桂荣 兰英 素珍 秀云 月英 翠兰 玉芝 淑华 金凤 宝珍 桂芝",
    "丽 敏 静 艳 娟 芳 丽华 海燕 红梅 春梅 雪梅 晓燕 秀丽 玉红 丽娜 文静 立红 志红 亚男 颖 慧 爱华 金玲 小红",
    "雨涵 欣怡 梓涵 诗涵 思琪 佳怡 雅婷 雪怡 可欣 梦瑶 晓雯 静怡 子萱 若曦 语嫣 依诺 心怡 佳琪 紫涵 一诺",
  ],
};

/** Characters outside the basic plane or rare in it: what an old system loses. */
const RARE_CHARACTERS = ["𠮷", "㛃", "𬭎", "𫖮", "𪣻", "䶮"];
const DOTTED: Record<"MALE" | "FEMALE", readonly string[]> = {
  MALE: ["买买提·吐尔逊", "艾力·阿不都热合曼", "阿布都拉·玉素甫", "巴特尔·额尔德尼"],
  FEMALE: ["阿依古丽·买买提", "古丽米热·艾尼瓦尔", "帕提古丽·吾斯曼", "其其格·乌云"],
};

const cut = new Map<string, string[]>();

export function nameOf(sex: "MALE" | "FEMALE", birthYear: number, random: Random): string {
  if (random.chance(0.002)) return random.pick(DOTTED[sex]);
  const generation = birthYear < 1965 ? 0 : birthYear < 1995 ? 1 : 2;
  const text = GIVEN[sex][generation];
  if (!cut.has(text)) cut.set(text, text.split(" "));
  const given = random.pick(cut.get(text)!);
  const surname = random.weighted(SURNAMES);
  return random.chance(0.001) ? surname + random.pick(RARE_CHARACTERS) + given.slice(-1) : surname + given;
}
