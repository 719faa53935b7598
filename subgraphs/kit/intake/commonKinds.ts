/** Kinds of the columns that every batch has beside its type's own: how they are read, written, and what is said. */
import { upgradeCitizenId } from "../../../schema/contract/citizenId";
import { checkPersonName } from "../../../schema/contract/personName";
import type { RecordState } from "../../../schema/contract/vocabulary";
import { RecordStateList } from "../record/commonLists";
import { isLonger } from "../record/isLonger";
import { CitizenNumber, Text, type Kind } from "../record/kinds";
import type { Vocabulary } from "../record/vocabulary";

/** States that a department may send; the others come about here. */
const SENT_STATES: readonly RecordState[] = ["ACTIVE", "DISPUTED", "CORRECTED", "REPAIRED", "REVOKED", "SEALED"];

const NAME_PROBLEM = "姓名应与登记一致：1 至 100 个字，首尾无空格，不含不可见字符、全角字母和形近的部首字";

/** Dots that keyboards produce in place of the register's · (U+00B7). */
const LOOK_ALIKE_DOTS = /[•・‧∙⋅．]/gu;

/** The number of the person a row is about; one of 15 digits is upgraded where its century is sure. */
export const SubjectNumber: Kind = {
  ...CitizenNumber,
  read: (text) => {
    if (!/^\d{15}$/.test(text)) return CitizenNumber.read(text);
    const value = upgradeCitizenId(text);
    if (value !== undefined) return { value, note: "15 位号码已按国家标准升为 18 位" };
    return { problem: "15 位号码有误，或无法确定出生世纪（1900 年以前）；请填写 18 位公民身份号码" };
  },
};

/** A name as the register writes it. A look-alike of the middle dot is the one thing that is mended (and noted). */
export const PersonName: Kind = {
  ...Text,
  name: "PersonName",
  example: "张示例",
  read: (text) => {
    const name = text.replaceAll(LOOK_ALIKE_DOTS, "·");
    if (checkPersonName(name) !== undefined) return { problem: NAME_PROBLEM };
    return name === text ? { value: name } : { value: name, note: "姓名中的间隔号已改为规范的“·”（U+00B7）" };
  },
};

/** Text for a database column of `length` characters. */
export function shortText(example: string, length = 200): Kind {
  return {
    ...Text,
    name: `Text ≤ ${length}`,
    example,
    read: (text) => (isLonger(text, length) ? { problem: `超过 ${length} 个字` } : Text.read(text)),
  };
}

/** A value of a code list, of some of its codes only. */
export function oneOfSome<Code extends string>(list: Vocabulary, codes: readonly Code[]): Kind {
  const labels = codes.map((code) => list.labelOf(code)).join("、");
  const problem = codes.length === 0 ? "本事项没有这一项，应为空" : `应为以下之一：${labels}`;
  return {
    name: list.name,
    graphql: () => list.enumObject,
    example: codes[0] === undefined ? "" : list.labelOf(codes[0]),
    read: (text) => {
      const code = list.codeOf(text);
      return code !== undefined && (codes as readonly string[]).includes(code) ? { value: code } : { problem };
    },
    write: (value) => list.labelOf(value as string),
  };
}

export const SentState: Kind = oneOfSome(RecordStateList, SENT_STATES);
