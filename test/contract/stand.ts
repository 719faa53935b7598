/**
 * One sector alone, on the run's database, with rows made from its own record classes, in both forms at once: what is asked is asked of
 * the subgraph in this process and of the same one behind its HTTP door, and both must answer the same, and what graphql-js finds.
 */
import { graphql } from "graphql";
import type { Warrant } from "../../schema/contract/warrant";
import { signWarrant, WARRANT_SCHEME } from "../../schema/contract/warrant";
import type { RecordSpec } from "../../subgraphs/kit/record/recordType";
import type { SectorSubgraph } from "../../subgraphs/kit/sectorSubgraph";
import { openDoor, type Door } from "../../subgraphs/kit/door/httpDoor";
import type { RecordRow } from "../../subgraphs/kit/store/recordRow";
import { publishRows } from "../../subgraphs/kit/store/publishRows.fixture";
import { recordRow } from "../../subgraphs/kit/store/row.fixture";
import { openSubgraph, type RunningSubgraph, type SubgraphResult } from "../../subgraphs/kit/subgraph";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { fullRun } from "../support/config";
import { testDatabases } from "../support/databases";

export const SECTORS = subgraphNames.filter((name) => isSector(subgraphNamed(name)));
/** For what is the kit's alone, and so the same code in all: a plain sector, the root, one of two words, one with sealed records. */
export const SAMPLE = fullRun() ? SECTORS : ["education", "identity", "civilservice", "publicsecurity"];
export const TODAY = "2026-11-23";
export const KEY = Buffer.alloc(32, 5);
export const ALL_LEVELS = ["PUBLIC", "GOV_SHARED", "AUTHORISED", "INTERNAL"] as const;

export interface Stand {
  definition: SectorSubgraph;
  running: RunningSubgraph;
  door: Door;
  url: string;
  /** Record types that `records` lists. */
  listed: RecordSpec[];
  /** What the door told of itself. */
  events: { kind: string; detail: string }[];
  /** Puts rows on record. */
  publish(rows: RecordRow[]): Promise<void>;
  /** Asks both forms; their answers are the same. */
  ask(query: string, variables: object, warrant: Warrant): Promise<Asked>;
  /** Asks for `fields` of the sector's slice of each person. */
  slices(persons: readonly unknown[], fields: string, warrant: Warrant): Promise<Asked>;
  /** How often the store was read since `reads` was last set to 0. */
  reads: number;
  close(): Promise<void>;
}

export interface Asked {
  // Tests look into answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors: NonNullable<SubgraphResult["errors"]>;
}

/** Person ids of nobody. */
export function person(number: number): string {
  return `P${String(number).padStart(25, "0")}`;
}

/** A warrant that opens every category of the catalogue's records but the sealed ones; `more` says what is different. */
export function warrantFor(stand: Stand, subjects: readonly string[], more: Partial<Warrant> = {}): Warrant {
  return {
    ...{
      requestId: "r",
      purpose: "CASE_HANDLING",
      caseNumber: "1",
      agency: "licensing",
      officer: "clerk-01",
      scopes: ["person:read"],
    },
    subjects: [...subjects],
    open: Object.fromEntries(stand.definition.sector.types.map(({ item }) => [item.category, [...ALL_LEVELS]])),
    today: TODAY,
    ...more,
  };
}

/** A row of the type, with the values that its columns show as examples. */
export function rowOf(spec: RecordSpec, part: Partial<RecordRow>): RecordRow {
  const values = spec.details.map(({ name, kind }) => [name, (kind.read(kind.example) as { value?: unknown }).value]);
  return recordRow({
    type: spec.name,
    item: spec.item.code,
    category: spec.item.category,
    // What is always sealed would never be read here; sealing has tests of its own.
    openness: spec.item.openness.default === "SEALED" ? "INTERNAL" : spec.item.openness.default,
    displayUntil: null,
    detail: JSON.stringify(Object.fromEntries(values)),
    ...part,
  });
}

export async function openStand(name: string): Promise<Stand> {
  const definition = subgraphNamed(name) as SectorSubgraph;
  const databases = await testDatabases();
  const running = await openSubgraph(definition, { location: await databases.location(name), cursorKey: KEY });
  const events: Stand["events"] = [];
  const options = {
    host: "127.0.0.1",
    port: 0,
    warrantKeys: () => [KEY],
    onEvent: (event: Stand["events"][number]) => void events.push(event),
  };
  const door = await openDoor(running, (warrant) => definition.context(running.environment, warrant), options);
  const url = `http://127.0.0.1:${door.port}`;
  const reader = running.environment.database!.reader;
  const { all } = reader;
  const stand: Stand = {
    ...{ definition, running, door, url, events, reads: 0 },
    listed: definition.sector.types.filter(({ item }) => item.creditRecord),
    publish: async (rows) => void (await publishRows(running.environment.database!, rows)),
    ask: (query, variables, warrant) => askBoth(stand, query, variables, warrant),
    slices: (persons, fields, warrant) =>
      stand.ask(
        `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { id slice: ${definition.sector.field} { ${fields} } } } }`,
        { representations: persons.map((id) => (typeof id === "string" ? { __typename: "Person", id } : id)) },
        warrant,
      ),
    async close() {
      await door.close();
      await running.close();
      await databases.drop();
    },
  };
  reader.all = (sql, values) => {
    stand.reads++;
    return all(sql, values);
  };
  return stand;
}

/** POSTs `text` to the door as the gateway does. */
export function post(stand: Stand, text: string, authorization: string | undefined, path = "/graphql"): Promise<Response> {
  const headers = { "content-type": "application/json", ...(authorization !== undefined && { authorization }) };
  return fetch(`${stand.url}${path}`, { method: "POST", headers, body: text });
}

/** The header of a good warrant for `text`. */
export function signed(
  stand: Stand,
  text: string,
  warrant: Warrant,
  more: { key?: Buffer; now?: number; subgraph?: string } = {},
): string {
  const call = { subgraph: stand.definition.name, body: text, key: KEY, now: Date.now(), ...more };
  return `${WARRANT_SCHEME} ${signWarrant(warrant, call)}`;
}

async function askBoth(stand: Stand, query: string, variables: object, warrant: Warrant): Promise<Asked> {
  const text = JSON.stringify({ query, variables });
  const here = JSON.parse(JSON.stringify(await stand.running.execute(JSON.parse(text), warrant))) as SubgraphResult;
  const response = await post(stand, text, signed(stand, text, warrant));
  const there = (await response.json()) as SubgraphResult;
  expect(response.status).toBe(200);
  expect({ data: null, ...there }).toEqual(here);
  expect(await askGraphqlJs(stand, query, variables, warrant)).toEqual(here.data);
  return { data: here.data, errors: here.errors ?? [] };
}

/** The data that graphql-js finds: a compiled read must find the same. */
async function askGraphqlJs(
  { definition, running }: Stand,
  query: string,
  variables: object,
  warrant: Warrant,
): Promise<unknown> {
  const contextValue = definition.context(running.environment, warrant);
  const { data } = await graphql({
    schema: running.built().schema,
    source: query,
    variableValues: { ...variables },
    contextValue,
  });
  return JSON.parse(JSON.stringify(data ?? null));
}
