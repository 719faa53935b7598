/**
 * Bytes → one GraphQL request, or a sentence that says how to send one.
 *
 * Threat (ATTACKS G11–G13, H05–H07): bytes that silently turn into U+FFFD (and then into "no such person"), two readings of one JSON text, a
 * thousand operations in one body. Promise: exactly one JSON object, in strict UTF-8, read one way. What stands before it was
 * judged by `checkHead`.
 */
import { Refusal } from "../../schema/contract/publicCode";
import { JsonProblem, parseStrictJson } from "../../schema/contract/strictJson";

/** What a client asked, before anybody looked into the operation. */
export interface GraphQLHttpBody {
  /** Absent where a registered operation is asked for by its hash. */
  query?: string;
  variables: Record<string, unknown>;
  operationName?: string;
  extensions: Record<string, unknown>;
  /** Length of the body as it came. */
  bytes: number;
  /** The body as it came, decoded. */
  text: string;
}

const MEMBERS = ["query", "variables", "operationName", "extensions"];

/** The one operation that a body carries. @throws {Refusal} BAD_REQUEST */
export function readBody(bytes: Buffer): GraphQLHttpBody {
  const text = decode(bytes);
  return { ...requestOf(parse(text)), bytes: bytes.length, text };
}

/** The whole body at once, so that a character cut by a packet is whole again and half a character is an error. */
function decode(bytes: Buffer): string {
  if (bytes.length === 0) throw bad("the body is empty; send a JSON object with a query");
  try {
    // With ignoreBOM a byte order mark stays in the text, where JSON refuses it.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bad("the body is not valid UTF-8; encode it as UTF-8");
  }
}

function parse(text: string): unknown {
  if (text.startsWith("\uFEFF")) throw bad("the body begins with a byte order mark; send UTF-8 without one");
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) throw bad(`the body cannot be read: ${error.message}`);
    throw error;
  }
}

function requestOf(value: unknown): Omit<GraphQLHttpBody, "bytes" | "text"> {
  if (Array.isArray(value)) throw bad("send one operation a request, as a JSON object; a batch (a JSON array) is not accepted");
  if (!isObject(value)) throw bad("the body must be a JSON object with a query");
  if (Object.keys(value).some((key) => !MEMBERS.includes(key))) {
    throw bad(`the body may hold ${MEMBERS.join(", ")} and nothing else`);
  }
  const { query, operationName } = value;
  const extensions = objectOrEmpty(value, "extensions");
  const isByHash = (query === undefined || query === null) && isObject(extensions["persistedQuery"]);
  if (!isByHash && (typeof query !== "string" || query.trim() === ""))
    throw bad("query must be a non-empty string: the text of the operation");
  if (operationName !== undefined && operationName !== null && typeof operationName !== "string") {
    throw bad("operationName must be a string or null");
  }
  return {
    ...(typeof query === "string" && { query }),
    variables: objectOrEmpty(value, "variables"),
    ...(typeof operationName === "string" && { operationName }),
    extensions,
  };
}

function objectOrEmpty(body: Record<string, unknown>, member: "variables" | "extensions"): Record<string, unknown> {
  const value = body[member] ?? {};
  if (!isObject(value)) throw bad(`${member} must be a JSON object or null`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad(sentence: string): Refusal {
  return new Refusal("BAD_REQUEST", sentence);
}
