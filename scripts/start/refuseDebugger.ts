/**
 * Threat (ATTACKS M04): SIGUSR1 opens Node's debugger, through which every record in the process can be read. Here the signal
 * does nothing.
 */
export function refuseDebugger(): void {
  process.on("SIGUSR1", () => undefined);
}
