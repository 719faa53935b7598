/** I14 Whatever bytes come, an upload is rows or a refusal with a code: never a crash, never a wait without end. */
import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomSeed } from "../../../../test/support/config";
import { BatchRefused } from "../batchRefused";
import { receiveUpload } from "./upload";
import { textRow, writeWorkbook } from "./xlsx/workbook.fixture";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "credit-bytes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seed = randomSeed();

async function outcomeOf(bytes: Uint8Array): Promise<"rows" | "refused"> {
  const file = join(folder, "upload");
  writeFileSync(file, bytes);
  try {
    for await (const _ of (await receiveUpload(file)).rows());
    return "rows";
  } catch (error) {
    if (error instanceof BatchRefused) return "refused";
    throw error;
  }
}

/** Bytes of `whole` with some of them changed, and perhaps cut off. */
function damaged(whole: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  return fc.tuple(fc.array(change, { maxLength: 12 }), fc.option(fc.nat(whole.length))).map(([changes, end]) => {
    const bytes = Buffer.from(whole);
    for (const [at, byte] of changes) bytes[at] = byte;
    return end === null ? bytes : bytes.subarray(0, end);
  });
}

const refuses = (bytes: fc.Arbitrary<Uint8Array>, numRuns: number) =>
  fc.assert(
    fc.asyncProperty(bytes, async (given) => {
      expect(["rows", "refused"]).toContain(await outcomeOf(given));
    }),
    { seed, numRuns },
  );

test(`of any kind (seed ${seed})`, () => refuses(fc.uint8Array({ maxLength: 400 }), 300));

test(`of a workbook that was damaged (seed ${seed})`, async () => {
  const file = join(folder, "whole.xlsx");
  const rows = Array.from({ length: 20 }, (_, at) => textRow(at + 1, [`${at}`, "冯𠮷安", "x"]));
  await writeWorkbook(file, { sheets: [rows.join("")], strings: ["<si><t>a</t></si>"], formats: [0, 14] });
  await refuses(damaged(readFileSync(file)), 300);
}, 60_000);

test(`of a table or of JSON Lines that was damaged (seed ${seed})`, async () => {
  await refuses(damaged(Buffer.from('目录事项,姓名\r\n"TAX-01","冯𠮷安"\r\nTAX-01,"a""b\nc"\r\n')), 300);
  await refuses(
    damaged(Buffer.from('{"目录事项":"TAX-01","姓名":["a","b"],"n":1.5}\n{"目录事项":"x","姓名":null,"n":true}\n')),
    300,
  );
}, 60_000);
