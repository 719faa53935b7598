/** The engine's only touch of the environment. */

/**
 * Tells the stock engine to stay at home (ATTACKS C19): by default it probes for cloud metadata at start and sends
 * metrics to a foreign host every hour. Must run before its constructor; whatever was configured, the answer is no.
 */
export function disableTelemetry(): void {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
}
