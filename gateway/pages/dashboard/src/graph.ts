/** The gateway's public API, the only source of what is shown. The token is held in memory and sent nowhere else. */
export interface GraphError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string };
}

export class GraphRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Answers `operation`. @throws {GraphRefusal} where nothing was answered, with the gateway's own sentence. */
export async function ask<Data>(token: string, operation: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: operation, variables }),
    credentials: "omit",
    redirect: "error",
  });
  const answer = (await response.json()) as { data?: Data | null; errors?: GraphError[] };
  const [error] = answer.errors ?? [];
  if (answer.data == null) throw new GraphRefusal(error?.extensions?.code ?? `HTTP ${response.status}`, error?.message ?? "");
  return answer.data;
}
