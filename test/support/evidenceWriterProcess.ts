/** Runs {@link file://./evidenceWriter.ts} as a process that can be killed, or whose calls of the disk fail; what it said of each log. */
import { spawn } from "node:child_process";
import type { DatabaseLocation } from "../../subgraphs/kit/store/database";
import { compiledSources } from "./compiledSources";
import { childEnvironment } from "./config";
import type { WriterOptions } from "./evidenceWriter";

/** What a process said of one log before it ended. */
export interface Written {
  /** Leaf by position. */
  acked: Map<number, string>;
  refused: number;
  /** An acknowledgement came after a refusal. */
  revived: boolean;
}

export interface Kill {
  /** The moment from which the time runs: the logs are open, or something is acknowledged. */
  from: "ready" | "acknowledged";
  afterMs: number;
}

export interface WriterProcesses {
  /** What was said of each log. @throws Error where a process that is to be killed ended before it had opened its logs. */
  run(
    logs: readonly DatabaseLocation[],
    options: Pick<WriterOptions, "writers" | "each">,
    fault?: { kill?: Kill; wrap?: readonly string[] },
  ): Promise<Written[]>;
  remove(): void;
}

const SOURCES = [
  ...["test/support/evidenceWriter.ts", "schema/contract", "subgraphs/platform/audit"],
  ...["newId", "groupPace", "store/storeThread", "store/threadSide"].map((name) => `subgraphs/kit/${name}.ts`),
];

export function writerProcesses(origin: string): WriterProcesses {
  const code = compiledSources(SOURCES);
  return {
    async run(logs, options, { kill, wrap = [] } = {}) {
      const argv = [code.file("test/support/evidenceWriter"), JSON.stringify({ logs, origin, ...options })];
      const said = await outputOf([...wrap, process.execPath, ...argv], kill);
      if (kill !== undefined && said[0] !== "ready") throw new Error("the writer ended before its logs were open");
      return logs.map((_, log) => writtenTo(log, said));
    },
    remove: () => code.remove(),
  };
}

/** Whole lines; the last may be cut, and was not acknowledged to anybody. */
function outputOf([program, ...argv]: readonly string[], kill: Kill | undefined): Promise<string[]> {
  const child = spawn(program!, argv, { stdio: ["ignore", "pipe", "ignore"], env: childEnvironment({}) });
  let said = "";
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    said += more;
    const hasBegun = kill !== undefined && (kill.from === "ready" ? said.includes("\n") : /^\d+ \d+ /m.test(said));
    if (hasBegun) timer ??= setTimeout(() => child.kill("SIGKILL"), kill.afterMs);
  });
  return new Promise((resolve) => child.once("close", () => resolve(said.split("\n").slice(0, -1))));
}

function writtenTo(log: number, said: readonly string[]): Written {
  const lines = said.filter((line) => line.startsWith(`${log} `)).map((line) => line.split(" ").slice(1));
  const isAcknowledged = ([first = ""]: string[]) => first !== "refused";
  const firstRefused = lines.findIndex((line) => !isAcknowledged(line));
  return {
    acked: new Map(lines.filter(isAcknowledged).map(([position, leaf = ""]) => [Number(position), leaf])),
    refused: lines.filter((line) => !isAcknowledged(line)).length,
    revived: firstRefused >= 0 && lines.slice(firstRefused).some(isAcknowledged),
  };
}
