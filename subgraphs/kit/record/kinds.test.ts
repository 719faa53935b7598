import fc from "fast-check";
import { MoneyBand, PenaltyType } from "./commonLists";
import * as kinds from "./kinds";
import type { Kind } from "./kinds";

const { Decimal, Division, HashCode, Instant, LegalDate, listOf, Money, oneOf, OpaqueId, Text, Whole, YesNo } = kinds;
const SINGLE: Kind[] = [kinds.CauseCode, kinds.ViolationCode, kinds.CitizenNumber, kinds.UsccCode, Decimal, Division, HashCode];
SINGLE.push(Instant, LegalDate, Money, OpaqueId, Text, Whole, YesNo, oneOf(MoneyBand), listOf(oneOf(PenaltyType)));

const valueOf = (kind: Kind, text: string) => (kind.read(text) as { value?: unknown }).value;
const problemOf = (kind: Kind, text: string) => (kind.read(text) as { problem?: string }).problem;

describe("a kind of value", () => {
  it("reads the cell that it shows as its example, and writes a value as it reads it", () => {
    for (const kind of SINGLE) {
      const value = valueOf(kind, kind.example);
      expect([kind.name, value]).not.toEqual([kind.name, undefined]);
      expect([kind.name, valueOf(kind, kind.write(value))]).toEqual([kind.name, value]);
    }
  });

  it("gives a value or a sentence in Chinese for any text at all, and never both", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
      fc.string({ minLength: 1 }),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(fc.constantFrom(...SINGLE), anyText, (kind, text) => {
        const read = kind.read(text);
        expect("problem" in read).not.toBe("value" in read);
        if ("problem" in read) expect(read.problem).toMatch(/\p{Script=Han}/u);
        else expect(read.value).not.toBeUndefined();
      }),
    );
  });
});

describe("M02 what cannot be read", () => {
  const UNREADABLE: [Kind, string[]][] = [
    [Whole, ["1.0", "1e3", "0x10", "一十二", "①", "2147483648", "--1", "1 "]],
    [Decimal, ["1.", ".5", "1.23456", "NaN", "1e9", "1,5"]],
    [Money, ["-1", "1.234", "1,00", "10,00,000", "12345678901234", "￥1", "1万元"]],
    [YesNo, ["yes", "true", "1", "有"]],
    [LegalDate, ["2025-02-29", "2025/02/29", "3/1/2025", "25-3-1", "2025-3", "二〇二五年三月一日", "2025-03-01 09:30", "45000"]],
    [Instant, ["2025-04-01", "2025-04-01 09:30:00+08:00", "2025-02-29T09:30:00Z", "2025-02-29 09:30"]],
    [Division, ["12011", "1201150", "１２０１１５"]],
    [HashCode, ["A".repeat(64), "0".repeat(63)]],
    [OpaqueId, ["a b", "甲", "a".repeat(65), "a/b"]],
    [kinds.CitizenNumber, ["11010519491231002x", "110105491231002", "440524188001010015", "1.20115E+17", "11010519491231002Ｘ"]],
    [Text, ["\ud842", "字".repeat(2001)]],
    [oneOf(MoneyBand), ["under_10k", "壹万元以下", "toString", "__proto__"]],
  ];

  it.each(UNREADABLE.map(([kind, texts]) => [kind.name, kind, texts] as const))(
    "as %s is refused in a sentence that does not repeat the cell",
    (_, kind, texts) => {
      for (const text of texts) {
        expect([text, valueOf(kind, text)]).toEqual([text, undefined]);
        if (text.length > 3) expect(problemOf(kind, text)).not.toContain(text);
      }
    },
  );
});

describe("what can be read", () => {
  const noteOf = (kind: Kind, text: string) => (kind.read(text) as { note?: string }).note;

  it("is read in every form that means one thing only, and a note says what was made of it", () => {
    for (const day of [
      "2025-3-1",
      "2025/03/01",
      "2025/3/1",
      "2025.3.1",
      "20250301",
      "2025年3月1日",
      "２０２５年０３月０１日",
      "2025-03-01 00:00:00",
    ])
      expect([day, valueOf(LegalDate, day), noteOf(LegalDate, day)]).toEqual([
        day,
        "2025-03-01",
        expect.stringContaining("规范"),
      ]);
    expect(kinds.Whole.read("１２")).toEqual({ value: 12, note: "全角数字已改为半角" });
    expect(Decimal.read("１．５")).toMatchObject({ value: 1.5 });
    expect(Money.read("１，２３４．５")).toMatchObject({ value: "1234.50" });
    expect(Money.read("1,234,567.8")).toEqual({ value: "1234567.80", note: "金额中的千分位逗号已去掉" });
    expect(Instant.read("2025-04-01 09:30")).toEqual({
      value: "2025-04-01T01:30:00.000Z",
      note: expect.stringContaining("北京时间"),
    });
    for (const [kind, text] of [
      [LegalDate, "2025-03-01"],
      [Money, "1.50"],
      [kinds.Whole, "3"],
    ] as const)
      expect(noteOf(kind, text)).toBeUndefined();
  });

  it("names what a spreadsheet made of an identifier", () => {
    expect(problemOf(kinds.CitizenNumber, "1.20115E+17")).toContain("科学计数法");
    expect(problemOf(kinds.UsccCode, "9.1E+17")).toContain("科学计数法");
    expect(problemOf(LegalDate, "45717")).toContain("序列号");
  });

  it("is kept exactly: money as text to the fen, text with its own characters", () => {
    expect(valueOf(Money, "9007199254740.93")).toBe("9007199254740.93");
    expect(valueOf(Money, "1000")).toBe("1000.00");
    expect(valueOf(Text, "𠮷".repeat(2000))).toBe("𠮷".repeat(2000));
    expect(valueOf(Text, "\uFA4C")).toBe("\uFA4C");
    expect(valueOf(Whole, "-2147483647")).toBe(-2147483647);
    expect(valueOf(Instant, "2025-03-01T09:30:00+08:00")).toBe("2025-03-01T01:30:00.000Z");
  });

  it("of a code list is said by its Chinese label or by its code", () => {
    expect(valueOf(oneOf(MoneyBand), "1万元以下")).toBe("UNDER_10K");
    expect(valueOf(oneOf(MoneyBand), "UNDER_10K")).toBe("UNDER_10K");
    expect(problemOf(oneOf(MoneyBand), "1万")).toContain("5万元至20万元");
  });

  it("in a list is separated by 、 or ; and stands there once", () => {
    const list = listOf(oneOf(PenaltyType));
    expect(valueOf(list, "罚款、警告; DETENTION")).toEqual(["FINE", "WARNING", "DETENTION"]);
    expect(problemOf(list, "罚款、罚款")).toBe("同一个值出现了两次");
    expect(problemOf(list, "罚款、")).toContain("应为以下之一");
    expect(problemOf(list, "罚款、死刑")).toContain("应为以下之一");
  });
});
