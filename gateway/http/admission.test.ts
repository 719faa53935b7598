import { Refusal } from "../../schema/contract/publicCode";
import { Admission } from "./admission";

const refused = (entering: Promise<unknown>) =>
  entering.then(
    () => "entered",
    ({ code, headers }: Refusal) => `${code} ${headers["retry-after"]}`,
  );
const enterMany = (admission: Admission, agency: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => admission.enter(agency)));
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("G20 lets so many run, so many wait, and refuses the rest with a time to come back", async () => {
  const admission = new Admission({ running: 4, waiting: 2, waitMs: 50 });
  await enterMany(admission, "a", 3);
  const [leave] = await enterMany(admission, "b", 1);
  const waiting = [admission.enter("c"), admission.enter("d")];
  expect(await refused(admission.enter("e"))).toBe("OVERLOADED 1");
  expect(admission.load).toEqual({ running: 4, waiting: 2 });
  leave!();
  leave!();
  await waiting[0];
  expect(admission.load).toEqual({ running: 4, waiting: 1 });
  expect(await refused(waiting[1]!)).toBe("OVERLOADED 1");
});

it("G20 leaves a quarter of the places to others, however many one agency sends", async () => {
  const admission = new Admission({ running: 4, waiting: 100, waitMs: 50 });
  const many = Array.from({ length: 50 }, () => refused(admission.enter("greedy")));
  await settled();
  expect(admission.load).toEqual({ running: 3, waiting: 47 });
  await admission.enter("modest");
  expect(admission.load.running).toBe(4);
  expect(new Set(await Promise.all(many))).toEqual(new Set(["entered", "OVERLOADED 1"]));
  expect(admission.load).toEqual({ running: 4, waiting: 0 });
});

it("lets one who waits in by the turn of his agency, not by the length of its queue", async () => {
  const admission = new Admission({ running: 1, waiting: 100 });
  const leave = await admission.enter("a");
  const order: string[] = [];
  for (const agency of ["a", "a", "a", "b"])
    void admission.enter(agency).then((done) => {
      order.push(agency);
      done();
    });
  leave();
  await settled();
  expect(order.join("")).toBe("abaa");
  expect(admission.load).toEqual({ running: 0, waiting: 0 });
});

it("G03 G05 who sends costly nonsense again and again is refused before his body is read, and nobody else is", async () => {
  const admission = new Admission({ running: 4, waiting: 4 });
  const of = (agency: string) => ({ agency, subject: "s", officer: "o", scopes: new Set<string>(), tokenId: "t", expiresAt: 0 });
  const costly = () => Promise.reject(new Refusal("OPERATION_TOO_COSTLY", "too costly"));
  // Every look at the clock finds ten milliseconds gone.
  let ms = 0;
  jest.spyOn(performance, "now").mockImplementation(() => (ms += 10));
  const greeted = (agency: string) => {
    try {
      admission.greet(of(agency));
      return "greeted";
    } catch (error) {
      return (error as Refusal).code;
    }
  };
  let turns = 0;
  while (greeted("wasteful") === "greeted" && ++turns < 600) await admission.admit(of("wasteful"), costly).catch(() => undefined);
  expect([turns < 600, greeted("another")]).toEqual([true, "greeted"]);
  jest.restoreAllMocks();
});
