/** README.md of a synthetic district: what the files are, who the cast is. The same bytes for the same district. */
import { cast } from "./cast";
import type { WrittenFile } from "./districtFiles";

export function districtReadme(district: { people: number; seed: number; day: string }, files: readonly WrittenFile[]): string {
  const { people, seed, day } = district;
  const lines = [
    "# 合成的区 / a synthetic district",
    "",
    `${people} 人，种子 ${seed}，截至 ${day}。所有人、号码、单位代码和文书号均为虚构。`,
    `${people} people, seed ${seed}, as of ${day}. Every person, number, code and document in it is made up.`,
    "",
    "各文件即各部门报送的批次：CSV，UTF-8，首行为中文列标题。先报送 identity，再报送其他部门：",
    "Each file is a batch as a department would send it. Take identity in first, then the others:",
    "",
    "```",
    ...files.map(({ sector, file }) => `npm run collect -- ${sector} ${file}`).sort(identityFirst),
    "```",
    "",
    "identity/UniquenessCase.csv 中的 P-CANDIDATE-n 请换成人口登记已有的标识；npm start 会自动替换。",
    "In identity/UniquenessCase.csv, put ids of your register for each P-CANDIDATE-n; npm start does so itself.",
    "",
    "| 文件 / file | 行数 / rows |",
    "|---|---|",
    ...files.map(({ file, rows }) => `| ${file} | ${rows} |`),
    "",
    "## 固定的十二人 / the cast",
    "",
    "| # | 姓名 / name | 公民身份号码 / citizen number | 说明 | what it shows |",
    "|---|---|---|---|---|",
    ...cast.map(
      ({ name, idNumber, noteZh, noteEn }, place) => `| ${place + 1} | ${name} | ${idNumber} | ${noteZh} | ${noteEn} |`,
    ),
    "",
  ];
  return lines.join("\n");
}

function identityFirst(a: string, b: string): number {
  const rank = (line: string) => (line.includes("PersonIdentity") ? 0 : line.includes(" identity ") ? 1 : 2);
  return rank(a) - rank(b);
}
