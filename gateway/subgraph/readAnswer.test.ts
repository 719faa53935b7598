import { parseAnswer, UnreadableAnswer } from "./readAnswer";

const bytes = (text: string) => Buffer.from(text, "utf8");

it("reads JSON in UTF-8", () => {
  expect(parseAnswer(bytes(`{"data":{"name":"王","x":"\\u738b"}}`))).toEqual({ data: { name: "王", x: "王" } });
});

it.each([
  ["F23 half a document", bytes(`{"data":{"a":1`)],
  ["nothing", bytes("")],
  ["a byte order mark", bytes(`\uFEFF{}`)],
  ["broken UTF-8", Buffer.from([0x22, 0xc3, 0x28, 0x22])],
  ["half a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ["a nesting that overflows a stack", bytes(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
  ["an object nested as deep", bytes(`${`{"a":`.repeat(100_000)}1${"}".repeat(100_000)}`)],
  ["a nesting below a key that is looked at", bytes(`{"__proto__":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
])("does not take %s", (_, given) => {
  expect(() => parseAnswer(given)).toThrow(UnreadableAnswer);
});

it("C13 drops __proto__ keys, escaped or not, and pollutes nothing", () => {
  const parsed = parseAnswer(
    bytes(`{"__proto__":{"a":1},"b":[{"\\u005f_proto__":{"a":1},"__pro\\u0074o__":{},"c":2}]}`),
  ) as object;
  expect(Object.hasOwn(parsed, "__proto__")).toBe(false);
  expect(parsed).toEqual({ b: [{ c: 2 }] });
  expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
});

it("brackets in texts are no nesting", () => {
  const text = "[{".repeat(50_000);
  expect(parseAnswer(bytes(JSON.stringify({ text, quoted: `"${text}\\` })))).toEqual({ text, quoted: `"${text}\\` });
});
