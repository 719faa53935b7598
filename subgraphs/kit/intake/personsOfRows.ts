/**
 * Whose the rows are. The register of persons answers; a row about somebody whom it does not have is refused.
 *
 * Threat: a batch could be used to try names against numbers. So one sentence serves for an unknown number and for a
 * name that does not agree with it.
 */
import { LRUCache } from "lru-cache";
import type { Database } from "../store/database";
import type { PersonKey } from "../store/personRegister";
import { reservePersons } from "../store/personReservation";
import type { RecordSpec } from "../record/recordType";
import { carriesPerson } from "./columns";
import type { RecordDraft } from "./validateRow";

/** Person ids for numbers and names, in their order; `undefined` where the two do not agree. At most 5,000 a call. */
export type ResolvePersons = (keys: readonly PersonKey[]) => Promise<(string | undefined)[]>;

/** Person ids of drafts, in their order. */
export interface PersonsOfRows {
  of(drafts: readonly RecordDraft[]): Promise<(string | undefined)[]>;
  /** What is said of a draft without one, at the column 公民身份号码. */
  problem: string;
}

export const UNKNOWN_PERSON = "公民身份号码与姓名不一致，或查无此人；请核对号码和姓名，确属本人的请先由户籍部门登记";

const KEYS_A_CALL = 5000;
/** A file often says several rows of one person, not always one after the other. */
const REMEMBERED = 20_000;

export function personsOfRows(
  spec: RecordSpec,
  { database, resolvePersons, now }: { database: Database; resolvePersons: ResolvePersons; now: () => number },
): PersonsOfRows {
  return carriesPerson(spec) ? reserving(database, new Date(now()).toISOString()) : resolving(resolvePersons);
}

function reserving(database: Database, at: string): PersonsOfRows {
  return {
    problem: "该号码已登记在另一姓名之下，须由户籍部门核查",
    of: (drafts) =>
      reservePersons(
        database,
        drafts.map(({ idNumber, name, detail }) => {
          return { idNumber, name, realNameLevel: (detail["realNameLevel"] as string | undefined) ?? "REGISTERED" };
        }),
        at,
      ),
  };
}

/** Stands for "asked, and there is nobody" among the known ids. */
const NOBODY = "";

function resolving(resolve: ResolvePersons): PersonsOfRows {
  const known = new LRUCache<string, string>({ max: REMEMBERED });
  return {
    problem: UNKNOWN_PERSON,
    async of(drafts) {
      const keys = drafts.map(({ idNumber, name }) => `${idNumber}\n${name}`);
      const ids = keys.map((key) => known.get(key));
      const asked = new Map<string, PersonKey>();
      ids.forEach((id, place) => {
        if (id === undefined) asked.set(keys[place]!, drafts[place]!);
      });
      const found = await ask(resolve, asked);
      for (const [key, id] of found) known.set(key, id);
      return keys.map((key, place) => ids[place] ?? found.get(key)!).map((id) => (id === NOBODY ? undefined : id));
    },
  };
}

async function ask(resolve: ResolvePersons, keys: ReadonlyMap<string, PersonKey>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const all = [...keys];
  for (let start = 0; start < all.length; start += KEYS_A_CALL) {
    const asked = all.slice(start, start + KEYS_A_CALL);
    const ids = await resolve(asked.map(([, { idNumber, name }]) => ({ idNumber, name })));
    if (ids.length !== asked.length)
      throw new Error("the register of persons answered another number of look-ups than it was asked");
    asked.forEach(([key], place) => found.set(key, ids[place] ?? NOBODY));
  }
  return found;
}
