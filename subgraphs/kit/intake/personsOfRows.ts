/**
 * Whose the rows are. The register of persons answers; a row about somebody whom it does not have is refused.
 *
 * Threat: a batch could be used to try names against numbers. So one sentence serves for an unknown number and for a
 * name that does not agree with it.
 */
import { LRUCache } from "lru-cache";
import type { Database } from "../store/database";
import { registerPersons, type PersonKey } from "../store/personRegister";
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

const KEYS_A_CALL = 5000;
/** A file often says several rows of one person, not always one after the other. */
const REMEMBERED = 20_000;

export function personsOfRows(
  spec: RecordSpec,
  { database, resolvePersons }: { database: Database; resolvePersons: ResolvePersons },
): PersonsOfRows {
  return carriesPerson(spec) ? registering(database) : resolving(resolvePersons);
}

function registering(database: Database): PersonsOfRows {
  return {
    problem: "该号码已登记在另一姓名之下，须由户籍部门核查",
    of: (drafts) =>
      registerPersons(
        database,
        drafts.map(({ idNumber, name, detail }) => {
          return { idNumber, name, realNameLevel: (detail["realNameLevel"] as string | undefined) ?? "REGISTERED" };
        }),
      ),
  };
}

/** `null`: asked, and there is nobody. */
type Known = LRUCache<string, { id: string | undefined }>;

function resolving(resolve: ResolvePersons): PersonsOfRows {
  const known: Known = new LRUCache({ max: REMEMBERED });
  return {
    problem: "公民身份号码与姓名不一致，或查无此人；请核对号码和姓名，确属本人的请先由户籍部门登记",
    async of(drafts) {
      const ids = drafts.map((draft) => known.get(keyOf(draft)));
      const keys = new Map<string, PersonKey>();
      drafts.forEach((draft, place) => {
        if (ids[place] === undefined) keys.set(keyOf(draft), { idNumber: draft.idNumber, name: draft.name });
      });
      const found = await ask(resolve, keys);
      for (const [key, id] of found) known.set(key, { id });
      return drafts.map((draft, place) => (ids[place] === undefined ? found.get(keyOf(draft)) : ids[place].id));
    },
  };
}

async function ask(resolve: ResolvePersons, keys: ReadonlyMap<string, PersonKey>): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  const all = [...keys];
  for (let start = 0; start < all.length; start += KEYS_A_CALL) {
    const asked = all.slice(start, start + KEYS_A_CALL);
    const ids = await resolve(asked.map(([, key]) => key));
    if (ids.length !== asked.length)
      throw new Error("the register of persons answered another number of look-ups than it was asked");
    asked.forEach(([key], place) => found.set(key, ids[place]));
  }
  return found;
}

function keyOf({ idNumber, name }: PersonKey): string {
  return `${idNumber}\n${name}`;
}
