/** Runs {@link file://./batchSender.ts} as a process that ends itself in the middle; what it said before. */
import { execFileSync } from "node:child_process";
import type { Sending } from "./batchSender";
import { compiledSources } from "./compiledSources";
import { childEnvironment } from "./config";

export interface BatchSenders {
  /** What the process said to be done; how many statements it took, unless it was killed. @throws Error where it failed otherwise. */
  send(sending: Sending): { said: string[]; statements: number | undefined };
  remove(): void;
}

export function batchSenders(): BatchSenders {
  const code = compiledSources(["test/support/batchSender.ts", "schema", "subgraphs/kit", "subgraphs/sectors/tax"]);
  const lines = (argv: readonly string[]): string[] => {
    try {
      return execFileSync(process.execPath, argv, { env: childEnvironment({}), encoding: "utf8", stdio: "pipe" }).split("\n");
    } catch (error) {
      const { signal, stdout, stderr } = error as { signal: string | null; stdout: string; stderr: string };
      if (signal !== "SIGKILL") throw new Error(stderr, { cause: error });
      return stdout.split("\n");
    }
  };
  return {
    send(sending) {
      const all = lines([code.file("test/support/batchSender"), JSON.stringify(sending)]);
      const count = all.find((line) => line.startsWith("statements "))?.split(" ")[1];
      const said = all.filter((line) => line !== "" && !line.startsWith("statements "));
      return { said, statements: count === undefined ? undefined : Number(count) };
    },
    remove: () => code.remove(),
  };
}
