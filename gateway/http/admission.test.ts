import type { Refusal } from "../../schema/contract/publicCode";
import type { Caller } from "../authenticate/caller";
import { Admission } from "./admission";

const of = (agency: string): Caller => ({
  ...{ agency, officer: "o", subject: "s", tokenId: "t", expiresAt: 0 },
  scopes: new Set<string>(),
});
const refused = (entering: Promise<unknown>) =>
  entering.then(
    () => "entered",
    ({ code, headers }: Refusal) => `${code} ${headers["retry-after"]}`,
  );
const enterMany = (admission: Admission, agency: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => admission.enter(of(agency))));
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("G20 lets so many run, so many wait, and refuses the rest with a time to come back", async () => {
  const admission = new Admission({ running: 4, waiting: 2, waitMs: 50 });
  await enterMany(admission, "a", 3);
  const [leave] = await enterMany(admission, "b", 1);
  const waiting = [admission.enter(of("c")), admission.enter(of("d"))];
  expect(await refused(admission.enter(of("e")))).toBe("OVERLOADED 1");
  expect(admission.load).toEqual({ running: 4, waiting: 2 });
  leave!();
  leave!();
  await waiting[0];
  expect(admission.load).toEqual({ running: 4, waiting: 1 });
  expect(await refused(waiting[1]!)).toBe("OVERLOADED 1");
});

it("G20 leaves a quarter of the places to others, however many one agency sends", async () => {
  const admission = new Admission({ running: 4, waiting: 100, waitMs: 50 });
  const many = Array.from({ length: 50 }, () => refused(admission.enter(of("greedy"))));
  await settled();
  expect(admission.load).toEqual({ running: 3, waiting: 47 });
  await admission.enter(of("modest"));
  expect(admission.load.running).toBe(4);
  expect(new Set(await Promise.all(many))).toEqual(new Set(["entered", "OVERLOADED 1"]));
  expect(admission.load).toEqual({ running: 4, waiting: 0 });
});

it("lets one who waits in by the turn of his agency, not by the length of its queue", async () => {
  const admission = new Admission({ running: 1, waiting: 100 });
  const leave = await admission.enter(of("a"));
  const order: string[] = [];
  for (const agency of ["a", "a", "a", "b"])
    void admission.enter(of(agency)).then((done) => {
      order.push(agency);
      done();
    });
  leave();
  await settled();
  expect(order.join("")).toBe("abaa");
  expect(admission.load).toEqual({ running: 0, waiting: 0 });
});
