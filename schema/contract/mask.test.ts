import fc from "fast-check";
import { maskCitizenId, maskName } from "./mask";

describe("a masked name", () => {
  it.each([
    ["王小明", "王**"],
    ["欧阳娜娜", "欧***"],
    ["阿依古丽·买买提", "阿*******"],
    ["王", "王"],
    ["", ""],
  ])("of %s is %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it("keeps a first character of four bytes whole, and hides such characters as one each", () => {
    expect(maskName("𠮷田")).toBe("𠮷*");
    expect(maskName("王𠮷𫍯")).toBe("王**");
    expect(maskName("𠮷𫍯").isWellFormed()).toBe(true);
  });

  it("shows the first character and nothing else of any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (name) => {
        const [first, ...rest] = [...name];
        expect(maskName(name)).toBe(first + "*".repeat(rest.length));
      }),
    );
  });
});

it("a masked citizen number shows its first and last character: neither division nor birth date", () => {
  expect(maskCitizenId("11010519491231002X")).toBe("1****************X");
  expect(maskCitizenId("1")).toBe("11");
  expect(maskCitizenId("")).toBe("");
});
