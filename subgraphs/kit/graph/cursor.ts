/**
 * Cursors that cannot be edited or carried elsewhere.
 *
 * Threat (ATTACKS I06, F05): a cursor that says where a row stands can be changed to walk rows, or used under another
 * person, caller or filter. So it is a position with a MAC over everything that made the list.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { GraphQLError } from "graphql";

/** The place of a record in a list: newest decision first, then by id. */
export interface Position {
  decidedOn: string;
  id: string;
}

/** What a list was made of; a cursor is good for the same list only. */
export interface ListOrigin {
  caller: string;
  person: string;
  list: string;
  filter: string;
}

export function writeCursor(position: Position, origin: ListOrigin, key: Buffer): string {
  const text = `${position.decidedOn}|${position.id}`;
  return Buffer.from(`${text}|${seal(text, origin, key)}`, "utf8").toString("base64url");
}

/** @throws GraphQLError when the cursor is not one of this very list. */
export function readCursor(cursor: string, origin: ListOrigin, key: Buffer): Position {
  const [decidedOn, id, mac, ...rest] = cursor.length <= 300 ? Buffer.from(cursor, "base64url").toString("utf8").split("|") : [];
  if (decidedOn !== undefined && id !== undefined && mac !== undefined && rest.length === 0) {
    const expected = Buffer.from(seal(`${decidedOn}|${id}`, origin, key));
    const found = Buffer.from(mac);
    if (expected.length === found.length && timingSafeEqual(expected, found)) return { decidedOn, id };
  }
  throw new GraphQLError("the cursor does not belong to this list; begin again without `after`", {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

function seal(text: string, origin: ListOrigin, key: Buffer): string {
  const made = JSON.stringify([text, origin.caller, origin.person, origin.list, origin.filter]);
  return createHmac("sha256", key).update(made).digest("base64url").slice(0, 22);
}
