import fc from "fast-check";
import { Lexer, Source, TokenKind } from "graphql";
import type { Refusal } from "../../schema/contract/publicCode";
import { LIMITS } from "./limits";
import { refuseLongText } from "./refuseLongText";

function codeOf(text: string): string | undefined {
  try {
    refuseLongText(text);
    return undefined;
  } catch (error) {
    return (error as Refusal).code;
  }
}

it("G05 G10 refuses more tokens than an operation may have, before the text is parsed", () => {
  for (const unit of ["a ", "{}", "@a(b:1)", '"x"', "a:b "]) {
    expect([unit, codeOf(unit.repeat(6_001))]).toEqual([unit, "OPERATION_TOO_COSTLY"]);
    expect([unit, codeOf(unit.repeat(600))]).toEqual([unit, undefined]);
  }
});

it("G05 never counts more tokens than there are, whatever the text", () => {
  const pieces = [
    "a",
    "_b1",
    " ",
    ",",
    "\n",
    ":",
    "$",
    "@",
    "!",
    "=",
    "1.5e-3",
    "-0",
    "...",
    '"s{"',
    '"""b"""',
    "# c\n",
    "|",
    "&",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 40 }), (parts) => {
      const text = `${parts.join("")}\n`;
      const tokens = tokensOf(text);
      fc.pre(tokens !== undefined && tokens > 0 && tokensOf(text + text) === 2 * tokens);
      expect(codeOf(text.repeat(Math.floor(LIMITS.tokens / tokens!)))).toBeUndefined();
    }),
  );
});

/** As graphql-js counts them; `undefined` where it cannot. */
function tokensOf(text: string): number | undefined {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count++;
    return count;
  } catch {
    return undefined;
  }
}

it("G02 refuses depth before the text is parsed, however it is covered up", () => {
  const deep = 2500;
  const bombs = [
    "{a".repeat(deep),
    `{a(b:${"[".repeat(deep)}`,
    `{a(b:${"{c:".repeat(deep)}`,
    "{a#}\n".repeat(deep),
    '{a(b:"}}}}}")'.repeat(deep),
    '{a(b:"\\"}}}}")'.repeat(deep),
    '{a(b:"""}}"}} \\"""}}""")'.repeat(deep),
    "{a#}\r".repeat(deep),
  ];
  for (const bomb of bombs) {
    const began = performance.now();
    expect(codeOf(bomb)).toBe("OPERATION_TOO_COSTLY");
    expect(performance.now() - began).toBeLessThan(50);
  }
});

it("G02 takes brackets in strings and comments for what they are", () => {
  for (const text of [
    `{ a(b: "${"{".repeat(300)}") }`,
    `{ a } # ${"{".repeat(300)}`,
    `{ a(b: """${"[".repeat(300)} \\""" ${"(".repeat(300)}""") }`,
    '{ a(b: "',
    '{ a(b: """',
    "{ a #",
  ]) {
    expect(() => refuseLongText(text)).not.toThrow();
  }
});

it("G17 reads a text in time linear in its length", () => {
  for (const unit of ['"', '"""', "#", '\\"', '"\\', '""'] as const) {
    const began = performance.now();
    codeOf(unit.repeat(250_000 / unit.length));
    expect(performance.now() - began).toBeLessThan(300);
  }
});
