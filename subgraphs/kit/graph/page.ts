/** One page of a list of rows that are already visible and in order: newest decision first, then by id. */
import type { RecordRow } from "../store/recordRow";
import type { CreditRecordConnection, RecordFilter } from "./connection";
import { readCursor, writeCursor, type ListOrigin, type Position } from "./cursor";

interface PageRequest {
  first: number;
  after: string | undefined;
  filter: RecordFilter | undefined;
  /** Asked where a cursor is read or written, and mostly none is. */
  origin: () => Omit<ListOrigin, "filter">;
  key: Buffer;
}

/** The page of `rows` after the cursor; `hasNextPage` counts visible rows only. */
export function pageOf(
  rows: readonly RecordRow[],
  request: PageRequest,
  node: (row: RecordRow) => unknown,
): CreditRecordConnection {
  const { first, filter, after: cursor } = request;
  const after = cursor === undefined || cursor === null ? undefined : readCursor(cursor, originOf(request), request.key);
  const matching = rows.filter((row) => matches(row, filter) && (after === undefined || comesAfter(row, after)));
  const edges = matching.slice(0, first).map((row) => new Edge(row, node, request));
  return { edges: edges as never, pageInfo: new Page(matching.length > edges.length, edges.at(-1)) as never };
}

/** A record and its cursor, each made when it is asked for: a MAC costs more than the record. */
class Edge {
  constructor(
    private readonly row: RecordRow,
    private readonly make: (row: RecordRow) => unknown,
    private readonly request: PageRequest,
  ) {}

  get node(): unknown {
    return this.make(this.row);
  }

  get cursor(): string {
    return writeCursor(this.row, originOf(this.request), this.request.key);
  }
}

function originOf({ origin, filter }: PageRequest): ListOrigin {
  return { ...origin(), filter: filter ? JSON.stringify(filter) : "{}" };
}

class Page {
  readonly #last: Edge | undefined;

  constructor(
    readonly hasNextPage: boolean,
    last: Edge | undefined,
  ) {
    this.#last = last;
  }

  get endCursor(): string | undefined {
    return this.#last?.cursor;
  }
}

/** The order of every list of records. */
export function byDecision(a: Position, b: Position): number {
  if (a.decidedOn !== b.decidedOn) return a.decidedOn < b.decidedOn ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function comesAfter(row: Position, position: Position): boolean {
  return byDecision(row, position) > 0;
}

function matches(row: RecordRow, filter: RecordFilter | undefined): boolean {
  if (!filter) return true;
  if (filter.categories && !filter.categories.includes(row.category)) return false;
  if (filter.gravity && !(row.gravity !== null && filter.gravity.includes(row.gravity))) return false;
  if (filter.polarity && !filter.polarity.includes(row.polarity)) return false;
  if (filter.decidedFrom && row.decidedOn < filter.decidedFrom) return false;
  return !(filter.decidedTo && row.decidedOn > filter.decidedTo);
}
