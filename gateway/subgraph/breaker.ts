/**
 * When a department is not called at all for a while, so that it can recover and nobody waits for it (ATTACKS K05, F26).
 *
 * Opens after 5 failures among the last 10 calls, and at the first lie (SECTOR_INTEGRITY). While it is open, one probe
 * every 5 seconds goes through; the first that succeeds closes it. A pure state machine: time is an argument.
 */
export const WINDOW = 10;
export const FAILURES_TO_OPEN = 5;
export const PROBE_EVERY_MS = 5000;

export interface BreakerState {
  mode: "CLOSED" | "OPEN" | "HALF_OPEN";
  /** The last calls while closed, oldest first; `true` = failed. */
  recent: readonly boolean[];
  /** When the next probe may go; meaningful unless closed. */
  probeAt: number;
}

/** A call that was let through, or one that tries whether the department is back. */
export type Ticket = "CALL" | "PROBE";

/** How it ended. NOT_SENT: the gateway itself held it back, which says nothing about the department. */
export type Outcome = "ANSWERED" | "FAILED" | "LIED" | "NOT_SENT";

export const CLOSED: BreakerState = { mode: "CLOSED", recent: [], probeAt: 0 };

/** May a call go at `now`? Without a ticket it may not. */
export function admit(state: BreakerState, now: number): { state: BreakerState; ticket?: Ticket } {
  if (state.mode === "CLOSED") return { state, ticket: "CALL" };
  if (now < state.probeAt) return { state };
  return { state: { mode: "HALF_OPEN", recent: [], probeAt: now + PROBE_EVERY_MS }, ticket: "PROBE" };
}

/** The state after a call that held `ticket` ended with `outcome` at `now`. */
export function settle(state: BreakerState, ticket: Ticket, outcome: Outcome, now: number): BreakerState {
  if (outcome === "LIED") return opened(now);
  if (state.mode === "CLOSED") return outcome === "NOT_SENT" ? state : counted(state, outcome === "FAILED", now);
  // A straggler from before the opening says nothing about now.
  if (ticket === "CALL") return state;
  if (outcome === "ANSWERED") return CLOSED;
  return outcome === "FAILED" ? opened(now) : { mode: "OPEN", recent: [], probeAt: now };
}

function counted(state: BreakerState, failed: boolean, now: number): BreakerState {
  // A department that has answered all along: nothing changes.
  if (!failed && state.recent.length === WINDOW && !state.recent.includes(true)) return state;
  const recent = [...state.recent, failed].slice(-WINDOW);
  return recent.filter(Boolean).length >= FAILURES_TO_OPEN ? opened(now) : { ...state, recent };
}

function opened(now: number): BreakerState {
  return { mode: "OPEN", recent: [], probeAt: now + PROBE_EVERY_MS };
}
