/** How long the stages of a request took, one after the other: for the metrics, and for a trace where one is kept. */
export const STAGES = [
  "caller",
  "bytes",
  "admission",
  "operation",
  "grant",
  "ruling",
  "subjects",
  "plan",
  "spend",
  "run",
  "answer",
  "evidence",
] as const;
export type Stage = (typeof STAGES)[number];

/** One stage; times are ms of `performance.now()`. */
export interface Lap {
  stage: Stage;
  from: number;
  to: number;
}

export class Laps {
  readonly began: number;
  readonly all: Lap[] = [];
  #last: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.began = this.#last = now();
  }

  /** The stage that ends now began when the one before it ended. */
  end(stage: Stage): void {
    const to = this.now();
    this.all.push({ stage, from: this.#last, to });
    this.#last = to;
  }
}
