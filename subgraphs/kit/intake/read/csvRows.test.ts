/** CSV as it comes: line ends, quotes, ends; and an oracle. */
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { BatchRefused } from "../batchRefused";
import { csvLine } from "../csvLine";
import type { SheetRow } from "./sheetRow";
import { receiveUpload } from "./upload";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-csv-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Buffer): Promise<SheetRow[]> {
  const file = join(folder, "upload.csv");
  writeFileSync(file, content);
  const rows: SheetRow[] = [];
  for await (const block of (await receiveUpload(file)).rows()) rows.push(...block);
  return rows;
}

async function refusal(content: string | Buffer): Promise<BatchRefused> {
  const refused = await read(content).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(BatchRefused);
  return refused as BatchRefused;
}

test("cells come as they stand, with the line where each row begins", async () => {
  expect(await read('a,b\r\n 1 ,"x\ny"\n\n,\n"q""",=2\n')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: [" 1 ", "x\ny"] },
    { line: 6, cells: ['q"', "=2"] },
  ]);
});

test("a byte order mark is no part of the first title", async () => {
  expect((await read("\uFEFF目录事项,姓名\n1,2\n"))[0]!.cells).toEqual(["目录事项", "姓名"]);
});

test("characters of four bytes and a file of many blocks are read whole", async () => {
  const rows = Array.from({ length: 20_000 }, (_, line) => csvLine([String(line), "冯𠮷安，".repeat(5)])).join("");
  const found = await read(`a,b\r\n${rows}`);
  expect(found).toHaveLength(20_001);
  expect(found.at(-1)).toEqual({ line: 20_001, cells: ["19999", "冯𠮷安，".repeat(5)] });
});

test("any cells that are written are read back", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "字", "𠮷", "=") });
  const rows = fc.array(fc.tuple(cell, cell, fc.constant("x")), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      const found = await read(`\uFEFF1,2,3\r\n${written.map((cells) => csvLine(cells)).join("")}`);
      expect(found.slice(1).map(({ cells }) => cells)).toEqual(written);
    }),
    { numRuns: 200 },
  );
});

test("what is written by hand is read as csv-parse reads it, or refused where csv-parse refuses it", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", ",", '"', '""', "\n", "\r\n", " ", "字"), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      const content = `x${written}\n`;
      const options = { relax_column_count: true, record_delimiter: ["\r\n", "\n"], skip_empty_lines: true };
      let expected: string[][] | undefined;
      try {
        expected = (parse(content, options) as string[][]).filter((cells) => cells.some((cell) => cell.trim() !== ""));
      } catch {
        expected = undefined;
      }
      const found = await read(`\uFEFF${content}`).catch((error: BatchRefused) => error.code);
      if (expected === undefined || expected.at(-1)!.length < expected[0]!.length)
        expect(found).toMatch(/^FILE_(QUOTES|TRUNCATED)$/);
      else expect((found as SheetRow[]).map(({ cells }) => cells)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("I14 malformed UTF-8 refuses the file and names the line", async () => {
  const { code, zh } = await refusal(
    Buffer.concat([Buffer.from("甲,b\n1,2\n3,"), Buffer.from([0xe5, 0xad]), Buffer.from("\n5,6\n")]),
  );
  expect([code, zh]).toEqual(["FILE_ENCODING", expect.stringContaining("第 3 行")]);
});

test("H08 a NUL refuses the file and names the line", async () => {
  const { code, zh } = await refusal("a,b\n1,2\n3,\u00004\n");
  expect([code, zh]).toEqual(["FILE_NUL", expect.stringContaining("第 3 行")]);
});

test.each([
  ["in a quote", 'a,b\n1,2\n3,"4\n', 3],
  ["in a row", "a,b,c\n1,2,3\n4,5\n", 3],
  ["without a line break", "a,b\n1,2\n3,4", 3],
  ["in a character", Buffer.concat([Buffer.from("a,b\n1,"), Buffer.from("字").subarray(0, 2)]), 2],
])("a file that ends %s is refused as truncated, with the line", async (_, content, line) => {
  const { code, zh } = await refusal(content);
  expect(code).toBe("FILE_TRUNCATED");
  expect(zh).toContain(`第 ${line} 行`);
});

test("a row that lacks cells within the file is a row, for others follow it", async () => {
  expect((await read("a,b\n1\n2,3\n"))[1]).toEqual({ line: 2, cells: ["1"] });
});

test("quotes that do not match refuse the file and name the line", async () => {
  for (const content of ['a,b\n1,x"y\n3,4\n', 'a,b\n1,"x"y\n3,4\n']) {
    const { code, zh } = await refusal(content);
    expect([code, zh]).toEqual(["FILE_QUOTES", expect.stringContaining("第 2 行")]);
  }
});

test("I14 a line without end is refused before it fills the memory", async () => {
  expect((await refusal(`a,b\n${"x".repeat(3_000_000)}\n`)).code).toBe("LINE_TOO_LONG");
  const unclosed = `a,b\n1,"2\n${"3,4\n".repeat(100_000)}`;
  expect((await refusal(unclosed)).code).toBe("LINE_TOO_LONG");
});

test("a file that is not there, and a folder, are refused with a sentence", async () => {
  await expect(receiveUpload(join(folder, "none.csv"))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  await expect(receiveUpload(folder)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("a file that changes between the look and the reading is refused", async () => {
  const file = join(folder, "changing.csv");
  writeFileSync(file, "a,b\n1,2\n");
  const upload = await receiveUpload(file);
  writeFileSync(file, "a,b\n1,3\n");
  const reading = (async () => {
    for await (const _ of upload.rows());
  })();
  await expect(reading).rejects.toMatchObject({ code: "FILE_CHANGED" });
});
