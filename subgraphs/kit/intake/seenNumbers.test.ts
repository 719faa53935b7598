import fc from "fast-check";
import { SeenNumbers } from "./seenNumbers";

test("says of each number which line carried it first", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (numbers) => {
      const seen = new SeenNumbers();
      const first = new Map<string, number>();
      numbers.forEach((number, at) => {
        expect(seen.firstLine(number, at + 1)).toBe(first.get(number));
        if (!first.has(number)) first.set(number, at + 1);
      });
    }),
  );
});

test("holds hundreds of thousands of numbers that hardly differ apart", () => {
  const seen = new SeenNumbers();
  for (let at = 1; at <= 300_000; at++) {
    if (seen.firstLine(`津宝税欠告〔2025〕${at}号`, at) !== undefined) throw new Error(`number ${at} was taken for another`);
  }
  expect(seen.firstLine("津宝税欠告〔2025〕271828号", 1)).toBe(271_828);
});
