import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CatalogueMistake, type Mistake } from "./catalogueMistake";
import { readYamlSource } from "./yamlSource";

const folder = mkdtempSync(join(tmpdir(), "yaml-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string | Buffer) {
  const path = join(folder, "one.yaml");
  writeFileSync(path, text);
  const mistakes: Mistake[] = [];
  const source = readYamlSource(path, "one.yaml", (mistake) => mistakes.push(mistake));
  return { source, message: new CatalogueMistake(mistakes).message };
}

test("every key and entry is traced to its line, and what is missing to the thing around it", () => {
  const { source } = read("# a note\nlist:\n  - a: 1\n\n    b: [x, y]\n  - { a: 2,\n      b: [] }\n");
  expect(source?.value).toEqual({
    list: [
      { a: 1, b: ["x", "y"] },
      { a: 2, b: [] },
    ],
  });
  const lineOf = (...path: (string | number)[]) => source?.lineOf(path);
  expect([lineOf("list"), lineOf("list", 0), lineOf("list", 0, "b"), lineOf("list", 0, "b", 1)]).toEqual([2, 3, 5, 5]);
  expect([lineOf("list", 1, "b"), lineOf("list", 1, "c"), lineOf("list", 9), lineOf("other")]).toEqual([7, 6, 2, 2]);
});

test.each([
  ["a key that stands twice", "a:\n  b: 1\n  c: 2\n  b: 3\n", 'one.yaml:4 a.b: expected each key once in a map, found "b" again'],
  ["an anchor", "a: [1, &x 2]\n", "one.yaml:1 a[1]: expected the value written out, found the anchor &x"],
  ["a tag", "a:\n  - b\n  - c: !d e\n", "one.yaml:3 a[1].c: expected valid YAML without tags, found a flaw (Unresolved tag: !d)"],
  ["a list that does not end", "a: [1\nb: 2\n", /^one\.yaml:2 b: expected valid YAML without tags, found a flaw \(/],
  [
    "a second document",
    "a: 1\n---\nb: 2\n",
    /^one\.yaml:2 a: expected valid YAML without tags, found a flaw \(Source contains multiple/,
  ],
])("%s is refused with its line and key", (_, text, expected) => {
  const { source, message } = read(text);
  expect(source).toBeUndefined();
  if (typeof expected === "string") expect(message).toBe(expected);
  else expect(message).toMatch(expected);
});

test("a text that would expand a billionfold is refused without being expanded", () => {
  const rows = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(10)}]`);
  const { source, message } = read(["a0: &a0 [lol]", ...rows].join("\n"));
  expect(source).toBeUndefined();
  expect(message).toContain("one.yaml:31 a30[9]: expected the value written out, found the alias *a29");
});

test("bytes that are no UTF-8, and a folder in place of the file, are named", () => {
  expect(read(Buffer.from([0x61, 0xff])).message).toBe("one.yaml:1: expected a readable file in UTF-8, found other bytes");
  const mistakes: Mistake[] = [];
  readYamlSource(folder, "folder", (mistake) => mistakes.push(mistake));
  expect(mistakes.map(({ found }) => found)).toEqual(["a folder"]);
});

test("a day, an on and a no stay the texts that they are", () => {
  expect(read("day: 2026-04-01\nmonth: 2018-12\nword: no\nkey: on\n").source?.value).toEqual({
    ...{ day: "2026-04-01", month: "2018-12", word: "no", key: "on" },
  });
});
