/**
 * Every request that a case sends and what came back, seen where they leave the test: no case can forget to have an
 * answer judged. Who asked, why and about whom is read out of the request itself.
 */
import { connect } from "node:net";
import { cast } from "../../../scripts/synthesise/cast";
import type { Asker } from "./restatedRules";

export interface Exchange {
  path: string;
  /** Who asked, once a purpose that was stated; none for who has no token that can be read. */
  askers: Asker[];
  /** Members of the cast who were looked up, or asked about themselves. */
  members: number[];
  status: number;
  /** Status line, headers and body. */
  whole: string;
  body: string;
}

/** Sees `fetch` until the returned function is called; `memberOf` says whom a person id belongs to. */
export function seeFetch(seen: Exchange[], memberOf: (personId: string) => number | undefined): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init);
    const body = await response.clone().text();
    const sent = init?.body instanceof Uint8Array ? Buffer.from(init.body).toString("latin1") : String(init?.body ?? "");
    const authorization = new Headers(init?.headers).get("authorization") ?? "";
    const headers = JSON.stringify([...response.headers]);
    seen.push({
      path: new URL(String(input)).pathname,
      ...whoAsked(authorization, sent, memberOf),
      ...{ status: response.status, whole: `${response.status}\n${headers}\n${body}`, body },
    });
    return response;
  };
  return () => void (globalThis.fetch = real);
}

/** Sends bytes as they are over a connection of their own; gives what came until the other side ended it, or `forMs` passed. */
export function sendRaw(url: string, bytes: string | Buffer | readonly (string | Buffer)[], forMs = 3_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let came = "";
    const socket = connect(Number(port), hostname, () => {
      for (const part of [bytes].flat() as (string | Buffer)[]) socket.write(part);
    });
    const late = setTimeout(() => socket.destroy(), forMs);
    socket.on("data", (chunk: Buffer) => (came += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(late);
      resolve(came);
    });
  });
}

/** Reads the caller out of the token, unverified, and purposes and persons out of the body, if it can be read. */
export function whoAsked(
  authorization: string,
  sent: string,
  memberOf: (personId: string) => number | undefined,
): Pick<Exchange, "askers" | "members"> {
  const claims = jsonOf(Buffer.from(authorization.split(".")[1] ?? "", "base64url").toString()) as
    Record<string, string> | undefined;
  if (!claims) return { askers: [], members: [] };
  const objects = objectsIn(jsonOf(sent));
  const purposes = objects.filter(({ caseNumber }) => caseNumber !== undefined);
  const own = claims["person"] === undefined ? undefined : memberOf(claims["person"]);
  const base = { scopes: String(claims["scope"] ?? "").split(" "), ...(claims["org"] && { org: claims["org"] }) };
  const stated = purposes.map(({ purpose, justifications }) => ({
    ...base,
    purpose: String(purpose),
    justified: objectsIn(justifications).map(({ category }) => String(category)),
  }));
  const found = objects.map(({ idNumber }) => cast.findIndex((one) => one.idNumber === idNumber)).filter((at) => at >= 0);
  return {
    askers: [...stated, own === undefined ? base : { ...base, purpose: "SELF_QUERY" }],
    members: own === undefined ? found : [...found, own],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** However deep: an attack may be that it is. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) found.push(next as Record<string, unknown>);
    for (const inside of Object.values(next)) rest.push(inside);
  }
  return found;
}
