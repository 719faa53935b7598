/**
 * Is this a request to /graphql at all? Judged by method and headers, before the caller is asked for and before the first
 * byte of the body is read.
 *
 * Threat (ATTACKS G14, G21, H01–H03): a browser tricked into a "simple" request, a compressed bomb, an exotic charset.
 * Promise: what passes was sent by POST, on purpose, as JSON in UTF-8, uncompressed.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../schema/contract/publicCode";

const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=(?:utf-8|"utf-8"))?$/i;
const MAX_TYPE_LENGTH = 100;

/** @throws {Refusal} BAD_REQUEST with 405 or 415. */
export function checkHead(request: IncomingMessage): void {
  checkMethod(request);
  checkContentType(request);
  checkEncoding(request);
}

function checkMethod(request: IncomingMessage): void {
  if (request.method === "POST") return;
  throw bad("send the operation by POST", 405, { allow: "POST" });
}

function checkContentType(request: IncomingMessage): void {
  const [type, ...more] = request.headersDistinct["content-type"] ?? [];
  if (type !== undefined && more.length === 0 && type.length <= MAX_TYPE_LENGTH && JSON_TYPE.test(type)) return;
  throw bad("state the header Content-Type: application/json once, with no charset but utf-8", 415);
}

function checkEncoding(request: IncomingMessage): void {
  const [encoding = "identity", ...more] = request.headersDistinct["content-encoding"] ?? [];
  if (more.length > 0 || encoding.toLowerCase() !== "identity") {
    throw bad("send the body uncompressed, without the header Content-Encoding", 415);
  }
  const transfer = request.headersDistinct["transfer-encoding"] ?? ["chunked"];
  if (transfer.length > 1 || transfer[0]?.toLowerCase() !== "chunked") {
    throw bad("send the body with a Content-Length, or with Transfer-Encoding: chunked alone", 415);
  }
}

function bad(sentence: string, status: number, headers: Record<string, string> = {}): Refusal {
  return new Refusal("BAD_REQUEST", sentence, { status, headers });
}
