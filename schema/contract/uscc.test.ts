import fc from "fast-check";
import { isUscc, usccCheckCharacter } from "./uscc";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const letter = fc.constantFrom(...ALPHABET);
/** Well-formed codes of organisations that do not exist. */
const wellFormed = fc.array(letter, { minLength: 9, maxLength: 9 }).map((organisation) => {
  const first = `91120115${organisation.join("")}`;
  return first + usccCheckCharacter(first);
});

describe("a unified social credit code", () => {
  it("is accepted as it is published, and not with another check character", () => {
    // The example that goes round with GB 32100.
    expect(isUscc("91350100M000100Y43")).toBe(true);
    expect(isUscc("91350100M000100Y42")).toBe(false);
  });

  it("is never repaired: small letters, spaces and the letters I, O, S, V, Z are refused", () => {
    for (const code of [
      "91350100m000100Y43",
      " 91350100M000100Y43",
      "91350100M000100Y43 ",
      "9135O100M000100Y43",
      "91350100M000100Y4３",
      "",
    ]) {
      expect([code, isUscc(code)]).toEqual([code, false]);
    }
  });

  it("is refused when any one character of the organisation or the check is another", () => {
    fc.assert(
      fc.property(wellFormed, fc.integer({ min: 8, max: 17 }), letter, (code, place, other) => {
        fc.pre(code[place] !== other);
        expect(isUscc(code)).toBe(true);
        expect(isUscc(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
      }),
    );
  });
});
