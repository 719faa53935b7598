import * as fc from "fast-check";
import { JsonProblem, parseStrictJson } from "./strictJson";

const problemOf = (text: string, options?: { maxDepth?: number }): string => {
  try {
    parseStrictJson(text, options);
  } catch (error) {
    if (error instanceof JsonProblem) return error.message;
    throw error;
  }
  return "none";
};

it("reads every JSON value as the engine's own parser does", () => {
  const seed = 20260105;
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const value: unknown = JSON.parse(text);
      fc.pre(!text.includes("__proto__") && value !== undefined);
      expect(parseStrictJson(text)).toEqual(value);
    }),
    { seed, numRuns: 500 },
  );
});

it("never gives a value for a text that the engine's own parser refuses", () => {
  const seed = 20260106;
  const pieces = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', '"a"', "\\", '\\"', "\\u00", "1", "true", " ", "\uFEFF");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      if (!valid) expect(problemOf(text)).not.toBe("none");
    }),
    { seed, numRuns: 2_000 },
  );
});

it("H07 refuses the same key twice, at any depth and in any spelling", () => {
  for (const text of [
    '{"query":1,"query":2}',
    '{"variables":{"a":[{"b":1,"c":2,"b":1}]}}',
    '{"query":1,"\\u0071uery":2}',
    '{"a\\\\":1,"a\\\\":2}',
    '{"":1,"":2}',
    '{"a":{"x":1},"b":[{}],"a":0}',
  ]) {
    expect([text, problemOf(text)]).toEqual([text, expect.stringContaining("same key twice")]);
  }
  const sound = '[{"a":"a","b":{"a":["a","a"]}},{"a":1,"A":",{","a\\\\":"}"}]';
  expect(parseStrictJson(sound)).toEqual(JSON.parse(sound));
});

it("H05 refuses half a character, raw or escaped, in a key and in a value", () => {
  for (const text of ['{"a":"\\ud800"}', '{"\\udc00":1}', '["\\ude00\\ud83d"]', '"\ud800"', '{"\udfff":1}', '"\\uD83D x"']) {
    expect(problemOf(text)).toContain("lone surrogate");
  }
  expect(parseStrictJson('["\\ud83d\\ude00", "😀", "𠮷", "\\\\ud800"]')).toEqual(["😀", "😀", "𠮷", "\\ud800"]);
});

it("C13 refuses the key __proto__ however it is written", () => {
  expect(problemOf('{"__proto__":{"admin":true}}')).toContain("__proto__");
  expect(problemOf('{"a":[{"\\u005f_proto__":1}]}')).toContain("__proto__");
  expect(parseStrictJson('["__proto__",{"a":"__proto__"}]')).toEqual(["__proto__", { a: "__proto__" }]);
});

it("G12 refuses nesting beyond the limit, however deep, without a deep call stack", () => {
  const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
  expect(problemOf(nested(64))).toBe("none");
  expect(problemOf(nested(65))).toContain("more than 64 levels");
  expect(problemOf(nested(3), { maxDepth: 2 })).toContain("more than 2 levels");
  expect(problemOf("[".repeat(100_000))).toContain("levels");
  expect(problemOf('{"a":'.repeat(100_000))).toContain("levels");
  expect(problemOf(`["${"[".repeat(1_000)}"]`)).toBe("none");
  expect(problemOf("[],".repeat(100_000))).toBe("the text is not valid JSON");
});

it("never repeats a piece of the text in its sentence", () => {
  for (const text of [
    '{"secret":secret}',
    '{"secret":1,"secret":2}',
    '"secret',
    "secret",
    '{"secret":"\\ud800"}',
    '["secret\\x"]',
    "",
  ]) {
    expect(problemOf(text)).not.toContain("secret");
    expect(problemOf(text)).not.toBe("none");
  }
});

it("takes time in proportion to the length of the text, also for texts made to be slow", () => {
  const texts = (size: number): string[] => [
    `"${"\\\\".repeat(size)}"`,
    `"${'\\"'.repeat(size)}"`,
    '"'.repeat(size * 2),
    `[${'"\\u0041",'.repeat(size / 4)}1]`,
    `{${Array.from({ length: size / 8 }, (_, at) => `"k${at}":1`).join(",")}}`,
    `"${"\\".repeat(size * 2)}`,
  ];
  const time = (text: string): number => {
    const start = process.hrtime.bigint();
    problemOf(text);
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  // Quadratic reading of 400,000 units would take minutes; this bound leaves a slow machine room.
  for (const text of texts(400_000)) expect(time(text)).toBeLessThan(1_500);
});
