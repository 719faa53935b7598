import { checkPersonName } from "./personName";

describe("a person's name", () => {
  it.each(["王小明", "阿依古丽·买买提", "𠮷田", "㛃", "\uFA4C", "欧阳", "Anna Maria", "O'Neill-Smith"])("may be %s", (name) => {
    expect(checkPersonName(name)).toBeUndefined();
  });

  it("may have a hundred characters, counted as a reader counts them, and not one more", () => {
    expect(checkPersonName("𠮷".repeat(100))).toBeUndefined();
    expect(checkPersonName("𠮷".repeat(101))).toMatch("1 to 100");
    expect(checkPersonName("")).toMatch("1 to 100");
  });

  it.each([
    ["half a character", "王\ud842", "surrogate"],
    ["a space at the end", "王小明 ", "space"],
    ["an ideographic space", "王\u3000明", "look-alike"],
    ["a middle dot that is not the register's", "阿依古丽•买买提", "U+00B7"],
    ["a katakana middle dot", "阿依古丽・买买提", "U+00B7"],
    ["a zero-width space", "王\u200b小明", "invisible"],
    ["a right-to-left override", "王\u202e小明", "invisible"],
    ["a control character", "王\u0000小明", "invisible"],
    ["a line break", "王小明\n", "space"],
    ["a full-width letter", "Ａnna", "look-alike"],
    ["a Kangxi radical", "\u2f50小明", "look-alike"],
    ["a private-use character", "王\ue000", "invisible"],
  ])("H08 with %s is refused in a sentence that does not repeat it", (_, name, sentence) => {
    expect(checkPersonName(name)).toMatch(sentence);
    expect(checkPersonName(name)).not.toContain("王");
    expect(checkPersonName(name)).not.toContain("阿依");
  });
});
