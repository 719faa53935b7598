/** Which encoding a file is in: what every byte says, or a refusal that names line and byte. */
import fc from "fast-check";
import { encode } from "iconv-lite";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomSeed } from "../../../../test/support/config";
import type { BatchRefused } from "../batchRefused";
import { textOf } from "./sheetRow";
import { receiveUpload, type Upload } from "./upload";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-encoding-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function upload(content: Buffer | string, name = "upload.csv"): Promise<Upload> {
  const file = join(folder, name);
  writeFileSync(file, content);
  return receiveUpload(file);
}

async function read(content: Buffer | string, name?: string): Promise<{ encoding: string; cells: string[][] }> {
  const { encoding, rows } = await upload(content, name);
  const cells: string[][] = [];
  for await (const block of rows()) cells.push(...block.map((row) => row.cells.map(textOf)));
  return { encoding, cells };
}

const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: BatchRefused) => error,
  );

const gb = (text: string) => encode(text, "gb18030");
const TITLES = "目录事项,姓名\n";

describe("a file", () => {
  it("in UTF-8, with or without a byte order mark, or in GB18030 is read as what it is", async () => {
    const row = "TAX-01,冯𠮷安\n";
    const expected = [
      ["目录事项", "姓名"],
      ["TAX-01", "冯𠮷安"],
    ];
    expect(await read(TITLES + row)).toEqual({ encoding: "UTF-8", cells: expected });
    expect(await read(`\uFEFF${TITLES}${row}`)).toEqual({ encoding: "UTF-8", cells: expected });
    expect(await read(gb(TITLES + row))).toEqual({ encoding: "GB18030", cells: expected });
    expect(await read(gb(`\uFEFF${TITLES}${row}`))).toEqual({ encoding: "GB18030", cells: expected });
  });

  it("of plain ASCII says the same in both", async () => {
    expect(await read("item,name\nTAX-01,x\n")).toMatchObject({ encoding: "UTF-8" });
  });

  it("in JSON Lines may be in either, too", async () => {
    expect(await read(gb('{"目录事项":"TAX-01","姓名":"冯𠮷安"}\n'), "upload.jsonl")).toMatchObject({ encoding: "GB18030" });
  });

  it("with English titles is known by its rows", async () => {
    const rows = "TAX-01,欧阳静\nTAX-01,刘建国\nTAX-01,陈静怡\n";
    expect(await read(`item,name\n${rows}`)).toMatchObject({ encoding: "UTF-8" });
    expect(await read(gb(`item,name\n${rows}`))).toMatchObject({ encoding: "GB18030" });
  });

  it("that could be either, and would say different things, is refused, not guessed", async () => {
    // 中文 in UTF-8 is 涓枃 in GB18030.
    const refused = await refusal(upload("item,name\nTAX-01,中文\n"));
    expect(refused).toMatchObject({ code: "FILE_ENCODING", zh: expect.stringMatching(/两种读法都成立.*中文列标题/) });
    expect(await read("目录事项,name\nTAX-01,中文\n")).toMatchObject({ encoding: "UTF-8" });
  });
});

describe("GB18030", () => {
  const seed = randomSeed();
  it(`gives back every character of Unicode that stands for something, those of four bytes included (seed ${seed})`, async () => {
    const character = fc
      .integer({ min: 0x80, max: 0x10ffff })
      .filter((code) => !isPrivate(code))
      .map((code) => String.fromCodePoint(code));
    const text = fc.array(character, { minLength: 20, maxLength: 200 }).map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(text, async (cell) => {
        const { cells } = await read(gb(`${TITLES}TAX-01,"甲${cell.replaceAll('"', "")}"\n`));
        expect(cells[1]![1]).toBe(`甲${cell}`);
      }),
      { seed, numRuns: 60 },
    );
  });

  it("reads the characters that the standard of 2022 moved out of the private use area where they are now", async () => {
    const line = Buffer.concat([gb(`${TITLES}TAX-01,`), Buffer.from([0xfe, 0x59, 0x82, 0x35, 0x90, 0x37]), gb("\n")]);
    expect((await read(line)).cells[1]![1]).toBe("\u9FB4\u9FB4");
  });

  it.each([
    ["80, which browsers read as a euro sign", [0x80], 8],
    ["ff", [0xff], 8],
    ["a lead byte before a comma", [0xc4, 0x2c], 8],
    ["half of four bytes", [0x81, 0x30, 0x2c], 8],
    ["four bytes that stand for nothing", [0xfe, 0x39, 0xfe, 0x39], 8],
  ])("with %s is refused, with line and byte", async (_, bytes, at) => {
    const content = Buffer.concat([gb(`${TITLES}TAX-01,`), Buffer.from(bytes), gb(`,\nTAX-01,欧阳静\n`)]);
    const refused = await refusal(read(content));
    expect(refused).toMatchObject({ code: "FILE_ENCODING", zh: expect.stringContaining(`第 2 行第 ${at} 个字节`) });
  });
});

/** The private use areas: the standard maps some of them to characters by now. */
function isPrivate(code: number): boolean {
  return (code >= 0xd800 && code < 0xf900) || code >= 0xf0000;
}

describe("H06 a character that is cut", () => {
  it("in UTF-8 refuses the file, with line and byte", async () => {
    const content = Buffer.concat([
      Buffer.from(`${TITLES}TAX-01,欧`),
      Buffer.from([0xe9, 0x98, 0x2c, 0x0a]),
      Buffer.from("TAX-01,静\n"),
    ]);
    expect(await refusal(upload(content))).toMatchObject({
      code: "FILE_ENCODING",
      zh: expect.stringContaining("第 2 行第 11 个字节"),
    });
  });

  it("at the end of the file is said to be where the file breaks off", async () => {
    for (const content of [Buffer.from(`${TITLES}TAX-01,欧阳`).subarray(0, -1), gb(`${TITLES}TAX-01,欧阳`).subarray(0, -1)])
      expect(await refusal(read(content))).toMatchObject({ code: "FILE_TRUNCATED", zh: expect.stringContaining("第 2 行") });
  });
});

describe("I14 a file of two encodings is refused, with the line where the second begins", () => {
  const rows = "TAX-01,欧阳静\nTAX-01,刘建国\n";
  it.each<[string, Buffer[]]>([
    ["UTF-8 before GB18030", [Buffer.from(TITLES + rows), gb(rows)]],
    ["GB18030 before UTF-8", [gb(TITLES + rows), Buffer.from(rows)]],
    ["GB18030 before UTF-8 that is good GB18030 by chance", [gb(TITLES + rows), Buffer.from("TAX-01,中文\n")]],
    ["a mark of UTF-8 before GB18030", [Buffer.from(`\uFEFFitem,name\nTAX-01,x\nTAX-01,y\n`), gb(rows)]],
  ])("%s", async (_, parts) => {
    const refused = await refusal(read(Buffer.concat(parts)));
    expect(refused).toMatchObject({ code: "FILE_ENCODING", zh: expect.stringMatching(/第 4 行的编码与文件其他部分/) });
  });
});

describe("I14 what a file is", () => {
  it.each([
    ["an old XLS file", "a.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /旧版 XLS/],
    ["a UTF-16 file", "a.csv", Buffer.from("\uFEFFa,b\n", "utf16le"), /UTF-16/],
    ["a GZIP file", "a.csv", Buffer.from([0x1f, 0x8b, 8]), /GZIP/],
    ["a JSON array", "a.json", Buffer.from('[\n{"item":"TAX-01"}]'), /JSON 数组.*JSON Lines/],
    ["a CSV named .xlsx", "a.xlsx", Buffer.from("a,b\n"), /扩展名是 \.xlsx.*CSV/],
    ["JSON Lines named .csv", "a.CSV", Buffer.from('{"a":1}\n'), /扩展名是 \.csv.*JSON Lines/],
  ])("%s is refused as such, with what to do", async (_, name, content, said) => {
    expect(await refusal(upload(content, name))).toMatchObject({ code: "FILE_FORMAT", zh: expect.stringMatching(said) });
  });

  it("is told by its content where the name says nothing", async () => {
    expect(await upload('{"item":"TAX-01"}\n', "batch.dat")).toMatchObject({ format: "JSONL" });
    expect(await upload("a,b\n", "batch")).toMatchObject({ format: "CSV" });
  });

  it("with a NUL in it is refused, with the line", async () => {
    expect(await refusal(upload("a,b\n1,2\n3,\u00004\n"))).toMatchObject({
      code: "FILE_NUL",
      zh: expect.stringContaining("第 3 行"),
    });
  });
});
