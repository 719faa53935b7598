/**
 * A file of registered operations: what one agency, every citizen (`citizen`) or everybody (`all`) may send in production.
 *
 * Threat (ATTACKS G01, H14, H15): a text that nobody looked at; a hash that stands for another text. Promise: what comes out
 * of a file is one named operation an entry, under the SHA-256 of its very bytes. A file that says otherwise is refused
 * with a sentence that names it.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const operationShape = z.strictObject({
  /** Of the operation. */
  name: z.string().regex(/^[_A-Za-z]\w{0,199}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  text: z.string().min(1).max(256_000),
});
const fileShape = z.strictObject({ agency: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), operations: z.array(operationShape) });

export type RegisteredOperation = z.infer<typeof operationShape>;
export type OperationsFile = z.infer<typeof fileShape>;

/** For whom a file is, besides agencies. */
export const CITIZEN = "citizen";
export const ALL = "all";

/** The hash under which a text is registered and asked for: of its UTF-8 bytes, in lower-case hexadecimal. */
export function hashOfText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** For whom there is a file in `folder`, in alphabetical order; a folder that is not there holds none. */
export function agenciesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => name.slice(0, -".json".length));
}

export function pathOfFile(folder: string, agency: string): string {
  return join(folder, `${agency}.json`);
}

/** What is registered for `agency`; nothing where there is no file. @throws Error naming the file. */
export function readOperationsFile(folder: string, agency: string): OperationsFile {
  const path = pathOfFile(folder, agency);
  if (!existsSync(path)) return { agency, operations: [] };
  const refuse = (why: string) => new Error(`${path} ${why}: write it with npm run operations -- register`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw refuse("is not JSON");
  }
  const read = fileShape.safeParse(value);
  if (!read.success) throw refuse(`is no file of operations (at ${read.error.issues[0]?.path.join(".") || "the top"})`);
  if (read.data.agency !== agency) throw refuse(`says that it is of ${read.data.agency}`);
  const altered = read.data.operations.find(({ text, sha256 }) => hashOfText(text) !== sha256);
  if (altered) throw refuse(`holds a text that is not the one of its sha256 (${altered.name})`);
  return read.data;
}

/** Whole or not at all: a gateway that reads meanwhile sees the old file or the new one. */
export function writeOperationsFile(folder: string, file: OperationsFile): void {
  mkdirSync(folder, { recursive: true });
  const path = pathOfFile(folder, file.agency);
  const draft = `${path}.${randomUUID()}.draft`;
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`);
  renameSync(draft, path);
}
