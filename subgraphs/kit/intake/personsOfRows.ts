/**
 * Whose the rows are. The register of persons answers; a row about somebody whom it does not have is refused.
 *
 * Threat: a batch could be used to try names against numbers. So one sentence serves for an unknown number and for a
 * name that does not agree with it.
 */
import type { Database } from "../store/database";
import { registerPersons, type PersonKey } from "../store/personRegister";
import type { RecordSpec } from "../record/recordType";
import { carriesPerson } from "./columns";
import { refuseSome, type Stage, type StagedRow } from "./stageRows";

/** Person ids for numbers and names, in their order; `undefined` where the two do not agree. At most 5,000 a call. */
export type ResolvePersons = (keys: readonly PersonKey[]) => Promise<(string | undefined)[]>;

const KEYS_A_CALL = 5000;
const COLUMN = "公民身份号码";

export interface RowsOfPersons {
  stage: Stage;
  /** Person id of each accepted row. */
  personIds: string[];
}

export async function personsOfRows(
  stage: Stage,
  { spec, database, resolvePersons }: { spec: RecordSpec; database: Database; resolvePersons: ResolvePersons },
): Promise<RowsOfPersons> {
  const registers = carriesPerson(spec);
  const ids = registers ? await register(stage.accepted, database) : await resolved(stage.accepted, resolvePersons);
  const problem = registers ? "该号码已登记在另一姓名之下，须由户籍部门核查" : "公民身份号码与姓名不一致，或查无此人";
  return {
    stage: refuseSome(stage, (_, place) => (ids[place] === undefined ? { column: COLUMN, problem } : undefined)),
    personIds: ids.filter((id) => id !== undefined),
  };
}

function register(rows: readonly StagedRow[], database: Database): Promise<(string | undefined)[]> {
  const persons = rows.map(({ draft: { idNumber, name, detail } }) => {
    return { idNumber, name, realNameLevel: (detail["realNameLevel"] as string | undefined) ?? "REGISTERED" };
  });
  return registerPersons(database, persons);
}

async function resolved(rows: readonly StagedRow[], resolve: ResolvePersons): Promise<(string | undefined)[]> {
  const places = new Map<string, number>();
  const keys: PersonKey[] = [];
  const placeOf = rows.map(({ draft: { idNumber, name } }) => {
    const text = `${idNumber}\n${name}`;
    if (!places.has(text)) places.set(text, keys.push({ idNumber, name }) - 1);
    return places.get(text)!;
  });
  const ids: (string | undefined)[] = [];
  for (let start = 0; start < keys.length; start += KEYS_A_CALL) {
    const asked = keys.slice(start, start + KEYS_A_CALL);
    const found = await resolve(asked);
    if (found.length !== asked.length)
      throw new Error("the register of persons answered another number of look-ups than it was asked");
    ids.push(...found);
  }
  return placeOf.map((place) => ids[place]);
}
