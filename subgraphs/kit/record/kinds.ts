/**
 * The kinds of value that a field of a record may have. One kind says how the value looks in GraphQL, how it is read
 * from a batch, and what a steward is told when it cannot be read.
 *
 * Promise: `read` is pure and total: it gives a value, or a sentence for the steward in Chinese, never a guess.
 */
import type { GraphQLOutputType } from "graphql";
import { GraphQLBoolean, GraphQLInt, GraphQLString } from "graphql";
import { checkCitizenId, isCalendarDate } from "../../../schema/contract/citizenId";
import { isUscc } from "../../../schema/contract/uscc";
import * as scalars from "./scalars";
import type { Vocabulary } from "./vocabulary";

export type Read = { value: unknown } | { problem: string };

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
  return [...text].length <= MAX_TEXT ? { value: text } : { problem: `文本超过 ${MAX_TEXT} 个字` };
});

/** 整数, within 32 bits. */
export const Whole: Kind = scalarKind("Whole", GraphQLInt, "12", (text) => {
  const value = /^-?\d{1,10}$/.test(text) ? Number(text) : NaN;
  return Number.isInteger(value) && Math.abs(value) <= 2_147_483_647 ? { value } : { problem: "应为整数" };
});

/** 小数. */
export const Decimal: Kind = scalarKind("Decimal", scalars.DecimalScalar, "1.5", (text) =>
  /^-?\d{1,9}(\.\d{1,4})?$/.test(text) ? { value: Number(text) } : { problem: "应为小数，如 1.5" },
);

/** 是/否. */
export const YesNo: Kind = {
  name: "YesNo",
  graphql: () => GraphQLBoolean,
  example: "是",
  read: (text) => (text === "是" ? { value: true } : text === "否" ? { value: false } : { problem: "应填“是”或“否”" }),
  write: (value) => (value ? "是" : "否"),
};

/** 日期, a legal day in Asia/Shanghai. */
export const LegalDate: Kind = scalarKind("LegalDate", scalars.DateScalar, "2025-03-01", (text) =>
  isCalendarDate(text) ? { value: text } : { problem: "应为日期，如 2025-03-01" },
);

/** 时刻, RFC 3339 with zone. */
export const Instant: Kind = scalarKind("Instant", scalars.DateTimeScalar, "2025-03-01T09:30:00+08:00", (text) => {
  const instant = scalars.readInstant(text);
  return instant === undefined ? { problem: "应为带时区的时刻，如 2025-03-01T09:30:00+08:00" } : { value: instant };
});

/** 金额, yuan as an exact decimal text. */
export const Money: Kind = scalarKind("Money", scalars.MoneyScalar, "1000.00", (text) =>
  /^\d{1,13}(\.\d{1,2})?$/.test(text)
    ? { value: text.includes(".") ? text : `${text}.00` }
    : { problem: "应为金额（元），如 1000.00" },
);

/** 公民身份号码, checked; never repaired. */
export const CitizenNumber: Kind = scalarKind("CitizenNumber", scalars.CitizenIdScalar, "120115199001010007", (text) =>
  checkCitizenId(text) === undefined ? { value: text } : { problem: "公民身份号码的格式、出生日期或校验位有误" },
);

/** 统一社会信用代码, checked. */
export const UsccCode: Kind = scalarKind("UsccCode", scalars.UsccScalar, "91120115MA0000000J", (text) =>
  isUscc(text) ? { value: text } : { problem: "统一社会信用代码的格式或校验位有误" },
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
