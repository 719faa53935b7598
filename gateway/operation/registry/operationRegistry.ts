/**
 * Which texts may be sent. In production those that were registered for this caller, by text or by hash; in development any
 * text, and a hash of what is registered.
 *
 * Threat (ATTACKS G01, G16, H14, H15): hostile texts never reach the parser, because nobody registered them; nobody
 * registers by asking. Promise: the folder is looked at again on use, at most once a second, so that what was registered
 * or removed holds without a restart. A broken file never opens anything: what was read last stays, and `onError` is told.
 */
import { Refusal } from "../../../schema/contract/publicCode";
import { markOf, reread } from "../../../schema/contract/reread";
import type { Caller } from "../../authenticate/caller";
import type { GraphQLHttpBody } from "../../http/readBody";
import { agenciesIn, ALL, CITIZEN, hashOfText, pathOfFile, readOperationsFile } from "./operationsFile";

export interface OperationRegistryOptions {
  /** Folders with a file an agency; one that is not there holds none. */
  folders: readonly string[];
  /** Is nothing answered but what is registered? */
  only: boolean;
  now: () => number;
  onError: (error: Error) => void;
}

export interface OperationRegistry {
  /** The text of the operation that a caller asks for. @throws Refusal OPERATION_UNKNOWN or BAD_REQUEST */
  textOf(body: Pick<GraphQLHttpBody, "query" | "extensions">, caller: Pick<Caller, "agency">): string;
}

/** Texts by hash, of everybody who has a file. */
type Registered = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** @throws Error when a file is broken now: there is no last good one to fall back on. */
export function openOperationRegistry({ folders, only, now, onError }: OperationRegistryOptions): OperationRegistry {
  const current = reread(
    () => markOf(...folders.flatMap(filesIn).map(({ folder, agency }) => pathOfFile(folder, agency))),
    () => readFolders(folders),
    { now, onError },
  );
  return {
    textOf({ query, extensions }, { agency }) {
      const asked = hashAsked(extensions);
      if (query !== undefined && !only && asked === undefined) return query;
      const hash = query === undefined ? asked! : hashOfText(query);
      if (asked !== undefined && asked !== hash)
        throw bad("the sha256Hash is not that of the query; send one of them, or both of one text");
      if (query !== undefined && !only) return query;
      const files = current();
      const text = files.get(ownFile(agency))?.get(hash) ?? files.get(ALL)?.get(hash);
      if (text === undefined) throw unknown();
      return text;
    },
  };
}

/** An agency that is called as one of the two is none: its file would be everybody's. */
function ownFile(agency: string | undefined): string {
  return agency === undefined ? CITIZEN : agency === CITIZEN ? ALL : agency;
}

/** The hash of a persisted query, as Apollo's clients send it. */
function hashAsked({ persistedQuery }: Record<string, unknown>): string | undefined {
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash } = persistedQuery as Record<string, unknown>;
  if (version !== 1 || typeof sha256Hash !== "string" || !/^[0-9a-f]{64}$/.test(sha256Hash)) {
    throw bad("extensions.persistedQuery is { version: 1, sha256Hash }, the hash in 64 lower-case hexadecimal digits");
  }
  return sha256Hash;
}

function readFolders(folders: readonly string[]): Registered {
  const registered = new Map<string, Map<string, string>>();
  for (const { folder, agency } of folders.flatMap(filesIn)) {
    const texts = registered.get(agency) ?? new Map<string, string>();
    for (const { sha256, text } of readOperationsFile(folder, agency).operations) texts.set(sha256, text);
    registered.set(agency, texts);
  }
  return registered;
}

function filesIn(folder: string): { folder: string; agency: string }[] {
  return agenciesIn(folder).map((agency) => ({ folder, agency }));
}

function unknown(): Refusal {
  return new Refusal(
    "OPERATION_UNKNOWN",
    "This operation is not registered for you: have it registered, then send the same text or its hash.",
  );
}

function bad(sentence: string): Refusal {
  return new Refusal("BAD_REQUEST", sentence);
}
