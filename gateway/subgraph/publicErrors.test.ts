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
