/**
 * How an answer leaves: whole, typed, never stored, never sniffed.
 *
 * Threat (ATTACKS B12, H04, H16, G11): a page that may load or send anything elsewhere carries a person's data out; an
 * answer in a cache is read by the next caller. Promise: in one piece, with its length; `no-store`; a closed
 * Content-Security-Policy on whatever a browser might render; no CORS header, ever, so no foreign page reads an answer.
 * Refused early, a body that is still arriving is thrown away for a moment, for a connection costs both sides more than the rest of a body that
 * is on its way; if that was not all of it, the answer goes out and the connection ends.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** How long an answer waits for the rest of an unwanted body, so that the connection can be used again. */
const BRIEFLY_MS = 100;
/** How long a connection that is to end stays open for the answer to be read. */
const LINGER_MS = 1_000;
const DROPPED_BYTES = 1_000_000;

/** Answers with JSON; a text is taken as JSON already written. */
export function respondJson(
  response: ServerResponse,
  status: number,
  payload: object | string,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  send(response, status, text, { "content-type": "application/json; charset=utf-8", ...headers });
}

/** Answers with plain text. */
export function respondText(response: ServerResponse, status: number, text: string, headers: OutgoingHttpHeaders = {}): void {
  send(response, status, text, { "content-type": "text/plain; charset=utf-8", ...pageHeaders(), ...headers });
}

/** Answers with a page that may use this server's own scripts and connections only. */
export function respondHtml(response: ServerResponse, status: number, html: string, headers: OutgoingHttpHeaders = {}): void {
  send(response, status, html, { "content-type": "text/html; charset=utf-8", ...pageHeaders(), ...headers });
}

/** The headers of anything that a browser may render; for files served from disk as well. */
export function pageHeaders(): OutgoingHttpHeaders {
  return { "content-security-policy": PAGE_POLICY, "referrer-policy": "no-referrer", "x-frame-options": "DENY" };
}

function send(response: ServerResponse, status: number, text: string, headers: OutgoingHttpHeaders): void {
  const length = Buffer.byteLength(text);
  // In ASCII the text is the bytes: Node then sends head and text in one piece, and nothing is copied for it.
  const body = length === text.length ? text : Buffer.from(text, "utf8");
  const leave = (isReadToItsEnd: boolean): void => {
    response.writeHead(status, {
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
      ...(!isReadToItsEnd && { connection: "close" }),
      "content-length": length,
    });
    if (isReadToItsEnd) response.end(body, "latin1");
    else {
      response.write(body, "latin1");
      drop(response.req, LINGER_MS, () => response.end());
    }
  };
  if (bodyIsStillComing(response.req)) drop(response.req, BRIEFLY_MS, leave);
  else leave(true);
}

function bodyIsStillComing(request: IncomingMessage): boolean {
  if (request.complete) return false;
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

/**
 * Throws away what arrives of a body that nobody wants, at most `withinMs` long and {@link DROPPED_BYTES}; `then` is told whether that was the rest of
 * it. A socket that is closed with unread bytes is reset by the kernel, and the client loses the answer that it was just sent.
 */
function drop(request: IncomingMessage, withinMs: number, then: (isReadToItsEnd: boolean) => void): void {
  let dropped = 0;
  const finish = (): void => {
    clearTimeout(timer);
    request.off("data", count).off("end", finish).off("close", finish).pause();
    then(request.complete);
  };
  const count = (chunk: Buffer): void => {
    dropped += chunk.length;
    if (dropped > DROPPED_BYTES) finish();
  };
  const timer = setTimeout(finish, withinMs);
  request.on("data", count).once("end", finish).once("close", finish).resume();
}
