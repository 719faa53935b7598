/**
 * Figures and days as departments write them.
 *
 * Promise: what can be read in one way only is read, and a note says how it was written; what could mean two things is
 * refused with the form to use. Nothing here touches an identifier.
 */
import { isCalendarDate } from "../../../schema/contract/citizenId";
import type { Read } from "./kinds";

const FULL_WIDTH = /[\uFF0B-\uFF0F\uFF10-\uFF1A]/;

/** `read` of the digits, with full-width ones made plain first. */
export function readDigits(text: string, read: (plain: string) => Read): Read {
  if (!FULL_WIDTH.test(text)) return read(text);
  const found = read(halfWidth(text));
  return "problem" in found ? found : { value: found.value, note: "全角数字已改为半角" };
}

/** `１２．５` → `12.5`: digits and the signs that stand between them, shifted as Unicode has them. */
function halfWidth(text: string): string {
  return text.replaceAll(/[\uFF0B-\uFF0F\uFF10-\uFF1A]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

const DAY_PROBLEM: Read = { problem: "应为日期，如 2025-03-01" };
const DAY_FORMS = [
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: 0?0:00(?::00)?)?$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** A day written year first: 2025-03-01, 2025-3-1, 2025/3/1, 2025.3.1, 20250301, 2025年3月1日. */
export function readDay(text: string): Read {
  if (isCalendarDate(text)) return { value: text };
  const plain = FULL_WIDTH.test(text) ? halfWidth(text) : text;
  for (const form of DAY_FORMS) {
    const [, year, month, day] = form.exec(plain) ?? [];
    if (year === undefined) continue;
    const value = `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
    return isCalendarDate(value) ? { value, note: "日期已规范为 2025-03-01 的写法" } : { problem: "没有这一天，请核对日期" };
  }
  if (/^\d{5}(\.\d+)?$/.test(plain)) return { problem: "像是 Excel 的日期序列号；请将该列设为日期格式后重新导出，如 2025-03-01" };
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/.test(plain)) return { problem: "日期须先写年份，如 2025-03-01；这种写法分不清月和日" };
  return DAY_PROBLEM;
}
