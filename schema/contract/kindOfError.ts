/** The kind of an error, for a log: its text may hold what a log must not. */
export function kindOfError(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
