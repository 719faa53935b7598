/**
 * Sends an operation to the gateway as the present persona. What the gateway answers is shown as it is, whatever its
 * status: a refusal is an answer too. Refuses to follow redirects and to send cookies.
 */
import type { GraphiQLProps } from "graphiql";

type Fetcher = GraphiQLProps["fetcher"];

/** What the status line says of an answer. */
export interface Answer {
  status: number;
  milliseconds: number;
}

interface Options {
  /** The token of the present persona. */
  token(): string;
  onAnswer(answer: Answer): void;
}

/** A fetcher for GraphiQL. An Authorization typed in the header pane comes before the persona's. */
export function gatewayFetcher({ token, onAnswer }: Options): Fetcher {
  return async ({ query, variables, operationName }, options) => {
    const headers = new Headers(options?.headers as Record<string, string> | undefined);
    headers.set("content-type", "application/json");
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${token()}`);
    const body = JSON.stringify({ query, ...(variables && { variables }), ...(operationName && { operationName }) });
    const asked = performance.now();
    const response = await fetch("/graphql", { method: "POST", headers, body, credentials: "omit", redirect: "error" });
    const text = await response.text();
    if (operationName !== "IntrospectionQuery") {
      onAnswer({ status: response.status, milliseconds: Math.round(performance.now() - asked) });
    }
    return readAnswer(response.status, text);
  };
}

function readAnswer(status: number, text: string) {
  try {
    return JSON.parse(text) as { data?: unknown };
  } catch {
    return { status, body: text };
  }
}
