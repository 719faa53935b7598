/** The environment of the benchmark's processes; the one place here that reads it. */
export function benchEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
