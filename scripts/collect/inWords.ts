/** The summary of a batch for people: what was read, what was taken, what was mended, what was refused and where it is. */
import { UNKNOWN_PERSON } from "../../subgraphs/kit/intake/personsOfRows";
import type { IntakeSummary } from "../../subgraphs/kit/intake/takeIn";

export function inWords(summary: IntakeSummary): string {
  const { file, sector, item, type, batch, format, encoding } = summary;
  if (summary.alreadyTaken !== undefined) return alreadyThere(summary);
  const read = format === "XLSX" ? format : `${format}, ${encoding}`;
  return [
    `${file}（${read}）→ ${sector} ${item} (${type})${batch === null ? "" : `，批次 / batch ${batch}`}`,
    countsOf(summary),
    ...summary.refusals.map(({ row, column, problem }) => `  第 ${row} 行 ${column}：${problem}`),
    ...(summary.refused > summary.refusals.length ? ["  ……（其余见退回文件 / the rest is in the file of refused rows）"] : []),
    ...mended(summary),
    ...nobodyKnown(summary),
    ...whatNext(summary),
  ].join("\n");
}

function alreadyThere({ file, sector, alreadyTaken, state }: IntakeSummary): string {
  if (state === "RECEIVED") {
    const zh = `同样的内容正由另一进程接收（批次 ${alreadyTaken}），什么也没有改动；若那一次已中断，请一分钟后重新报送`;
    return `${file}：${zh} / another process is receiving the same content, nothing changed; if that one broke off, send it again in a minute`;
  }
  const known = `${file}：内容与批次 ${alreadyTaken} 相同，没有改动 / the same content was taken before, nothing changed`;
  return state === "AWAITING_REVIEW" ? [known, ...awaiting({ sector, batch: alreadyTaken! })].join("\n") : known;
}

function awaiting({ sector, batch }: { sector: string; batch: string }): string[] {
  return [
    "待审核，审核通过前不生效；请由另一人审核 / it awaits review and is not live before that; another officer reviews it:",
    `  npm run review -- ${sector} ${batch} --reviewer NAME`,
  ];
}

function countsOf({ rows, taken, created, corrected, unchanged, withdrawn, refused, kind }: IntakeSummary): string {
  const gone = kind === "REPLACEMENT" ? [`，撤下 ${withdrawn}`, `, ${withdrawn} withdrawn`] : ["", ""];
  const zh = `共 ${rows} 行，收入 ${taken}（新增 ${created}，更正 ${corrected}，未变 ${unchanged}${gone[0]}），退回 ${refused}`;
  const en = `${rows} rows, ${taken} taken (${created} new, ${corrected} corrected, ${unchanged} unchanged${gone[1]}), ${refused} refused`;
  return `${zh} / ${en}`;
}

function mended({ notes }: IntakeSummary): string[] {
  if (notes.length === 0) return [];
  const told = notes.map(({ row, column, problem, rows }) => {
    return rows === 1 ? `  第 ${row} 行 ${column}：${problem}` : `  第 ${row} 行起共 ${rows} 行 ${column}：${problem}`;
  });
  return ["读取时的规范和说明，请核对 / mended or to be known, please check:", ...told];
}

/** Not one row found its person: more likely the wrong register than a file of strangers. */
function nobodyKnown({ taken, refusals }: IntakeSummary): string[] {
  if (taken > 0 || refusals.length < 2 || !refusals.every(({ problem }) => problem === UNKNOWN_PERSON)) return [];
  const zh =
    "没有一行能与人口登记对上：请先报送 identity 的人口身份信息，或核对 CREDIT_DATA_DIR、CREDIT_DATABASE_URL、CREDIT_IDENTITY_URL";
  return [
    `${zh} / not one row found its person: send identity's PersonIdentity first, or check which register these settings name`,
  ];
}

function whatNext({ refusalFile, state, batch, sector }: IntakeSummary): string[] {
  const review = state === "AWAITING_REVIEW" && batch !== null ? awaiting({ sector, batch }) : [];
  const published = state === "PUBLISHED" ? ["已审核并公布 / reviewed and published"] : [];
  return [...review, ...published, ...refusedRows(refusalFile)];
}

function refusedRows(refusalFile: string | undefined): string[] {
  if (refusalFile === undefined) return [];
  const zh = "请在退回文件中改正后原样再报（前三列会被忽略）";
  return [`${zh} / mend the refused rows and send the file again as it is:`, `  ${refusalFile}`];
}
