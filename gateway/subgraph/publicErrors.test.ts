import { PROBLEMS } from "../../schema/contract/problem";
import { meansMissing, passedCode, publicErrors } from "./publicErrors";

it("C16 B14 keeps path and code and nothing else of a department's error", () => {
  const told = {
    message: "ER_DUP: 120115…",
    path: ["_entities", 0, "tax"],
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", sql: "SELECT" },
    locations: [],
  };
  const [error] = publicErrors([told as never]);
  expect(error).toEqual({
    message: "this field is not open to this caller for this purpose",
    path: ["_entities", 0, "tax"],
    extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
  });
});

it("says our sentence for a problem of the closed list, with the one code that has problems, and for no other", () => {
  const said = (extensions: object) => publicErrors([{ message: "x", extensions }])[0]!;
  expect(said({ code: "BAD_USER_INPUT", problem: "NOT_FOUND" })).toEqual({
    message: PROBLEMS.NOT_FOUND,
    extensions: { code: "BAD_USER_INPUT" },
  });
  for (const problem of ["OTHER", "toString", "__proto__", { a: 1 }, null]) {
    expect(said({ code: "BAD_USER_INPUT", problem }).message).toBe("an argument of this field is not acceptable");
  }
  expect(said({ code: "ACCESS_DENIED", problem: "NOT_FOUND" }).message).not.toBe(PROBLEMS.NOT_FOUND);
});

it.each(["DOWNSTREAM_SERVICE_ERROR", "SECTOR_INTEGRITY", "toString", "__proto__", 7, undefined, { a: 1 }])(
  "a code that is not a department's to say reads INTERNAL_SERVER_ERROR: %p",
  (code) => {
    expect(passedCode(code)).toBe("INTERNAL_SERVER_ERROR");
  },
);

it.each([
  null,
  "text",
  7,
  [],
  { path: "person" },
  { path: [{}] },
  { path: [-1] },
  { path: [0.5] },
  { path: Array(65).fill("a") },
  { extensions: null },
])("what is no error, or has no path, is an internal error without path: %j", (told) => {
  const [error] = publicErrors([told as never]);
  expect(error).toEqual({ message: expect.any(String), extensions: { code: "INTERNAL_SERVER_ERROR" } });
});

it("tells what is missing from what was refused", () => {
  expect(["SECTOR_UNAVAILABLE", "SECTOR_INTEGRITY", "INTERNAL_SERVER_ERROR"].every((code) => meansMissing(code as never))).toBe(
    true,
  );
  expect(["UNAUTHORIZED_FIELD_OR_TYPE", "ACCESS_DENIED", "BAD_USER_INPUT"].some((code) => meansMissing(code as never))).toBe(
    false,
  );
});
