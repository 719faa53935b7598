/**
 * The bytes of a body, bounded in number and in time.
 *
 * Threat (ATTACKS G11, G15): a body of any length fills the memory; one that arrives a byte a second holds a place for
 * ever. Promise: not a byte is kept beyond the limit, and after the deadline nothing is waited for.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../schema/contract/publicCode";

export function receiveBytes(request: IncomingMessage, options: { maxBytes: number; deadlineMs: number }): Promise<Buffer> {
  const { maxBytes, deadlineMs } = options;
  if (Number(request.headersDistinct["content-length"]?.[0] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      request.off("data", take).off("end", whole).off("close", broken);
      outcome();
    };
    const refuse = (refusal: Refusal): void => {
      request.pause();
      settle(() => reject(refusal));
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) refuse(tooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const whole = (): void => settle(() => resolve(Buffer.concat(chunks, bytes)));
    const broken = (): void => refuse(new Refusal("BAD_REQUEST", "the connection closed before the body was complete"));
    const timer = setTimeout(() => refuse(tooSlow(deadlineMs)), deadlineMs);
    // An error is always followed by "close"; the listener only keeps it from being thrown.
    request.on("error", () => undefined);
    request.on("data", take).once("end", whole).once("close", broken);
    if (request.destroyed) broken();
  });
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal("BAD_REQUEST", `the body is larger than ${maxBytes} bytes; ask for less at a time`, { status: 413 });
}

function tooSlow(deadlineMs: number): Refusal {
  return new Refusal("BAD_REQUEST", `the body was not complete within ${deadlineMs / 1000} s; send it at once`, { status: 408 });
}
