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
  /** Is the next operation a dry run? Asked once for each. */
  takeDryRun(): boolean;
  onAnswer(answer: Answer, content: { data?: unknown }): void;
}

/** A fetcher for GraphiQL. An Authorization typed in the header pane comes before the persona's. */
export function gatewayFetcher({ token, takeDryRun, onAnswer }: Options): Fetcher {
  return async ({ query, variables, operationName }, options) => {
    const headers = new Headers(options?.headers as Record<string, string> | undefined);
    headers.set("content-type", "application/json");
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${token()}`);
    const isIntrospection = operationName === "IntrospectionQuery";
    const dry = !isIntrospection && takeDryRun() && { extensions: { dryRun: true } };
    const body = JSON.stringify({ query, ...(variables && { variables }), ...(operationName && { operationName }), ...dry });
    const asked = performance.now();
    const response = await fetch("/graphql", { method: "POST", headers, body, credentials: "omit", redirect: "error" });
    const content = readAnswer(response.status, await response.text());
    if (!isIntrospection) onAnswer({ status: response.status, milliseconds: Math.round(performance.now() - asked) }, content);
    return content;
  };
}

function readAnswer(status: number, text: string): { data?: unknown } {
  try {
    return JSON.parse(text) as { data?: unknown };
  } catch {
    return { status, body: text } as { data?: unknown };
  }
}
