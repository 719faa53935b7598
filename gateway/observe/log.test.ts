import { blotted, openLog } from "./log";

const written = (write: (log: ReturnType<typeof openLog>) => void): string => {
  const lines: string[] = [];
  write(openLog("trace", { write: (line) => lines.push(line) }));
  return lines.join("");
};

it("M01 leaves out what stands under a name that holds a person, three levels deep", () => {
  const text = written((log) => log.info({ name: "刘建国", a: { idNumber: "x", ok: 1 }, b: { c: { lookup: { n: 1 } } } }, "m"));
  expect(JSON.parse(text)).toEqual({ level: 30, time: expect.any(Number), a: { ok: 1 }, b: { c: {} }, msg: "m" });
});

it("M01 blots out citizen numbers, telephone numbers and tokens in any text, stacks included", () => {
  const error = new Error("no row 120115197802029913 of 12011519690606994x, call 13812345678");
  const text = written((log) =>
    log.error({ stack: error.stack, token1: "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln" }, "13812345678"),
  );
  expect(text).not.toMatch(/1201151978|12011519690606|13812345678|eyJ/);
  expect(text.match(/\[number\]/g)).toHaveLength(4);
  expect(text).toContain("[token]");
});

it("leaves times, ids and versions as they are", () => {
  for (const text of [
    '"time":1798000000000',
    '"requestId":"0f8fad5b-d9cb-469f-a165-70867728950e"',
    "v20.20.2",
    "01JABCDEFGH123456789012345",
  ])
    expect(blotted(text)).toBe(text);
});

it("H10 writes one line, whatever a text holds", () => {
  const text = written((log) => log.info({ detail: 'a\n{"level":60}\r\n\u001b[31m' }, "x\ny"));
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  expect(text).not.toContain("\u001b");
});

it("G17 blots in time linear in the length", () => {
  for (const unit of ["1", "12", "eyJ", "eyJaaaaaaaa.", "1 "]) {
    const began = performance.now();
    blotted(unit.repeat(50_000 / unit.length));
    expect(performance.now() - began).toBeLessThan(200);
  }
});
