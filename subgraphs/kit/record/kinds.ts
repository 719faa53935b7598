/**
 * The kinds of value that a field of a record may have. One kind says how the value looks in GraphQL, how it is read
 * from a batch, and what a steward is told when it cannot be read.
 *
 * Promise: `read` is pure and total: it gives a value, or a sentence for the steward in Chinese, never a guess.
 */
import type { GraphQLOutputType } from "graphql";
import { GraphQLBoolean, GraphQLInt, GraphQLString } from "graphql";
import { checkCitizenId, type CitizenIdProblem } from "../../../schema/contract/citizenId";
import { isUscc } from "../../../schema/contract/uscc";
import { isLonger } from "./isLonger";
import { readDay, readDigits } from "./readFigures";
import * as scalars from "./scalars";
import type { Vocabulary } from "./vocabulary";

/** A value, with a note where the cell was written in another way than the graph writes it; or what is wrong. */
export type Read = { value: unknown; note?: string } | { problem: string };

export interface Kind {
  readonly name: string;
  /** What type-graphql is told: a scalar, an enum object, or a one-element list of either. */
  readonly graphql: () => unknown;
  /** Reads one cell; `text` is trimmed and not empty. */
  read(text: string): Read;
  /** A cell that `read` accepts, for templates and documentation. */
  readonly example: string;
  /** A cell of a value, the inverse of `read`; used by the synthetic district and refusal files. */
  write(value: unknown): string;
}

const asText = (value: unknown) => String(value);

function scalarKind(name: string, type: GraphQLOutputType, example: string, read: (text: string) => Read): Kind {
  return { name, graphql: () => type, example, read, write: asText };
}

const MAX_TEXT = 2000;

/** 文本, at most 2,000 code points, stored as it stands. */
export const Text: Kind = scalarKind("Text", GraphQLString, "示例文本", (text) => {
  if (!text.isWellFormed()) return { problem: "文本含有不完整的字符" };
  return isLonger(text, MAX_TEXT) ? { problem: `文本超过 ${MAX_TEXT} 个字` } : { value: text };
});

/** 整数, within 32 bits. */
export const Whole: Kind = scalarKind("Whole", GraphQLInt, "12", (text) =>
  readDigits(text, (plain) => {
    const value = /^-?\d{1,10}$/.test(plain) ? Number(plain) : NaN;
    return Number.isInteger(value) && Math.abs(value) <= 2_147_483_647 ? { value } : { problem: "应为整数，如 12" };
  }),
);

/** 小数. */
export const Decimal: Kind = scalarKind("Decimal", scalars.DecimalScalar, "1.5", (text) =>
  readDigits(text, (plain) =>
    /^-?\d{1,9}(\.\d{1,4})?$/.test(plain) ? { value: Number(plain) } : { problem: "应为小数，如 1.5" },
  ),
);

/** 是/否. */
export const YesNo: Kind = {
  name: "YesNo",
  graphql: () => GraphQLBoolean,
  example: "是",
  read: (text) => (text === "是" ? { value: true } : text === "否" ? { value: false } : { problem: "应填“是”或“否”" }),
  write: (value) => (value ? "是" : "否"),
};

/** 日期, a legal day in Asia/Shanghai, in any form that can be read in one way only. */
export const LegalDate: Kind = scalarKind("LegalDate", scalars.DateScalar, "2025-03-01", readDay);

/** 时刻, RFC 3339 with zone; a time without one is Beijing time, and that is said. */
export const Instant: Kind = scalarKind("Instant", scalars.DateTimeScalar, "2025-03-01T09:30:00+08:00", (text) => {
  const instant = scalars.readInstant(text);
  if (instant !== undefined) return { value: instant };
  const [, day, time, seconds = ":00"] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(text) ?? [];
  const local = day === undefined ? undefined : scalars.readInstant(`${day}T${time}${seconds}+08:00`);
  if (local !== undefined) return { value: local, note: "没有写明时区，已按北京时间读取" };
  return { problem: "应为带时区的时刻，如 2025-03-01T09:30:00+08:00" };
});

/** 金额, yuan as an exact decimal text. */
export const Money: Kind = scalarKind("Money", scalars.MoneyScalar, "1000.00", (text) =>
  readDigits(text, (plain) => {
    if (!/^(\d{1,13}|\d{1,3}(,\d{3}){1,4})(\.\d{1,2})?$/.test(plain)) return { problem: "应为金额（元），只填数字，如 1000.00" };
    const sum = plain.replaceAll(",", "");
    const [yuan, cents = ""] = sum.split(".");
    const value = `${yuan}.${cents.padEnd(2, "0")}`;
    return sum === plain ? { value } : { value, note: "金额中的千分位逗号已去掉" };
  }),
);

/** 公民身份号码, checked; never repaired. */
export const CitizenNumber: Kind = scalarKind("CitizenNumber", scalars.CitizenIdScalar, "120115199001010007", (text) => {
  const problem = checkCitizenId(text);
  return problem === undefined ? { value: text } : { problem: faultOfNumber(text) ?? CITIZEN_NUMBER_FAULT[problem] };
});

const CITIZEN_NUMBER_FAULT: Record<CitizenIdProblem, string> = {
  FIFTEEN_DIGITS: "15 位号码已停用，请填写 18 位公民身份号码",
  SHAPE: "公民身份号码应为 17 位数字加一位校验码（0-9 或 X），不含空格",
  BIRTH_DATE: "公民身份号码第 7 至 14 位不是真实的出生日期，请核对",
  CHECK_CHARACTER: "公民身份号码的校验位不符，请核对是否有数字写错或颠倒",
};

/** What programs and keyboards make of an identifier. */
function faultOfNumber(text: string): string | undefined {
  if (/^\d(\.\d+)?E\+\d+$/i.test(text))
    return "被 Excel 存成了科学计数法，后几位数字已丢失；请将该列设为文本格式，从业务系统重新填入";
  if (/[\uFF10-\uFF19\uFF38\uFF58]/.test(text)) return "含有全角字符；标识不作更改，请改为半角";
  if (/^\d{17}x$/.test(text)) return "校验码 x 应为大写 X；标识不作更改，请改正";
  return undefined;
}

/** 统一社会信用代码, checked. */
export const UsccCode: Kind = scalarKind("UsccCode", scalars.UsccScalar, "91120115MA0000000J", (text) =>
  isUscc(text) ? { value: text } : { problem: faultOfNumber(text) ?? "统一社会信用代码的格式或校验位有误，请核对" },
);

/** 行政区划代码 (GB/T 2260). */
export const Division: Kind = scalarKind("Division", scalars.DivisionCodeScalar, "120115", (text) =>
  /^\d{6}$/.test(text) ? { value: text } : { problem: "应为 6 位行政区划代码" },
);

/** 杂凑值, SHA-256 in lower-case hexadecimal: a number that must not be kept in clear. */
export const HashCode: Kind = scalarKind("HashCode", scalars.HashScalar, "0".repeat(64), (text) =>
  /^[0-9a-f]{64}$/.test(text) ? { value: text } : { problem: "应为 64 位小写十六进制杂凑值" },
);

/** 不透明标识. */
export const OpaqueId: Kind = scalarKind("OpaqueId", scalars.IdScalar, "P0000000000000000000000001", (text) =>
  /^[0-9A-Za-z_-]{1,64}$/.test(text) ? { value: text } : { problem: "应为标识，由字母和数字组成" },
);

/** 违法行为代码: a code of the department's own table. */
export const ViolationCode: Kind = scalarKind("ViolationCode", scalars.ViolationCodeScalar, "SPYP-0101", readCode);

/** 案由代码: a code of the courts' or the police's own table. */
export const CauseCode: Kind = scalarKind("CauseCode", scalars.CauseCodeScalar, "MS-0421", readCode);

function readCode(text: string): Read {
  return scalars.isCode(text) ? { value: text } : { problem: "应为代码：大写字母、数字和连字符，最多 20 位" };
}

/** A value of a code list; a batch says the Chinese label or the code. */
export function oneOf(list: Vocabulary): Kind {
  return {
    name: list.name,
    graphql: () => list.enumObject,
    example: list.labelOf(list.codes[0]!),
    read: (text) => {
      const code = list.codeOf(text);
      if (code !== undefined) return { value: code };
      return { problem: `应为以下之一：${list.codes.map((one) => list.labelOf(one)).join("、")}` };
    },
    write: (value) => list.labelOf(value as string),
  };
}

/** Several values of one kind in one cell, separated by 、or ; (no value twice). */
export function listOf(kind: Kind): Kind {
  return {
    name: `list of ${kind.name}`,
    graphql: () => [kind.graphql()],
    example: kind.example,
    read: (text) => readList(kind, text),
    write: (value) => (value as unknown[]).map((one) => kind.write(one)).join("、"),
  };
}

function readList(kind: Kind, text: string): Read {
  const values: unknown[] = [];
  for (const part of text.split(/[、;；]/)) {
    const read = kind.read(part.trim());
    if ("problem" in read) return read;
    if (values.includes(read.value)) return { problem: "同一个值出现了两次" };
    values.push(read.value);
  }
  return { value: values };
}
