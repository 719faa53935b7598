/**
 * The first look at a request: is it addressed to this server, and what of its headers is worth believing?
 *
 * Threat (ATTACKS H13, D19, H04): a page of another name that resolves to this address (DNS rebinding), a forged
 * `X-Forwarded-Host`, a header that says who the caller is. Promise: the Host is one of a fixed list, the target is a
 * path, and no header survives but those that the gateway has a use for: no cookie, no `X-` header, no `Forwarded`.
 */
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../schema/contract/publicCode";

/** The headers that reach the stages behind the door. Who the caller is stands in `authorization` alone. */
const KEPT = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "idempotency-key",
  "if-modified-since",
  "if-none-match",
  "origin",
  "traceparent",
  "transfer-encoding",
  "user-agent",
]);

/** The `Host` values under which a server on `host` and `port` answers, in lower case. */
export function hostList(host: string, port: number, more: readonly string[] = []): ReadonlySet<string> {
  const names = [host.includes(":") ? `[${host}]` : host, "localhost", "127.0.0.1"];
  // A client leaves the port out where it is the scheme's own.
  const own = names.flatMap((name) => (port === 80 || port === 443 ? [name, `${name}:${port}`] : [`${name}:${port}`]));
  return new Set([...own, ...more].map((name) => name.toLowerCase()));
}

/** Strips `request` of what nobody may rely on, and gives the address that it asks for. @throws {Refusal} BAD_REQUEST */
export function admit(request: IncomingMessage, hosts: ReadonlySet<string>): URL {
  const [host, ...more] = request.headersDistinct.host ?? [];
  if (host === undefined || more.length > 0 || !hosts.has(host.toLowerCase())) {
    throw new Refusal("BAD_REQUEST", "this server does not answer under the name in the Host header", { status: 421 });
  }
  strip(request);
  const target = request.url ?? "";
  // Joined as text, so that neither "//elsewhere/" nor "http://elsewhere/" can name another host.
  const address = `http://${host}${target}`;
  if (!target.startsWith("/") || !URL.canParse(address)) {
    throw new Refusal("BAD_REQUEST", "the target of the request must be a path, such as /graphql");
  }
  return new URL(address);
}

function strip(request: IncomingMessage): void {
  if (request.rawHeaders.every((name, at) => at % 2 === 1 || KEPT.has(name.toLowerCase()))) return;
  for (const headers of [request.headers, request.headersDistinct]) {
    for (const name of Object.keys(headers)) if (!KEPT.has(name)) delete headers[name];
  }
  request.rawHeaders = request.rawHeaders.filter((_, at, raw) => KEPT.has(raw[at - (at % 2)]!.toLowerCase()));
}
