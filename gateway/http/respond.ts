/**
 * How an answer leaves: whole, typed, never stored, never sniffed.
 *
 * Threat (ATTACKS B12, H04, H16, G11): a page that may load or send anything elsewhere carries a person's data out; an
 * answer in a cache is read by the next caller. Promise: one buffer with its length; `no-store`; a closed
 * Content-Security-Policy on whatever a browser might render; no CORS header, ever, so no foreign page reads an answer.
 * Refused early, a body that is still arriving is not read for its own sake: the answer goes out and the connection ends.
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

/** How long, and for how many bytes, the rest of an unwanted body is thrown away so that the answer can be read. */
const LINGER_MS = 1_000;
const LINGER_BYTES = 1_000_000;

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
  const body = Buffer.from(text, "utf8");
  const request = response.req;
  const unread = bodyIsStillComing(request);
  response.writeHead(status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
    ...(unread && { connection: "close" }),
    "content-length": body.length,
  });
  if (!unread) response.end(body);
  else {
    response.write(body);
    linger(request, response);
  }
}

function bodyIsStillComing(request: IncomingMessage): boolean {
  const announced = request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
  return announced && !request.complete;
}

/**
 * Closing a socket with unread bytes makes the kernel reset it, and the client loses the answer it was just sent. So a
 * little more is read and dropped before the end.
 */
function linger(request: IncomingMessage, response: ServerResponse): void {
  let dropped = 0;
  const finish = (): void => {
    clearTimeout(timer);
    request.off("data", drop);
    request.pause();
    response.end();
  };
  const drop = (chunk: Buffer): void => {
    dropped += chunk.length;
    if (dropped > LINGER_BYTES) finish();
  };
  const timer = setTimeout(finish, LINGER_MS);
  request.on("data", drop).once("end", finish).once("close", finish).resume();
}
