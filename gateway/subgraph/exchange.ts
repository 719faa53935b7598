/**
 * One request over a pool and its answer's bytes: no stream, no response object, one timer.
 *
 * Threat (ATTACKS C11, C12, G22, K04): as in httpReach.ts; here the deadline over connect, headers and body together, the
 * cap on bytes, and the head that is judged before a byte of the body is kept.
 */
import type { Dispatcher, Pool } from "undici";
import { MAX_ANSWER_BYTES, UnreadableAnswer } from "./readAnswer";

export type Headers = Record<string, string | string[] | undefined>;

export interface Exchange {
  path: string;
  method: "POST" | "GET";
  headers: Record<string, string>;
  body?: string;
  /** Milliseconds that the whole may take. */
  withinMs: number;
  /** What is wrong with an answer's head; thrown if anything is. */
  refuseHead(status: number, headers: Headers): Error | undefined;
}

/** Marks that the deadline came first. */
export class Late extends Error {
  override readonly name = "Late";
}

export function exchange(pool: Pool, { path, method, headers, body, withinMs, refuseHead }: Exchange): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let abort: ((error: Error) => void) | undefined;
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      abort?.(error);
    };
    const timer = setTimeout(() => fail(new Late("no whole answer by the deadline")), withinMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = (error) => controller.abort(error);
      },
      onResponseStart(_, status, answered) {
        const problem = refuseHead(status, answered);
        if (problem !== undefined) fail(problem);
      },
      onResponseData(_, chunk) {
        size += chunk.length;
        if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
        else fail(new UnreadableAnswer("TOO_LARGE", `more than ${MAX_ANSWER_BYTES} bytes`));
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
      },
      onResponseError(_, error) {
        clearTimeout(timer);
        reject(error);
      },
    };
    pool.dispatch({ path, method, headers, ...(body !== undefined && { body }) }, handler);
  });
}
