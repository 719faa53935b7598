/** What the run tells the tests; the one place in test/ that reads the environment. */

/** URL of the run's MariaDB; undefined = embedded databases. */
export function mariadbUrl(): string | undefined {
  return process.env["CREDIT_TEST_MARIADB"] || undefined;
}

/**
 * Form of deployment of the districts that the attacks are made on: one process, or the gateway and departments as processes of
 * their own: CREDIT_TEST_FORM=processes.
 */
export function inProcesses(): boolean {
  return process.env["CREDIT_TEST_FORM"] === "processes";
}

export function inCi(): boolean {
  return process.env["CI"] === "true";
}

/**
 * Seed of the run's random tests; SEED repeats one. Whoever takes a seed says it in the title of his test. `usual` is taken
 * unless the run is `--full`: for a search so wide that it is the nightly run's to find something, and not a commit's.
 */
export function randomSeed(usual?: number): number {
  const given = Number(process.env["SEED"] || 0);
  return given || (fullRun() ? undefined : usual) || Date.now() % 1_000_000_007;
}

/** The environment for a child process: the test's own without any CREDIT_ variable, and `more`. */
export function childEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("CREDIT_") && !name.startsWith("JEST_") && name !== "NODE_ENV",
  );
  return { ...Object.fromEntries(own), ...more };
}

/** A run that takes its time: `--full`. */
export function fullRun(): boolean {
  return process.env["CREDIT_TEST_FULL"] === "1";
}

/** Only the house's own engine is tried where both would be: to look at one control. */
export function oneEngine(): boolean {
  return process.env["CREDIT_TEST_ONE_ENGINE"] === "1";
}

/** A run that takes the pictures of the README anew: CREDIT_TEST_PICTURES=1 npm test -- pages/dashboard */
export function takesPictures(): boolean {
  return process.env["CREDIT_TEST_PICTURES"] === "1";
}

/** What `npm run fuzz` asks for; in the suite it runs for as long as the suite can spare. */
export function fuzzSettings(): { seconds: number; only: number | undefined; report: string | undefined; isCommand: boolean } {
  const { CREDIT_FUZZ_SECONDS: seconds, CREDIT_FUZZ_CASE: only, CREDIT_FUZZ_REPORT: report } = process.env;
  const isCommand = seconds !== undefined;
  return { seconds: Number(seconds ?? (inCi() ? 30 : 8)), only: only ? Number(only) : undefined, report, isCommand };
}
