import fc from "fast-check";
import { asItStood, harmless } from "./spreadsheetCell";

test.each(["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "H17 a cell that a spreadsheet would run (%j) gets ' in front",
  (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
  },
);

test("an ordinary cell stays as it is", () => {
  expect(harmless("津宝税欠告〔2025〕1号")).toBe("津宝税欠告〔2025〕1号");
  expect(harmless("")).toBe("");
});

test("whatever was made harmless reads back as it stood", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@'\t]{0,3}a?$/)), (cell) => {
      expect(asItStood(harmless(cell))).toBe(cell);
    }),
  );
});
