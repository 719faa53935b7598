/**
 * Makes a district many times as large, in its database: every person once more under another id, as often as is said,
 * and each with all records of the original several times. The people of the district stay who they are, and so do their
 * records: the same look-ups have the same answers.
 */
import { createConnection, type Connection } from "mysql2/promise";

export interface Size {
  people: number;
  records: number;
}

export interface Growth {
  /** Name of the schema of each sector. */
  schemas: ReadonlyMap<string, string>;
  /** People of the large district for one of the small. */
  times: number;
  /** Records of a copied person for one of the original. */
  recordsTimes: number;
}

/** A copy's columns that are not the original's: ids of noise, as ids are; those of records begin alike in a batch. */
const PERSON = {
  person_id: "UPPER(LEFT(MD5(CONCAT(:person, '|', person_id)), 26))",
  id_number: "CONCAT(LPAD(CONV(:person, 10, 36), 3, 'Z'), SUBSTR(id_number, 4))",
};
const RECORD = {
  person_id: PERSON.person_id,
  id: "CONCAT(LPAD(CONV(:record, 10, 32), 7, '0'), UPPER(LEFT(MD5(CONCAT(:record, '|', id)), 19)))",
  source_no: "CONCAT(source_no, '~', :record)",
};

/** How large the district is then. */
export async function grow(server: string, { schemas, times, recordsTimes }: Growth, say: (line: string) => void): Promise<Size> {
  const connection = await createConnection({ uri: server, namedPlaceholders: true });
  const size = { people: 0, records: 0 };
  const people = Array.from({ length: times - 1 }, (_, at) => at + 1);
  const copies = people.flatMap((person) =>
    Array.from({ length: recordsTimes }, (_, at) => ({ person, record: person * recordsTimes + at })),
  );
  try {
    // What is filled here need not outlive a power cut.
    await connection.query("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    for (const [sector, schema] of schemas) {
      if (sector === "identity")
        size.people = await multiply(
          connection,
          `${schema}.person`,
          PERSON,
          people.map((person) => ({ person })),
        );
      size.records += await multiply(connection, `${schema}.record`, RECORD, copies);
      say(`${sector}: ${size.records} records so far`);
    }
    await connection.query("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
  } finally {
    await connection.end();
  }
  return size;
}

/** Adds the copies, one at a time; the rows of the table then. */
async function multiply(
  connection: Connection,
  table: string,
  others: Readonly<Record<string, string>>,
  copies: readonly Record<string, number>[],
): Promise<number> {
  const [described] = await connection.query(`SHOW COLUMNS FROM ${table}`);
  const columns = (described as { Field: string }[]).map(({ Field }) => Field);
  const values = columns.map((column) => others[column] ?? column);
  const originals = `${table}_originals`;
  await connection.query(`CREATE TABLE ${originals} AS SELECT * FROM ${table}`);
  const copy = `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM ${originals}`;
  for (const numbers of copies) await connection.query(copy, numbers);
  await connection.query(`DROP TABLE ${originals}`);
  await connection.query(`ANALYZE TABLE ${table}`);
  const [counted] = await connection.query(`SELECT COUNT(*) AS rows_ FROM ${table}`);
  return (counted as { rows_: number }[])[0]!.rows_;
}
