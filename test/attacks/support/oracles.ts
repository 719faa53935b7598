/**
 * How a case of the attack catalogue is judged (its section 0), the same for every case:
 * O1 nothing denied leaves; O2 nothing denied is even fetched; O3 what is denied is null with an error that has path and
 * code; O6 the answer is a known one. A test says only what is its own.
 */
import { parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { projectRoot } from "../../../schema/contract/projectRoot";
import { personaNamed } from "../../../scripts/developmentIssuer";
import { isSector } from "../../../subgraphs/register";
import { findPersons } from "../../../subgraphs/kit/store/personRegister";
import { recordsOf } from "../../../subgraphs/kit/store/recordStore";
import { lookupOf, type Answered, type District, type GraphQLAnswer, type Seen } from "../../support/district";
import { closedBecause, isCategoryOpen, isRecordOpen, levelsOf, ownsSector, type Asker } from "./restatedRules";
import { isDistinctive } from "./canaries";
import { schemas } from "./subgraphSchemas";

export interface Attack {
  /** Persona. */
  as: string;
  /** Goes into `$a`, with the justifications. Absent for `me` and for what touches nobody. */
  purpose?: string;
  justify?: readonly string[];
  /** Authorisation that goes into `$a`, with what it says. */
  grant?: { id: string } & NonNullable<Asker["grant"]>;
  /** Member of the cast (from 0) that `$l` looks up: the second, who has records in many categories, unless told. */
  member?: number;
  query: string;
  variables?: Record<string, unknown>;
  /** More members of the body, e.g. operationName. */
  more?: object;
}

/** Heads of operations that look a person up. */
export const LOOKUP = "query ($l: PersonLookup!, $a: Access!)";
const DEFAULT_MEMBER = 1;
export const CAST_SIZE = 12;

const CODES = new Set(
  (
    "BAD_REQUEST GRAPHQL_PARSE_FAILED GRAPHQL_VALIDATION_FAILED BAD_USER_INPUT OPERATION_RESOLUTION_FAILURE UNAUTHENTICATED ACCESS_DENIED " +
    "UNAUTHORIZED_FIELD_OR_TYPE OPERATION_TOO_COSTLY OPERATION_UNKNOWN RATE_LIMITED OVERLOADED SECTOR_UNAVAILABLE SECTOR_INTEGRITY " +
    "EVIDENCE_UNAVAILABLE INTERNAL_SERVER_ERROR"
  ).split(" "),
);
/** Marks of a stack, a statement, a place in the machine, a suggestion, a citizen number. */
export const LEAKS = [
  /Did you mean/i,
  /\n\s+at /,
  /\b(SELECT|INSERT|UPDATE|DELETE) /,
  /sqlite|mysql|libsql|mariadb/i,
  /127\.0\.0\.1|localhost/,
  /node_modules|\.[jt]s:\d/,
  /(?<![\d.])[1-9]\d{16}[\dX](?!\d)/,
];

/** Sends the attack, judges the answer by every oracle, and gives it back for what is the case's own. */
export async function judge(district: District, attack: Attack): Promise<Answered> {
  const asker = askerOf(attack);
  district.seen.length = 0;
  const answer = await district.ask(attack.as, attack.query, variablesOf(attack), attack.more);
  await nothingDeniedLeaves(district, asker, attack, answer);
  nothingDeniedIsFetched(district.seen, asker);
  deniedIsNullWithError(answer.body);
  answerIsKnown(answer);
  return answer;
}

export function askerOf({ as, purpose, justify, grant }: Attack): Asker {
  const persona = personaNamed(as.split(":")[0]!)!;
  const stated = purpose ?? (persona.org === undefined ? "SELF_QUERY" : undefined);
  return {
    scopes: persona.scopes,
    ...(persona.org && { org: persona.org }),
    ...(stated && { purpose: stated }),
    ...(justify && { justified: justify }),
    ...(grant && { grant }),
  };
}

export function variablesOf(attack: Attack): Record<string, unknown> {
  const { purpose, justify = [], grant, member = DEFAULT_MEMBER, variables } = attack;
  const justifications = justify.map((category) => ({ category, reason: "the case in hand turns on it" }));
  const access = { purpose, caseNumber: "case 2026-1", justifications, ...(grant && { grant: grant.id }) };
  return { ...(purpose && { l: lookupOf(member), a: access }), ...variables };
}

/** O1: no value of a closed cell of any of the cast stands in the answer; of strangers, none at all. */
async function nothingDeniedLeaves(district: District, asker: Asker, attack: Attack, { text, headers }: Answered): Promise<void> {
  const asked = attack.purpose === undefined ? Number(attack.as.split(":")[1] ?? 0) : (attack.member ?? DEFAULT_MEMBER);
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const all = [...recordCells(await castRecords(district), asker, asked, today), ...personCells(asker, asked)];
  const open = new Set(all.filter(({ mayLeave }) => mayLeave).map(({ value }) => value));
  const closed = new Set(all.map(({ value }) => value).filter((value) => !open.has(value)));
  expect(closed.size).toBeGreaterThan(0);
  const whole = `${text}\n${JSON.stringify([...headers])}`;
  expect([...closed].filter((value) => whole.includes(value))).toEqual([]);
}

/** A value that tells one record or person from another, and whether this asker may see it. */
export interface Cell {
  value: string;
  mayLeave: boolean;
}

export function recordCells(records: readonly CastRecord[], asker: Asker, asked: number, today: string): Cell[] {
  return records.flatMap(({ member, record, detail }) => {
    const isOpen = member === asked && isRecordOpen(asker, record, today);
    const cells = Object.entries({ ...detail, id: record.id, basisDocNo: record.basisDocNo });
    return cells.flatMap(([field, value]) => {
      const mayLeave = isOpen && closedBecause(asker, `${record.type}.${field}`) === undefined;
      return [value]
        .flat()
        .filter((one) => isTelling(one) || isDistinctive(one))
        .map((one) => ({ value: String(one), mayLeave }));
    });
  });
}

export function personCells(asker: Asker, asked: number): Cell[] {
  return Array.from({ length: CAST_SIZE }, (_, member) => {
    const mayLeave = (field: string) => member === asked && closedBecause(asker, `Person.${field}`) === undefined;
    const { name, idNumber } = lookupOf(member);
    return [
      { value: name, mayLeave: mayLeave("name") },
      { value: idNumber, mayLeave: mayLeave("idNumber") },
    ];
  }).flat();
}

/** Neither a code, of a list or a division, nor a date: many records share those. */
function isTelling(value: unknown): value is string {
  return typeof value === "string" && value.length >= 8 && !/^[A-Z_]+$/.test(value) && !/^\d{4}-\d{2}-\d{2}/.test(value);
}

type CastRecord = {
  member: number;
  record: Awaited<ReturnType<typeof recordsOf>>[number][number];
  detail: Record<string, unknown>;
};
const remembered = new WeakMap<District, Promise<CastRecord[]>>();

/** What the departments have stored of the cast, read past the graph. */
export function castRecords(district: District): Promise<CastRecord[]> {
  let records = remembered.get(district);
  if (records === undefined) remembered.set(district, (records = readCastRecords(district)));
  return records;
}

async function readCastRecords({ local }: District): Promise<CastRecord[]> {
  const databaseOf = (name: string) => local.find(({ definition }) => definition.name === name)!.running.environment.database!;
  const persons = await findPersons(
    databaseOf("identity"),
    Array.from({ length: CAST_SIZE }, (_, member) => lookupOf(member)),
  );
  const ids = persons.map((person) => person!.personId);
  const found: CastRecord[] = [];
  for (const { definition } of local) {
    if (!isSector(definition)) continue;
    const rows = await recordsOf(databaseOf(definition.name), ids);
    rows.forEach((own, member) =>
      own.forEach((record) => found.push({ member, record, detail: JSON.parse(record.detail) as Record<string, unknown> })),
    );
  }
  return found;
}

/** Coordinates that the subgraphs were asked for, as `subgraph/Type.field`. */
export function fetchedCoordinates(seen: readonly Seen[]): string[] {
  const found = new Set<string>();
  for (const { subgraph, body } of seen) {
    const types = new TypeInfo(schemas[subgraph]!);
    const note = (field: string) => void found.add(`${subgraph}/${types.getParentType()?.name}.${field}`);
    const visitor = {
      Field: ({ name }: { name: { value: string } }) => (name.value.startsWith("_") ? undefined : note(name.value)),
    };
    visit(parse(body.query), visitWithTypeInfo(types, visitor));
  }
  return [...found];
}

/** O2: neither the sub-requests nor the warrants that come with them go beyond what is open. */
function nothingDeniedIsFetched(seen: readonly Seen[], asker: Asker): void {
  const denied = fetchedCoordinates(seen).filter((one) => closedBecause(asker, one.slice(one.indexOf("/") + 1)) !== undefined);
  expect(denied).toEqual([]);
  for (const { subgraph, warrant } of seen) {
    for (const [category, levels] of Object.entries(warrant.open)) {
      expect([category, isCategoryOpen(asker, category) && ownsSector(asker, subgraph)]).toEqual([category, true]);
      expect(levels.filter((level) => !levelsOf(asker, category).includes(level))).toEqual([]);
    }
  }
}

/** O3: at the place of each error of access there is null, or null further up, and never an empty list. */
export function deniedIsNullWithError({ data, errors = [] }: GraphQLAnswer): void {
  for (const { path, extensions } of errors) {
    if (extensions.code !== "UNAUTHORIZED_FIELD_OR_TYPE" && extensions.code !== "ACCESS_DENIED") continue;
    expect(path?.length).toBeGreaterThan(0);
    expect(valuesAt(data, path!).filter((value) => value !== null)).toEqual([]);
    if (extensions.code === "UNAUTHORIZED_FIELD_OR_TYPE")
      expect(["SCOPE", "PURPOSE", "JUSTIFICATION", "GRANT", "OPENNESS"]).toContain(extensions.reason);
  }
}

/** What stands at a path without indices. In a list of the interface the name may belong to a record of another type. */
function valuesAt(data: unknown, path: readonly (string | number)[], within = ""): unknown[] {
  const [key, ...rest] = path;
  // An empty list is a value: it says that there is none.
  if (data === null || key === undefined) return [data];
  if (Array.isArray(data)) return data.flatMap((item) => valuesAt(item, path, within));
  if (within === "node") return [];
  const place = Object.getOwnPropertyDescriptor(data, key);
  if (place === undefined) return [`no key ${key}`];
  return valuesAt(place.value, rest, String(key));
}

/** O6: a code of the closed list, and nothing of the inside in the texts. */
export function answerIsKnown({ status, body, text, headers }: Answered): void {
  expect([200, 400, 401, 403, 404, 405, 413, 415, 429, 503]).toContain(status);
  expect(headers.get("cache-control")).toBe("no-store");
  for (const { message, extensions } of body.errors ?? []) {
    expect(CODES).toContain(extensions.code);
    expect(Object.keys(extensions).filter((key) => !["code", "reason", "reference"].includes(key))).toEqual([]);
    for (const leak of LEAKS) expect(message).not.toMatch(leak);
  }
  expect(text).not.toContain(projectRoot());
  expect(Object.keys(body).filter((key) => !["data", "errors", "extensions"].includes(key))).toEqual([]);
}

/** The errors as `path code`. */
export function told({ body }: Answered): string[] {
  return (body.errors ?? [])
    .map(({ path = [], extensions }) => `${path.join(".")} ${extensions.reason ?? extensions.code}`)
    .sort();
}
