import fc from "fast-check";
import type { RecordSpec } from "../record/recordType";
import { sourceNumber } from "./sourceNumber";

const twoFields = { key: ["a", "b"] } as RecordSpec;

test("a key of one field is that field, a type without a key takes the column 记录编号", () => {
  expect(sourceNumber({ key: ["a"] } as RecordSpec, { a: "津宝〔2025〕1号" }, undefined)).toBe("津宝〔2025〕1号");
  expect(sourceNumber({ key: [] as string[] } as RecordSpec, {}, "BH-1")).toBe("BH-1");
});

test("two different keys never give one number", () => {
  const part = fc.stringMatching(/^[a|\\]{1,4}$/);
  fc.assert(
    fc.property(part, part, part, part, (a, b, c, d) => {
      fc.pre(a !== c || b !== d);
      expect(sourceNumber(twoFields, { a, b }, undefined)).not.toBe(sourceNumber(twoFields, { a: c, b: d }, undefined));
    }),
  );
});
