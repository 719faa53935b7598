/** The same measurement on embedded databases and on a MariaDB of its own, where this machine has one. */
import { mariadbProgram, startMariadb, type TestMariadb } from "../test/support/mariadb";
import { benchEnvironment } from "./config";

export type DatabaseKind = "embedded" | "mariadb";

/** `only`: one of the two alone. */
export async function onBothDatabases(
  only: string | undefined,
  say: (line: string) => void,
  measure: (kind: DatabaseKind, mariadb: TestMariadb | undefined) => Promise<void>,
): Promise<void> {
  if ((only ?? "embedded") === "embedded") await measure("embedded", undefined);
  if ((only ?? "mariadb") !== "mariadb") return;
  const program = mariadbProgram(benchEnvironment()["PATH"] ?? "");
  if (program === undefined) return say("MariaDB is not on this machine: left out.");
  const mariadb = await startMariadb(program);
  try {
    await measure("mariadb", mariadb);
  } finally {
    await mariadb.stop();
  }
}
