import fc from "fast-check";
import { eachLine, lineBlocks } from "./lineBlocks";

async function* streamOf(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
}

test("I14 a line of a gigabyte is cut off after its first megabytes, wherever it begins", async () => {
  const chunk = Buffer.alloc(1 << 18, "x");
  let produced = 0;
  function* gigabyte(): Generator<Buffer> {
    yield Buffer.from("a,b\n1,2\n3,");
    for (; produced < 4096; produced++) yield chunk;
  }
  const reading = (async () => {
    for await (const _ of lineBlocks(streamOf(gigabyte())));
  })();
  await expect(reading).rejects.toMatchObject({ code: "LINE_TOO_LONG", zh: expect.stringContaining("第 3 行") });
  expect(produced).toBeLessThan(8);
});

test("the blocks are the file, cut at line breaks alone, each line with its number", async () => {
  const bytes = fc
    .uint8Array({ minLength: 1, maxLength: 60 })
    .map((all) => Buffer.from(all.map((one) => (one % 7 === 0 ? 0x0a : one || 1))));
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 8 }), async (chunks) => {
      const lines: Buffer[] = [];
      for await (const block of lineBlocks(streamOf(chunks))) {
        expect(block.firstLine).toBe(lines.length + 1);
        eachLine(block, (line, number) => {
          expect(number).toBe(lines.push(line));
        });
      }
      expect(Buffer.concat(lines)).toEqual(Buffer.concat(chunks));
      for (const line of lines.slice(0, -1)) expect(line.at(-1)).toBe(0x0a);
    }),
  );
});
