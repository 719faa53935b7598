/** An internal operation of a subgraph that runs elsewhere, asked by another process of the district than the gateway. */
import { Agent, fetch, type Response } from "undici";
import type { TlsMaterial } from "../schema/contract/tls";
import { signWarrant, WARRANT_SCHEME, type Warrant } from "../schema/contract/warrant";

interface InternalCall {
  subgraph: string;
  operation: string;
  /** Of the subgraph's door. */
  url: string;
  payload: object;
  warrant: Warrant;
  key: Buffer;
  /** Milliseconds since the epoch. */
  now: number;
  deadlineMs: number;
  /** What the caller shows of itself to a door behind TLS. */
  tls?: (() => TlsMaterial) | undefined;
}

/** Rejects where there is no answer in time; an answer that refuses is one. */
export function callInternal({ subgraph, operation, url, payload, ...call }: InternalCall): Promise<Response> {
  const body = JSON.stringify(payload);
  const warrant = signWarrant(call.warrant, { subgraph, body, key: call.key, now: call.now });
  const headers = { authorization: `${WARRANT_SCHEME} ${warrant}`, "content-type": "application/json" };
  const options = { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(call.deadlineMs) } as const;
  const dispatcher = call.tls && agentFor(call.tls(), subgraph);
  return fetch(new URL(`/internal/${operation}`, url), { ...options, ...(dispatcher && { dispatcher }) });
}

/** Connections by what they show; a renewed certificate has new ones. */
const agents = new WeakMap<TlsMaterial, Map<string, Agent>>();

function agentFor(material: TlsMaterial, servername: string): Agent {
  const known = agents.get(material) ?? new Map<string, Agent>();
  agents.set(material, known);
  const agent = known.get(servername) ?? new Agent({ connect: { ...material, servername } });
  known.set(servername, agent);
  return agent;
}
