import { isCode, readInstant, SCALAR_FORMS } from "./scalarForms";

const GOOD: Record<string, string[]> = {
  CitizenId: ["11010519491231002X"],
  Date: ["2024-02-29"],
  DateTime: ["2026-11-23T10:00:00+08:00", "2026-11-23T02:00:00.123Z"],
  Money: ["0.00", "1000.50", "9007199254740.99"],
  Uscc: ["91350100M000100Y43"],
  DivisionCode: ["120115"],
  Hash: ["0".repeat(64)],
  JsonLines: ['{"公告编号":"1"}\n{"公告编号":"2"}', ""],
  ViolationCode: ["SPYP-0101"],
  CauseCode: ["MS-0421"],
};
const BAD: Record<string, string[]> = {
  CitizenId: ["110105491231002", "11010519491231002x", ""],
  Date: ["2023-02-29", "2024-2-1", "2024-02-01T00:00:00Z", ""],
  DateTime: ["2026-11-23T10:00:00", "2026-02-30T10:00:00Z", "2026-11-23", "x".repeat(50)],
  Money: ["1000", "1,000.00", "-1.00", "1.000", "1e3"],
  Uscc: ["91350100M000100Y42"],
  DivisionCode: ["12011", "1201155", "１２０１１５"],
  Hash: ["0".repeat(63), "G".repeat(64), "A".repeat(64)],
  JsonLines: ['{"姓名":"\ud842"}'],
  ViolationCode: ["spyp-0101", "-1", "A".repeat(21), "A B"],
  CauseCode: ["ms-0421", ""],
};

describe("the form of a scalar", () => {
  it.each(Object.keys(SCALAR_FORMS))(
    "%s takes what is of its form, and says of the rest what is wrong without repeating it",
    (name) => {
      const form = SCALAR_FORMS[name]!;
      expect(GOOD[name]!.map((text) => form(text))).toEqual(GOOD[name]!.map(() => undefined));
      for (const text of BAD[name]!) {
        const sentence = form(text);
        expect([text, typeof sentence]).toEqual([text, "string"]);
        if (text.length > 2) expect(sentence).not.toContain(text);
      }
    },
  );

  it("of an instant is read as UTC with milliseconds, whatever its zone", () => {
    expect(readInstant("2026-11-23T10:00:00+08:00")).toBe("2026-11-23T02:00:00.000Z");
    expect(readInstant("2026-11-23T02:00:00.123456789Z")).toBe("2026-11-23T02:00:00.123Z");
    expect(readInstant("2026-11-23T25:00:00Z")).toBeUndefined();
  });

  it("of a code is capital letters, digits and hyphens", () => {
    expect(["A", "7", "A-1", "A".repeat(20)].every(isCode)).toBe(true);
    expect(["", "-A", "a", "A_1", "Ａ", "A".repeat(21)].some(isCode)).toBe(false);
  });
});
