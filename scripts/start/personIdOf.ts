/** The person id of a citizen number in the development district; for citizens' tokens. */
import { readLocation } from "../../subgraphs/kit/config";
import { openDatabase } from "../../subgraphs/kit/store/database";
import { personByNumber } from "../../subgraphs/kit/store/personRegister";
import { subgraphNamed } from "../../subgraphs/register";
import { dataDirOf, environment } from "../config";

const known = new Map<string, string>();

/** @throws Error when the district has no such person yet. */
export async function personIdOf(idNumber: string): Promise<string> {
  const before = known.get(idNumber);
  if (before !== undefined) return before;
  const env = environment();
  const database = await openDatabase(readLocation(env, "identity", dataDirOf(env)), subgraphNamed("identity").migrations);
  try {
    const person = await personByNumber(database, idNumber);
    if (person === undefined)
      throw new Error("this person is not in the district; run npm start first, and take a number of the cast");
    known.set(idNumber, person.personId);
    return person.personId;
  } finally {
    await database.close();
  }
}
