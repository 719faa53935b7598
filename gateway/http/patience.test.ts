import { type PublicCode, Refusal } from "../../schema/contract/publicCode";
import { Patience } from "./patience";

let now = 0;
const refusedFor = (patience: Patience, sender: string) => {
  try {
    patience.check(sender);
    return undefined;
  } catch (error) {
    const { code, headers } = error as Refusal;
    return `${code} ${headers["retry-after"]}`;
  }
};
const of = (code: PublicCode) => new Refusal(code, "");

it("G03 who used up his purse is refused until the time that passed has paid it back, and nobody else is", () => {
  const patience = new Patience(2_000, () => now);
  for (let at = 0; at < 400; at++) patience.charge("a", of("GRAPHQL_VALIDATION_FAILED"), 5);
  expect(refusedFor(patience, "a")).toBeUndefined();
  patience.charge("a", of("BAD_REQUEST"), 100);
  expect([refusedFor(patience, "a"), refusedFor(patience, "b")]).toEqual(["RATE_LIMITED 5", undefined]);
  now += 4_999;
  expect(refusedFor(patience, "a")).toBe("RATE_LIMITED 1");
  now += 2;
  expect(refusedFor(patience, "a")).toBeUndefined();
});

it("charges nobody for what is answered, denied or failed", () => {
  const patience = new Patience(2_000, () => now);
  for (const error of [
    undefined,
    new Error(""),
    ...(["ACCESS_DENIED", "SECTOR_UNAVAILABLE", "OVERLOADED", "RATE_LIMITED"] as const).map(of),
  ])
    patience.charge("a", error, 10_000);
  expect(refusedFor(patience, "a")).toBeUndefined();
});
