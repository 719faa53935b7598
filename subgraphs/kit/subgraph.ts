/**
 * A subgraph: what a folder in `sectors/` or `platform/` defines, and what runs of it. It answers through
 * {@link RunningSubgraph.execute}, in this process or behind the HTTP door, to a warrant and to nothing else.
 */
import { dirname } from "node:path";
import { execute, parse, type DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { MigrationInterface } from "typeorm";
import type { Warrant } from "../../schema/contract/warrant";
import { publicErrors, type SubgraphError } from "./door/publicErrors";
import type { BuiltSubgraph } from "./graph/subgraphSchema";
import { openSigner, type Signer, type SigningKeys } from "./signer";
import { answers, openDatabase, type Database, type DatabaseLocation } from "./store/database";
import { recoveringDatabase } from "./store/recoveringDatabase";

/** What the kit gives a subgraph to work with. `database` is absent where there are no tables. */
export interface SubgraphEnvironment {
  database: Database | undefined;
  /** Key of cursors, the subgraph's own. */
  cursorKey: Buffer;
  startedAt: string;
  now: () => number;
  /** Of a subgraph that signs. */
  signer: Signer | undefined;
}

export interface SubgraphDefinition {
  name: string;
  /** It signs documents, and does not start without keys. */
  signs?: boolean;
  build(): BuiltSubgraph;
  migrations: (new () => MigrationInterface)[];
  /** The GraphQL context of one call. */
  context(environment: SubgraphEnvironment, warrant: Warrant): object;
  /** Operations that are no part of the graph, by name. */
  internal: Record<string, (environment: SubgraphEnvironment, payload: unknown, warrant: Warrant) => Promise<unknown>>;
}

export interface GraphQLBody {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

export interface SubgraphResult {
  data?: Record<string, unknown> | null;
  errors?: SubgraphError[];
}

export interface RunningSubgraph {
  name: string;
  /** Made when it is first asked for, as a process that starts 26 sectors need not wait for each. */
  built(): BuiltSubgraph;
  environment: SubgraphEnvironment;
  execute(body: GraphQLBody, warrant: Warrant): Promise<SubgraphResult>;
  internal(operation: string, payload: unknown, warrant: Warrant): Promise<unknown>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SubgraphOptions {
  location: DatabaseLocation;
  cursorKey: Buffer;
  /** Asked of a subgraph that signs. */
  signingKeys?: () => SigningKeys;
  now?: () => number;
  /** Called with what must not reach a caller. */
  onError?: (error: unknown) => void;
}

/** Opens the database, and is ready to answer. */
export async function openSubgraph(definition: SubgraphDefinition, options: SubgraphOptions): Promise<RunningSubgraph> {
  let parts: BuiltSubgraph | undefined;
  const built = () => (parts ??= definition.build());
  const now = options.now ?? Date.now;
  const signer = definition.signs ? await openSigner(options.signingKeys?.() ?? "") : undefined;
  const database = definition.migrations.length > 0 ? await databaseOf(definition, options.location, now) : undefined;
  const environment = { database, cursorKey: options.cursorKey, startedAt: new Date(now()).toISOString(), now, signer };
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });
  const onError = options.onError ?? (() => undefined);

  function documentOf(query: string): DocumentNode {
    let document = documents.get(query);
    if (document === undefined) documents.set(query, (document = parse(query, { noLocation: true })));
    return document;
  }

  return {
    name: definition.name,
    built,
    environment,
    async execute(body, warrant) {
      const result = await execute({
        schema: built().schema,
        document: documentOf(body.query),
        variableValues: body.variables,
        operationName: body.operationName,
        contextValue: definition.context(environment, warrant),
      });
      return { data: result.data ?? null, ...(result.errors && { errors: publicErrors(result.errors, onError) }) };
    },
    async internal(operation, payload, warrant) {
      const run = Object.hasOwn(definition.internal, operation) ? definition.internal[operation] : undefined;
      if (run === undefined) throw new Error(`${definition.name} has no internal operation of that name`);
      return run(environment, payload, warrant);
    },
    async healthy() {
      return database === undefined || answers(database);
    },
    async close() {
      await database?.close();
    },
  };
}

/** A file that cannot be opened stops the start; a server that is down is waited for. */
async function databaseOf(definition: SubgraphDefinition, location: DatabaseLocation, now: () => number): Promise<Database> {
  const open = () => openDatabase(location, definition.migrations);
  if (location.kind === "embedded") {
    return open().catch((error: Error & { code?: string }) => {
      const what = `the database of ${definition.name} (${location.file}) cannot be opened (${error.code ?? error.message})`;
      const mend = `make the folder ${dirname(location.file)} writable, or set CREDIT_DATA_DIR to another`;
      throw new Error(`${what}: ${mend}; a file that is no database must be moved away`);
    });
  }
  const database = recoveringDatabase(open, now);
  await answers(database);
  return database;
}
