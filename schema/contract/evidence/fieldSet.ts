/**
 * Which coordinates an operation was answered and refused, as a text with a hash. Many requests share one, so an entry
 * holds the hash and the log keeps the text once.
 */
import { createHash } from "node:crypto";
import type { Reason } from "../publicCode";

export interface FieldSet {
  /** `TaxSlice.records`, … */
  returned: string[];
  refused: { coordinate: string; reason: Reason }[];
}

export interface WrittenFieldSet {
  /** `sha256:…` */
  hash: string;
  text: string;
}

/** The one text of a field set: coordinates sorted, each once. */
export function writeFieldSet({ returned, refused }: FieldSet): WrittenFieldSet {
  const lines = [
    ...returned.map((coordinate) => `+ ${coordinate}`),
    ...refused.map(({ coordinate, reason }) => `- ${coordinate} ${reason}`),
  ];
  const text = [...new Set(lines)].sort().join("\n");
  return { hash: hashOfFieldSet(text), text };
}

export function readFieldSet(text: string): FieldSet {
  const lines = text === "" ? [] : text.split("\n");
  return {
    returned: lines.filter((line) => line.startsWith("+ ")).map((line) => line.slice(2)),
    refused: lines
      .filter((line) => line.startsWith("- "))
      .map((line) => ({ coordinate: line.split(" ")[1]!, reason: line.split(" ")[2]! as Reason })),
  };
}

export function hashOfFieldSet(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("base64url")}`;
}
