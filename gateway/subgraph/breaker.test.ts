import fc from "fast-check";
import { admit, CLOSED, FAILURES_TO_OPEN, PROBE_EVERY_MS, settle, WINDOW, type BreakerState, type Outcome } from "./breaker";

/** Plays calls one after another, each settled before the next; says which were let through. */
function play(calls: { at: number; outcome: Outcome }[]) {
  let state: BreakerState = CLOSED;
  return calls.map(({ at, outcome }) => {
    const admission = admit(state, at);
    state = admission.state;
    if (admission.ticket) state = settle(state, admission.ticket, outcome, at);
    return { at, outcome, ticket: admission.ticket, mode: state.mode };
  });
}

const calls = (outcomes: string) =>
  [...outcomes].map((letter, at) => ({
    at,
    outcome: ({ ".": "ANSWERED", x: "FAILED", L: "LIED", "-": "NOT_SENT" } as const)[letter]!,
  }));

it.each([
  ["K05 opens at the fifth failure of ten", "x.x.x.x.x", "OPEN"],
  ["stays closed at four failures of ten", "x.x.x.x..", "CLOSED"],
  ["forgets failures that ten calls have passed", "xxxx......x", "CLOSED"],
  ["F26 opens at the first lie", ".........L", "OPEN"],
  ["does not count what was never sent", "-----------", "CLOSED"],
])("%s", (_, outcomes, mode) => {
  expect(play(calls(outcomes)).at(-1)!.mode).toBe(mode);
});

it("K05 while open lets one probe through every five seconds, and closes when it is answered", () => {
  const opened = settle(CLOSED, "CALL", "LIED", 1000);
  expect(admit(opened, 5999).ticket).toBeUndefined();
  const probing = admit(opened, 6000);
  expect(probing.ticket).toBe("PROBE");
  expect(admit(probing.state, 6001).ticket).toBeUndefined();
  expect(admit(probing.state, 11_000).ticket).toBe("PROBE");
  const failed = settle(probing.state, "PROBE", "FAILED", 7000);
  expect(admit(failed, 11_999).ticket).toBeUndefined();
  expect(admit(failed, 12_000).ticket).toBe("PROBE");
  expect(settle(probing.state, "PROBE", "ANSWERED", 7000)).toEqual(CLOSED);
  expect(admit(settle(probing.state, "PROBE", "NOT_SENT", 7000), 7000).ticket).toBe("PROBE");
});

it("a straggler from before the opening neither closes nor prolongs it, unless it lies", () => {
  const opened = settle(CLOSED, "CALL", "LIED", 0);
  expect(settle(opened, "CALL", "ANSWERED", 1000)).toEqual(opened);
  expect(settle(opened, "CALL", "FAILED", 1000)).toEqual(opened);
  expect(settle(opened, "CALL", "LIED", 1000).probeAt).toBe(1000 + PROBE_EVERY_MS);
});

const history = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 4000 }),
    outcome: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom<Outcome>("ANSWERED", "FAILED") },
      { weight: 1, arbitrary: fc.constantFrom<Outcome>("LIED", "NOT_SENT") },
    ),
  }),
  { maxLength: 120 },
);

it("for any history: opens exactly when the last ten say so, and no two probes are nearer than five seconds", () => {
  fc.assert(
    fc.property(history, (steps) => {
      let at = 0;
      const played = play(steps.map(({ gap, outcome }) => ({ at: (at += gap), outcome })));
      let recent: boolean[] = [];
      let lastProbe = -Infinity;
      for (const { at: now, outcome, ticket, mode } of played) {
        if (ticket === "PROBE") {
          expect(now - lastProbe).toBeGreaterThanOrEqual(outcome === "NOT_SENT" ? 0 : PROBE_EVERY_MS);
          if (outcome !== "NOT_SENT") lastProbe = now;
          expect(mode).toBe(outcome === "ANSWERED" ? "CLOSED" : "OPEN");
          recent = [];
        } else if (ticket === "CALL") {
          if (outcome !== "NOT_SENT") recent = [...recent, outcome === "FAILED"].slice(-WINDOW);
          const open = outcome === "LIED" || recent.filter(Boolean).length >= FAILURES_TO_OPEN;
          expect(mode).toBe(open ? "OPEN" : "CLOSED");
        }
      }
    }),
    { numRuns: 500 },
  );
});
