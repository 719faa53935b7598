/** How a task of the plan stands. */
import { dueOf, standingOf } from "./trafficLight";

const dated = { deadline: "2018-12" };
const light = (task: { deadline: string }, today: string, ...reported: [on: string, done?: boolean][]) => {
  const standing = standingOf(
    task,
    reported.map(([on, done = false]) => ({ on, done })),
    today,
  );
  return `${standing.light} ${standing.because}`;
};

it("takes a deadline of a month as its last day, a leap year's February too", () => {
  expect(dueOf(dated, "2026-01-01")).toBe("2018-12-31");
  expect(dueOf({ deadline: "2028-02" }, "2026-01-01")).toBe("2028-02-29");
  expect(dueOf({ deadline: "yearly" }, "2026-11-25")).toBe("2026-01-31");
  expect(dueOf({ deadline: "none" }, "2026-11-25")).toBeUndefined();
});

it("turns amber a month before a dated task is due and red the day after", () => {
  expect(light(dated, "2018-12-01")).toBe("AMBER DUE_SOON");
  expect(light(dated, "2018-11-30")).toBe("GREEN NOT_DUE");
  expect(light(dated, "2018-12-31")).toBe("AMBER DUE_SOON");
  expect(light(dated, "2019-01-01")).toBe("RED OVERDUE");
});

it("keeps a task that was done late apart from one done in time", () => {
  expect(light(dated, "2026-01-01", ["2018-12-31", true])).toBe("GREEN DONE_IN_TIME");
  expect(light(dated, "2026-01-01", ["2019-01-01", true], ["2020-01-01", true])).toBe("AMBER DONE_LATE");
  expect(light(dated, "2026-01-01", ["2018-06-01"])).toBe("RED OVERDUE");
});

it("judges a continuous task by its last evidence: ninety days, then half a year", () => {
  const task = { deadline: "continuous" };
  expect(light(task, "2026-11-25", ["2026-08-27"])).toBe("GREEN ACTIVE");
  expect(light(task, "2026-11-25", ["2026-08-26"])).toBe("AMBER QUIET");
  expect(light(task, "2026-11-25", ["2026-05-28"])).toBe("RED SILENT");
  expect(light(task, "2026-11-25")).toBe("RED SILENT");
});

it("asks for a yearly task anew each year", () => {
  const task = { deadline: "yearly" };
  expect(light(task, "2026-11-25", ["2025-01-20", true])).toBe("RED OVERDUE");
  expect(light(task, "2026-11-25", ["2026-01-31", true])).toBe("GREEN DONE_IN_TIME");
});

it("shows nothing due where the plan sets no day and nobody reports", () => {
  expect(light({ deadline: "none" }, "2026-11-25")).toBe("GREY NOTHING_DUE");
  expect(light({ deadline: "none" }, "2026-11-25", ["2026-11-01"])).toBe("GREEN ACTIVE");
});
