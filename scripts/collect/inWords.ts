/** The summary of a batch for people: what was read, what was taken, what was mended, what was refused and where it is. */
import type { IntakeSummary } from "../../subgraphs/kit/intake/takeIn";

export function inWords(summary: IntakeSummary): string {
  const { file, sector, item, type, batch, format, encoding } = summary;
  if (summary.alreadyTaken !== undefined) {
    return `${file}：内容与批次 ${summary.alreadyTaken} 相同，没有改动 / the same content was taken before, nothing changed`;
  }
  const read = format === "XLSX" ? format : `${format}, ${encoding}`;
  return [
    `${file}（${read}）→ ${sector} ${item} (${type})${batch === null ? "" : `，批次 / batch ${batch}`}`,
    countsOf(summary),
    ...summary.refusals.map(({ row, column, problem }) => `  第 ${row} 行 ${column}：${problem}`),
    ...(summary.refused > summary.refusals.length ? ["  ……（其余见退回文件 / the rest is in the file of refused rows）"] : []),
    ...mended(summary),
    ...whatNext(summary),
  ].join("\n");
}

function countsOf({ rows, taken, created, corrected, unchanged, refused }: IntakeSummary): string {
  const zh = `共 ${rows} 行，收入 ${taken}（新增 ${created}，更正 ${corrected}，未变 ${unchanged}），退回 ${refused}`;
  const en = `${rows} rows, ${taken} taken (${created} new, ${corrected} corrected, ${unchanged} unchanged), ${refused} refused`;
  return `${zh} / ${en}`;
}

function mended({ notes }: IntakeSummary): string[] {
  if (notes.length === 0) return [];
  const told = notes.map(({ row, column, problem, rows }) => {
    return rows === 1 ? `  第 ${row} 行 ${column}：${problem}` : `  第 ${row} 行起共 ${rows} 行 ${column}：${problem}`;
  });
  return ["已规范，请核对 / mended, please check:", ...told];
}

function whatNext({ refusalFile }: IntakeSummary): string[] {
  if (refusalFile === undefined) return [];
  const zh = "请在退回文件中改正后原样再报（前三列会被忽略）";
  return [`${zh} / mend the refused rows and send the file again as it is:`, `  ${refusalFile}`];
}
