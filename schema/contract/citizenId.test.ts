import fc from "fast-check";
import {
  birthDateOf,
  checkCitizenId,
  citizenIdCheckCharacter,
  formerCitizenId,
  isCalendarDate,
  sexOf,
  upgradeCitizenId,
} from "./citizenId";

/** Well-formed numbers of the district, with a sequence that is plainly made up. */
const wellFormed = fc
  .record({
    division: fc.constantFrom("120115", "120224"),
    birth: fc.date({ min: new Date("1901-01-01"), max: new Date("2025-12-31"), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ division, birth, sequence }) => {
    const first = `${division}${birth.toISOString().slice(0, 10).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`;
    return first + citizenIdCheckCharacter(first);
  });

describe("a citizen number", () => {
  it.each(["11010519491231002X", "440524188001010014"])("is accepted as the standard's worked example has it: %s", (number) => {
    expect(checkCitizenId(number)).toBeUndefined();
    expect(citizenIdCheckCharacter(number.slice(0, 17))).toBe(number[17]);
  });

  it("says when its owner was born and of which sex he or she is", () => {
    expect(birthDateOf("11010519491231002X")).toBe("1949-12-31");
    expect(sexOf("11010519491231002X")).toBe("FEMALE");
    expect(sexOf("440524188001010014")).toBe("MALE");
  });

  it("is told its fault, one of four", () => {
    expect(checkCitizenId("110105491231002")).toBe("FIFTEEN_DIGITS");
    expect(checkCitizenId("110105194912310")).toBe("FIFTEEN_DIGITS");
    expect(checkCitizenId("11010519491231002")).toBe("SHAPE");
    expect(checkCitizenId("01010519491231002X")).toBe("SHAPE");
    expect(checkCitizenId("11010519490229002X")).toBe("BIRTH_DATE");
    expect(checkCitizenId("11010519491331002X")).toBe("BIRTH_DATE");
    expect(checkCitizenId("110105194912310021")).toBe("CHECK_CHARACTER");
  });

  it("H08 is never repaired: spaces, small x, full-width and other look-alike characters are refused", () => {
    const altered = [
      "11010519491231002x",
      " 11010519491231002X",
      "11010519491231002X ",
      "11010519491231002X\n",
      "11010519491231002Ｘ",
    ];
    altered.push(
      "11010519491231002Ⅹ",
      "1101051949123100２X",
      "11010519491231002Х",
      "11010519491231002X\u200b",
      "1101051949123１002X",
    );
    for (const number of altered) expect([number, checkCitizenId(number)]).toEqual([number, "SHAPE"]);
  });

  it("is refused when any one character is another, wherever it stands", () => {
    fc.assert(
      fc.property(wellFormed, fc.nat(17), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        const digits = [...number].map((one) => (one === "X" ? 10 : Number(one)));
        digits[place] = place === 17 ? (digits[17]! + shift) % 11 : (digits[place]! + shift) % 10;
        const other = digits.map((one) => (one === 10 ? "X" : one)).join("");
        expect(checkCitizenId(number)).toBeUndefined();
        expect(checkCitizenId(other)).toBeDefined();
      }),
    );
  });

  it("is refused when two neighbouring characters that differ change places", () => {
    fc.assert(
      fc.property(wellFormed, fc.nat(15), (number, place) => {
        fc.pre(number[place] !== number[place + 1]);
        const other = number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2);
        expect(checkCitizenId(other)).toBeDefined();
      }),
    );
  });

  it("is checked for any text without an exception", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => void checkCitizenId(text)));
  });
});

it("a calendar day is a day that the calendar has, 29 February in leap years alone", () => {
  for (const day of ["2024-02-29", "2000-02-29", "1999-12-31"]) expect([day, isCalendarDate(day)]).toEqual([day, true]);
  for (const day of ["2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-1-1", "2024-01-01T00:00", "２０24-01-01"]) {
    expect([day, isCalendarDate(day)]).toEqual([day, false]);
  }
});

describe("a number of 15 digits", () => {
  it("is upgraded as the standard's worked example has it", () => {
    expect(upgradeCitizenId("110105491231002")).toBe("11010519491231002X");
  });

  it("is refused where the century is not sure, and where it is no number: nothing is guessed", () => {
    const centenarians = ["996", "997", "998", "999"].map((sequence) => `110105051231${sequence}`);
    for (const fifteen of [...centenarians, "110105991001002", "110105490229002", "010105491231002", "11010549123100X", ""])
      expect([fifteen, upgradeCitizenId(fifteen)]).toEqual([fifteen, undefined]);
    expect(upgradeCitizenId("110105990930002")).toBeDefined();
  });

  it("and the 18 characters that it became lead to each other, for every number that ever had both", () => {
    fc.assert(
      fc.property(wellFormed, (number) => {
        const former = formerCitizenId(number);
        const had = birthDateOf(number) < "1999-10-01" && !/99[6-9].$/.test(number);
        expect(former !== undefined).toBe(had);
        if (former !== undefined) expect(upgradeCitizenId(former)).toBe(number);
      }),
    );
  });
});

test("a calendar day is what the Gregorian calendar says, for every text of that form", () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(14), fc.nat(33), (year, month, day) => {
      const text = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
      const date = new Date(`${text}T00:00:00Z`);
      expect([text, isCalendarDate(text)]).toEqual([text, !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)]);
    }),
  );
});
