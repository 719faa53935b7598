import fc from "fast-check";
import { readCursor, writeCursor, type ListOrigin } from "./cursor";

const KEY = Buffer.alloc(32, 1);
const POSITION = { decidedOn: "2025-06-01", id: "R0000000000000000000000001" };
const ORIGIN: ListOrigin = { caller: "licensing/clerk-01/LICENSING_REVIEW", person: "P1", list: "tax.records", filter: "{}" };

describe("I06 a cursor", () => {
  it("leads back to where its list stood", () => {
    expect(readCursor(writeCursor(POSITION, ORIGIN, KEY), ORIGIN, KEY)).toEqual(POSITION);
  });

  it("is the same for the same place of the same list, whichever process writes it", () => {
    expect(writeCursor(POSITION, ORIGIN, KEY)).toBe(writeCursor({ ...POSITION }, { ...ORIGIN }, Buffer.alloc(32, 1)));
  });

  it.each(["caller", "person", "list", "filter"] as const)("is refused under another %s", (part) => {
    const cursor = writeCursor(POSITION, ORIGIN, KEY);
    expect(() => readCursor(cursor, { ...ORIGIN, [part]: "another" }, KEY)).toThrow("begin again without `after`");
  });

  it("is refused under another key", () => {
    expect(() => readCursor(writeCursor(POSITION, ORIGIN, KEY), ORIGIN, Buffer.alloc(32, 2))).toThrow("does not belong");
  });

  it("is refused when its place was edited", () => {
    const [, , mac] = Buffer.from(writeCursor(POSITION, ORIGIN, KEY), "base64url")
      .toString()
      .split("|");
    for (const edited of [
      `2025-06-02|${POSITION.id}|${mac}`,
      `${POSITION.decidedOn}|other|${mac}`,
      `${POSITION.decidedOn}|${POSITION.id}|`,
    ]) {
      expect(() => readCursor(Buffer.from(edited).toString("base64url"), ORIGIN, KEY)).toThrow("does not belong");
    }
  });

  it("is refused when any character of what it says is another", () => {
    const bytes = Buffer.from(writeCursor(POSITION, ORIGIN, KEY), "base64url");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 127 }), (place, change) => {
        const other = Buffer.from(bytes);
        other[place]! ^= change;
        expect(() => readCursor(other.toString("base64url"), ORIGIN, KEY)).toThrow("does not belong");
      }),
    );
  });

  it("is refused for any text that is none, in one sentence with the code BAD_USER_INPUT", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        expect(() => readCursor(text, ORIGIN, KEY)).toThrow(
          expect.objectContaining({
            message: expect.stringContaining("does not belong"),
            extensions: { code: "BAD_USER_INPUT" },
          }),
        );
      }),
    );
  });

  it("does not let one part of the origin run into the next", () => {
    const cursor = writeCursor(POSITION, { ...ORIGIN, caller: "a", person: "b" }, KEY);
    expect(() => readCursor(cursor, { ...ORIGIN, caller: 'a","b', person: "" }, KEY)).toThrow("does not belong");
  });
});
