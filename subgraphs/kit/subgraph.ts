/**
 * A subgraph: what a folder in `sectors/` or `platform/` defines, and what runs of it. It answers through
 * {@link RunningSubgraph.execute}, in this process or behind the HTTP door, to a warrant and to nothing else.
 */
import { dirname } from "node:path";
import { execute, parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { MigrationInterface } from "typeorm";
import type { Warrant } from "../../schema/contract/warrant";
import { publicErrors, type SubgraphError } from "./door/publicErrors";
import type { BuiltSubgraph } from "./graph/subgraphSchema";
import type { ResolvePersons } from "./intake/personsOfRows";
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
  /** Whose rows are, for a sector to which batches are sent over the wire. */
  resolvePersons: ResolvePersons | undefined;
}

export interface SubgraphDefinition {
  name: string;
  /** It signs documents, and does not start without keys. */
  signs?: boolean;
  build(): BuiltSubgraph;
  migrations: readonly (new () => MigrationInterface)[];
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

export interface RunningSubgraph {
  name: string;
  schema: GraphQLSchema;
  sdl: string;
  environment: SubgraphEnvironment;
  execute(body: GraphQLBody, warrant: Warrant): Promise<SubgraphResult>;
  internal(operation: string, payload: unknown, warrant: Warrant): Promise<unknown>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SubgraphOptions {
  location: DatabaseLocation;
  cursorKey: Buffer;
  resolvePersons?: ResolvePersons | undefined;
  /** Asked of a subgraph that signs. */
  signingKeys?: () => SigningKeys;
  now?: () => number;
  /** Called with what must not reach a caller. */
  onError?: (error: unknown) => void;
}

/** Opens the database, builds the schema, and is ready to answer. */
export async function openSubgraph(definition: SubgraphDefinition, options: SubgraphOptions): Promise<RunningSubgraph> {
  const { schema, sdl } = definition.build();
  const now = options.now ?? Date.now;
  const signer = definition.signs ? await openSigner(options.signingKeys?.() ?? "") : undefined;
  const database = definition.migrations.length > 0 ? await databaseOf(definition, options.location, now) : undefined;
  const startedAt = new Date(now()).toISOString();
  const { cursorKey, resolvePersons } = options;
  const environment: SubgraphEnvironment = { database, cursorKey, startedAt, now, signer, resolvePersons };
  const documents = new LRUCache<string, DocumentNode>({ max: 500 });
  const onError = options.onError ?? (() => undefined);

  function documentOf(query: string): DocumentNode {
    let document = documents.get(query);
    if (document === undefined) documents.set(query, (document = parse(query, { noLocation: true })));
    return document;
  }

  return {
    name: definition.name,
    schema,
    sdl,
    environment,
    async execute(body, warrant) {
      const result = await execute({
        schema,
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
