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
import type { ReadEvents } from "./eventSource";
import type { ResolvePersons } from "./intake/personsOfRows";
import { openSigner, type Signer, type SigningKeys } from "./signer";
import { compileRead, type CompiledRead } from "./read/compileRead";
import { answers, openDatabase, touch, UnsafeStore, type Database, type DatabaseLocation } from "./store/database";
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
  /** Of a subgraph that runs something beside answering. */
  service?: SubgraphService;
  /** Whose rows are, for a sector to which batches are sent over the wire. */
  resolvePersons: ResolvePersons | undefined;
}

/** What runs as long as the subgraph does. */
export interface SubgraphService {
  healthy(): boolean;
  close(): Promise<void>;
}

export interface SubgraphDefinition {
  name: string;
  /** It signs documents, and does not start without keys. */
  signs?: boolean;
  build(): BuiltSubgraph;
  migrations: readonly (new () => MigrationInterface)[];
  /** Started before the first answer, ended after the last. */
  service?(environment: SubgraphEnvironment, options: SubgraphOptions): Promise<SubgraphService>;
  /** The GraphQL context of one call. */
  context(environment: SubgraphEnvironment, warrant: Warrant): object;
  /** What is to be done from time to time, in whichever process runs it. */
  upkeep?(environment: SubgraphEnvironment, now: number): Promise<void>;
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

/** A query of the gateway, read once. */
interface Query {
  document: DocumentNode;
  /** Absent where it is graphql-js's to answer. */
  read: CompiledRead | undefined;
}

export interface RunningSubgraph {
  name: string;
  /** Made when it is first asked for, as a process that starts 26 sectors need not wait for each. */
  built(): BuiltSubgraph;
  environment: SubgraphEnvironment;
  execute(body: GraphQLBody, warrant: Warrant): Promise<SubgraphResult>;
  /** What a compiled read answers; undefined where it is graphql-js's to say. Of a query that is known to be valid. */
  read(body: GraphQLBody, warrant: Warrant): Promise<Record<string, unknown> | undefined>;
  internal(operation: string, payload: unknown, warrant: Warrant): Promise<unknown>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SubgraphOptions {
  location: DatabaseLocation;
  cursorKey: Buffer;
  resolvePersons?: ResolvePersons | undefined;
  /** For a subgraph that counts what others do. */
  readEvents?: ReadEvents | undefined;
  /** Asked of a subgraph that signs. */
  signingKeys?: () => SigningKeys;
  /** Settings that are the subgraph's own business; its config.ts reads them. */
  settings?: Readonly<Record<string, string | undefined>>;
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
  const startedAt = new Date(now()).toISOString();
  const { cursorKey, resolvePersons } = options;
  const environment: SubgraphEnvironment = { database, cursorKey, startedAt, now, signer, resolvePersons };
  if (definition.service)
    environment.service = await definition.service(environment, options).catch(async (error: unknown) => {
      await database?.close();
      throw error;
    });
  const queries = new LRUCache<string, Query>({ max: 500 });
  const onError = options.onError ?? (() => undefined);

  function queryOf(text: string): Query {
    let query = queries.get(text);
    if (query === undefined) {
      const document = parse(text, { noLocation: true });
      queries.set(text, (query = { document, read: compileRead(document, built()) }));
    }
    return query;
  }

  async function read(body: GraphQLBody, warrant: Warrant): Promise<Record<string, unknown> | undefined> {
    try {
      return await queryOf(body.query).read?.(body.variables ?? {}, definition.context(environment, warrant));
    } catch {
      return undefined;
    }
  }

  async function answer(body: GraphQLBody, warrant: Warrant): Promise<SubgraphResult> {
    const compiled = queryOf(body.query).read;
    if (compiled !== undefined) {
      try {
        return { data: await compiled(body.variables ?? {}, definition.context(environment, warrant)) };
      } catch {
        // graphql-js says below what it is.
      }
    }
    const result = await execute({
      schema: built().schema,
      document: queryOf(body.query).document,
      variableValues: body.variables,
      operationName: body.operationName,
      contextValue: definition.context(environment, warrant),
    });
    return { data: result.data ?? null, ...(result.errors && { errors: publicErrors(result.errors, onError) }) };
  }

  return {
    name: definition.name,
    built,
    environment,
    execute: answer,
    read,
    async internal(operation, payload, warrant) {
      const run = Object.hasOwn(definition.internal, operation) ? definition.internal[operation] : undefined;
      if (run === undefined) throw new Error(`${definition.name} has no internal operation of that name`);
      return run(environment, payload, warrant);
    },
    async healthy() {
      if (environment.service?.healthy() === false) return false;
      return database === undefined || answers(database);
    },
    async close() {
      await environment.service?.close();
      await database?.close();
    },
  };
}

/** A file that cannot be opened, or a server that is not safe, stops the start; a server that is down is waited for. */
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
  await touch(database).catch((error: unknown) => {
    if (error instanceof UnsafeStore) throw new Error(`the database of ${definition.name} is refused: ${error.message}`);
  });
  return database;
}
