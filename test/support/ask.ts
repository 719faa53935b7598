/** One request to the graph as a client sends it, and what came back. */
import type { Receipt } from "../../schema/contract/evidence/receipt";
import { withoutReceipt } from "./withoutReceipt";

export interface Answered {
  status: number;
  headers: Headers;
  /** Parsed body, without the receipt: no two answers have the same. */
  body: GraphQLAnswer;
  receipt?: Receipt;
  text: string;
}

export interface GraphQLAnswer {
  // Tests look into answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; reason?: string } }[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  extensions?: any;
}

/** POSTs `payload` (an object, or the very bytes) to /graphql. */
export async function ask(
  url: string,
  payload: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof payload === "string" || payload instanceof Uint8Array ? payload : JSON.stringify(payload),
  });
  const text = await response.text();
  const whole = JSON.parse(text) as GraphQLAnswer;
  const receipt = whole.extensions?.receipt as Receipt | undefined;
  const body = withoutReceipt(whole);
  return { status: response.status, headers: response.headers, text, body, ...(receipt && { receipt }) };
}
