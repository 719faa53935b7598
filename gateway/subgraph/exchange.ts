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
    const receiver = new Receiver(refuseHead, withinMs, resolve, reject);
    pool.dispatch({ path, method, headers, ...(body !== undefined && { body }) }, receiver);
  });
}

class Receiver implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private controller: Dispatcher.DispatchController | undefined;
  private failed: Error | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly refuseHead: Exchange["refuseHead"],
    withinMs: number,
    private readonly resolve: (bytes: Buffer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.timer = setTimeout(() => this.fail(new Late("no whole answer by the deadline")), withinMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Nobody waits any more for what had to wait that long for a connection: it is not sent.
    if (this.failed !== undefined) controller.abort(this.failed);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    const problem = this.refuseHead(status, headers);
    if (problem !== undefined) this.fail(problem);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= MAX_ANSWER_BYTES) this.chunks.push(chunk);
    else this.fail(new UnreadableAnswer("TOO_LARGE", `more than ${MAX_ANSWER_BYTES} bytes`));
  }

  onResponseEnd(): void {
    clearTimeout(this.timer);
    this.resolve(this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks, this.size));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.timer);
    this.reject(error);
  }

  private fail(error: Error): void {
    clearTimeout(this.timer);
    this.failed = error;
    this.reject(error);
    this.controller?.abort(error);
  }
}
