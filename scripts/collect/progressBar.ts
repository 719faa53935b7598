/**
 * How far a long reading is, on one line of a terminal: share, rows, rows a second. Silent where stderr is no terminal,
 * so that logs and pipes hold nothing of it; stdout belongs to the summary.
 */
import type { Progress } from "../../subgraphs/kit/intake/takeIn";

export interface ProgressBar {
  show(progress: Progress): void;
  /** Clears the line. */
  end(): void;
}

type Terminal = Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">;

const EVERY_MS = 100;
const BAR = 24;

export function progressBar(terminal: Terminal, now: () => number): ProgressBar {
  const began = now();
  let shownAt = -Infinity;
  return {
    show(progress) {
      if (!terminal.isTTY || now() - shownAt < EVERY_MS) return;
      shownAt = now();
      const line = lineOf(progress, (shownAt - began) / 1000);
      terminal.write(`\r\x1b[K${line.slice(0, Math.max(0, (terminal.columns || 80) - 1))}`);
    },
    end() {
      if (terminal.isTTY && shownAt > -Infinity) terminal.write("\r\x1b[K");
    },
  };
}

function lineOf({ rows, bytes, of }: Progress, seconds: number): string {
  const rate = seconds > 0 ? Math.round(rows / seconds) : 0;
  const told = `${rows} 行 rows, ${rate}/s`;
  if (of === undefined) return told;
  const share = Math.min(1, bytes / of);
  const full = Math.round(share * BAR);
  return `[${"#".repeat(full)}${"-".repeat(BAR - full)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${told}`;
}
