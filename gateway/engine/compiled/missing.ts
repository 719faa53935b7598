/**
 * What stands in the data where a value should be and is not: because a department failed, or said so in an error. The
 * projection meets it, puts null, and places the error at the client's path; so nothing that is missing reads as "none"
 * (ATTACKS O3, K01).
 */
import type { PassedCode } from "../../subgraph/publicErrors";

/** One failure; it may leave holes in many places. */
export interface Cause {
  subgraph: string;
  code: PassedCode;
  message: string;
  /** The whole fetch: one error for a list, without indices. */
  whole: boolean;
  /** Where it would have been seen, if no hole of it is met, by fetch keys; without indices. */
  fallback: readonly string[];
  /** Has an error of the answer told of it, or of what it made impossible? */
  shown: boolean;
}

export interface Hole {
  cause: Cause;
  /** Path of the error below the hole, by fetch keys and indices. */
  tail: readonly (string | number)[];
}

export class Missing {
  readonly holes: Hole[] = [];

  constructor(cause: Cause, tail: readonly (string | number)[] = []) {
    this.holes.push({ cause, tail });
  }
}
